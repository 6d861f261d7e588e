"""How often: wrong passwords are slowed down, right ones and busy kiosks never."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from running import RunningServer, running_server, wait_for


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory, small_config: Path) -> Iterator[RunningServer]:
    """A server of its own, because limits count by address."""
    with running_server(tmp_path_factory.mktemp("limits"), small_config) as running:
        yield running


@pytest.fixture
def name(busy: RunningServer) -> str:
    """Somebody with an account, whom no other test uses."""
    username = f"u{secrets.token_hex(4)}"
    busy.add_person(username, "officer")
    return username


def sign_in(server: RunningServer, name: str, password: str) -> requests.Response:
    body = {"username": name, "password": password}
    return requests.post(server.api("/login"), json=body, timeout=20)


def fail(server: RunningServer, name: str) -> None:
    assert sign_in(server, name, "wrong password").status_code == 401


@pytest.mark.parametrize("whose", ["somebody's", "nobody's"])
def test_after_a_wrong_password_the_next_try_is_told_to_wait(
    busy: RunningServer, name: str, whose: str
) -> None:
    """The same for a name that nobody has, and for the right password: neither tells anything."""
    tried = name if whose == "somebody's" else f"u{secrets.token_hex(4)}"
    password = busy.passwords.get(tried, "wrong password")
    fail(busy, tried)
    refused = sign_in(busy, tried, password)
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == "1"
    assert refused.json()["retry_after"] == 1
    assert "1 giây" in refused.json()["detail"]


def test_a_supervisor_sees_who_waits_and_lets_them_try_again(
    busy: RunningServer, name: str
) -> None:
    chief = busy.staff_here("chief-of-locks", "supervisor")
    for _ in range(3):
        wait_for(lambda: sign_in(busy, name, "wrong password").status_code == 401, "a failure")
    [lock] = [one for one in chief.get("/locks").json()["items"] if one["person"] == name]
    assert lock["failures"] == 3
    assert chief.post(f"/people/{name}/unlock").json() == {"ok": True}
    assert sign_in(busy, name, busy.passwords[name]).status_code == 200
    assert chief.post(f"/people/{name}/unlock").status_code == 404


def test_one_persons_failures_do_not_stop_a_colleague(busy: RunningServer, name: str) -> None:
    fail(busy, f"u{secrets.token_hex(4)}")
    assert sign_in(busy, name, busy.passwords[name]).status_code == 200


def test_right_passwords_are_never_limited(busy: RunningServer, name: str) -> None:
    password = busy.passwords[name]
    assert [sign_in(busy, name, password).status_code for _ in range(10)] == [200] * 10


def test_failed_sign_ins_and_bad_tokens_never_stop_a_kiosk(busy: RunningServer) -> None:
    kiosk = busy.enrol_here("kiosk", "k-after-failures")
    fail(busy, f"u{secrets.token_hex(4)}")
    for _ in range(6):
        assert busy.take("a bad token", field="ho-tich").status_code == 401
    assert busy.take(kiosk, field="ho-tich").status_code == 201


def test_a_kiosk_may_take_three_hundred_numbers_a_minute(busy: RunningServer) -> None:
    kiosk = busy.enrol_here("kiosk", "k-busy")
    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(lambda _: busy.take(kiosk, field="dat-dai"), range(300)))
    assert {answer.status_code for answer in answers} == {201}


def test_a_kiosk_gone_mad_is_stopped_and_told_when_to_come_back(busy: RunningServer) -> None:
    kiosk = busy.enrol_here("kiosk", "k-mad")

    def press(_: int) -> requests.Response:
        return busy.take(kiosk, field="khong-co")

    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(press, range(700)))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert {answer.status_code for answer in answers} == {422, 429}
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 60
    other = busy.enrol_here("kiosk", "k-beside")
    assert busy.take(other, field="chung-thuc").status_code == 201


def test_a_kiosk_sends_ten_judgements_a_minute_and_no_more(busy: RunningServer) -> None:
    """Numbers can be guessed, and typed one after the other."""
    kiosk = busy.enrol_here("kiosk", "k-judging")
    answers = [
        requests.post(
            busy.api("/visits/01JDYC2Z9V3T5W7X9Z1B3D5F7H/rating"),
            json={"score": 3},
            headers={"Authorization": f"Bearer {kiosk}"},
            timeout=20,
        )
        for _ in range(11)
    ]
    assert [one.status_code for one in answers] == [404] * 10 + [429]
