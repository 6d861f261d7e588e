"""Signing in and out: the cookie, the page's token, and what the answers never say."""

from __future__ import annotations

import secrets
from http.cookies import SimpleCookie

import pytest
import requests
from corners import Corner
from running import RunningServer

SAID = {"username", "name", "role", "csrf", "counters", "idle_minutes", "locked"}


@pytest.fixture(scope="session")
def person(server: RunningServer) -> tuple[str, str]:
    """Somebody with an account: name and password."""
    return "nguyen.van-a", server.add_person("nguyen.van-a", "officer")


@pytest.fixture
def neighbour(corner: Corner) -> tuple[str, str]:
    """The same at the corner's own server, which may be another one."""
    name = f"neighbour-{corner.place}"
    return name, corner.server.add_person(name, "officer")


def sign_in(server: RunningServer, name: str, password: str, **headers: str) -> requests.Response:
    body = {"username": name, "password": password}
    return requests.post(server.api("/login"), json=body, headers=headers, timeout=20)


def cookie_of(answer: requests.Response) -> str:
    return str(SimpleCookie(answer.headers["Set-Cookie"])["luot_session"].value)


def test_signing_in_says_who_it_is(server: RunningServer, person: tuple[str, str]) -> None:
    answer = sign_in(server, *person)
    assert answer.status_code == 200
    said = answer.json()
    assert set(said) == SAID
    assert (said["username"], said["role"]) == ("nguyen.van-a", "officer")
    assert len(said["csrf"]) >= 32


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    server: RunningServer, person: tuple[str, str]
) -> None:
    attributes = sign_in(server, *person).headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert len(cookie_of(sign_in(server, *person))) >= 32


def test_behind_https_the_cookie_never_goes_over_http(
    server: RunningServer, person: tuple[str, str]
) -> None:
    """The server's own port speaks http, so the cookie is Secure only when the request was."""
    assert "Secure" not in sign_in(server, *person).headers["Set-Cookie"]


def test_every_sign_in_is_a_session_of_its_own(
    server: RunningServer, person: tuple[str, str]
) -> None:
    first, second = sign_in(server, *person), sign_in(server, *person)
    assert cookie_of(first) != cookie_of(second)
    assert first.json()["csrf"] != second.json()["csrf"]


def test_a_reloaded_page_gets_its_token_again(
    server: RunningServer, person: tuple[str, str]
) -> None:
    signed_in = sign_in(server, *person)
    cookie = {"luot_session": cookie_of(signed_in)}
    again = requests.get(server.api("/session"), cookies=cookie, timeout=20)
    assert again.json() == signed_in.json()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("nguyen.van-a", "wrong password"),
        ("nguyen.van-a", ""),
        ("NGUYEN.VAN-A", "right"),
        ("nguyen.van-a ", "right"),
        ("nobody", "right"),
        ("' OR 1=1 --", "right"),
        ("nguyen.van-a\x00", "right"),
    ],
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    server: RunningServer, person: tuple[str, str], name: str, password: str
) -> None:
    answer = sign_in(server, name, person[1] if password == "right" else password)
    expected = (400, "bad_request") if not password else (401, "not_signed_in")
    assert (answer.status_code, answer.json()["code"]) == expected
    assert "Set-Cookie" not in answer.headers


def test_signing_out_ends_the_session(server: RunningServer) -> None:
    staff = server.staff_here("leaves-early")
    assert staff.post("/logout").json() == {"ok": True}
    assert staff.get("/session").status_code == 401
    assert staff.post("/logout").status_code == 401


def test_a_new_password_ends_the_old_sessions_at_once(server: RunningServer) -> None:
    staff = server.staff_here("changes-often")
    assert staff.get("/session").status_code == 200
    server.add_person("changes-often", "supervisor")
    assert staff.get("/session").status_code == 401
    signed_in = sign_in(server, "changes-often", server.passwords["changes-often"])
    assert signed_in.json()["role"] == "supervisor"


def test_a_password_is_never_taken_from_an_address(
    server: RunningServer, person: tuple[str, str]
) -> None:
    asked = {"username": person[0], "password": person[1]}
    assert requests.get(server.api("/login"), params=asked, timeout=20).status_code == 404
    assert requests.post(server.api("/login"), params=asked, timeout=20).status_code == 400


@pytest.mark.parametrize("caller", ["officer", "kiosk"])
def test_a_repeated_sign_in_never_says_the_sessions_token(
    corner: Corner, neighbour: tuple[str, str], caller: str
) -> None:
    headers = {"Idempotency-Key": secrets.token_hex(8)}
    if caller == "kiosk":
        headers["Authorization"] = f"Bearer {corner.kiosk}"
    else:
        headers["Cookie"] = corner.officer.cookie()
    for _ in range(2):
        answer = sign_in(corner.server, *neighbour, **headers)
        assert answer.status_code == 200
        assert set(answer.json()) == SAID
        assert cookie_of(answer) not in answer.text


def test_only_hashes_of_passwords_and_tokens_are_stored(
    corner: Corner, neighbour: tuple[str, str]
) -> None:
    secret = [
        neighbour[1],
        cookie_of(sign_in(corner.server, *neighbour)),
        corner.kiosk,
        corner.officer.session.cookies["luot_session"],
    ]
    stored = b"".join(path.read_bytes() for path in corner.server.data.glob("luot.db*"))
    assert not [one for one in secret if one.encode() in stored]
