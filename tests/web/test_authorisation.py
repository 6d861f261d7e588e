"""Who may: every row of the contract against every kind of caller."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from contract import API_ROWS as ROWS
from contract import EVERYBODY, STAFF, WHILE_LOCKED
from corners import Corner
from running import Staff

from server.store.times import stamp
from server.web.routes import ROUTES

LAST = [("POST", "/session/lock"), ("POST", "/session/unlock"), ("POST", "/logout")]
"""These end or lock a session, so they are asked last."""
CODE = "H57.12-260302-0041"


@dataclass
class Shown:
    """What a caller shows: a kind of the contract, or something that is nobody's."""

    kind: str
    headers: dict[str, str] = field(default_factory=dict)


def test_every_route_is_a_row_of_the_contract_and_every_row_a_route() -> None:
    assert {(route.method, route.path) for route in ROUTES} == set(ROWS)


def test_a_kiosks_token_opens_only_what_a_kiosk_needs() -> None:
    assert {f"{route.method} {route.path}" for route in ROUTES if "kiosk" in route.who} == {
        "GET /procedures",
        "GET /tickets/<ticket>",
        "POST /scan",
        "POST /check-in",
        "POST /dossiers/look",
        "POST /tickets",
        "POST /kiosks/ranges",
        "POST /tickets/offline",
        "PUT /devices/me/status",
        "POST /visits/<visit>/rating",
    }


def test_a_tablets_token_opens_a_rating_and_nothing_else() -> None:
    assert {f"{route.method} {route.path}" for route in ROUTES if "tablet" in route.who} == {
        "PUT /devices/me/status",
        "POST /visits/<visit>/rating",
    }


# ---------------------------------------------------------------- callers


def by_session(staff: Staff, csrf: str | None = None) -> dict[str, str]:
    return {"Cookie": staff.cookie(), "X-CSRF-Token": staff.csrf if csrf is None else csrf}


def staff(role: str) -> Callable[[Corner], Shown]:
    def shown(corner: Corner) -> Shown:
        person = corner.server.staff_here(f"{role}-{corner.place}", role)
        return Shown(role, by_session(person))

    return shown


def device(kind: str) -> Callable[[Corner], Shown]:
    def shown(corner: Corner) -> Shown:
        token = corner.server.enrol_here(kind, f"{kind}-of-{corner.place}")
        return Shown(kind, {"Authorization": f"Bearer {token}"})

    return shown


def bearer(token: str) -> Callable[[Corner], Shown]:
    return lambda _corner: Shown("nobody", {"Authorization": f"Bearer {token}"})


def revoked_kiosk(corner: Corner) -> Shown:
    token = corner.kiosk
    corner.server.luot("device", "revoke", f"kiosk-{corner.place}")
    return Shown("nobody", {"Authorization": f"Bearer {token}"})


def citizen(corner: Corner) -> Shown:
    """Whoever holds the secret on a ticket's paper."""
    return Shown("citizen", {"Authorization": f"Ticket {corner.secret_of(corner.take()['id'])}"})


def made_up_citizen(corner: Corner) -> Shown:
    secret = corner.secret_of(corner.take()["id"])
    return Shown("nobody", {"Authorization": f"Ticket {secret[:-1]}x"})


def expired_session(corner: Corner) -> Shown:
    person = corner.server.staff_here(f"expired-{corner.place}", "admin")
    past = stamp(dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1))
    with corner.server.database() as store, store.transaction() as tx:
        tx.execute(
            "UPDATE session SET expires_at = :past WHERE username = :name",
            past=past,
            name=person.username,
        )
    return Shown("nobody", by_session(person))


def disabled_admin(corner: Corner) -> Shown:
    person = corner.server.staff_here(f"disabled-{corner.place}", "admin")
    with corner.server.database() as store, store.transaction() as tx:
        tx.execute("UPDATE person SET disabled = 1 WHERE username = :name", name=person.username)
    return Shown("nobody", by_session(person))


def locked_admin(corner: Corner) -> Shown:
    """An admin who went for tea."""
    person = corner.server.staff_here(f"tea-{corner.place}", "admin")
    assert person.post("/session/lock").ok
    return Shown("locked", by_session(person))


def made_up_cookie(_corner: Corner) -> Shown:
    return Shown("nobody", {"Cookie": "luot_session=0123456789abcdef", "X-CSRF-Token": "x"})


CALLERS: dict[str, Callable[[Corner], Shown]] = {
    **{role: staff(role) for role in sorted(STAFF)},
    **{kind: device(kind) for kind in ("kiosk", "board", "tablet", "integration")},
    "citizen": citizen,
    "nobody": lambda _corner: Shown("nobody"),
    "made-up token": bearer("0123456789012345678901234567890123456789"),
    "empty token": bearer(""),
    "revoked kiosk": revoked_kiosk,
    "made-up ticket secret": made_up_citizen,
    "made-up cookie": made_up_cookie,
    "expired session": expired_session,
    "disabled admin": disabled_admin,
    "locked admin": locked_admin,
}


# ---------------------------------------------------------------- the matrix


def ask(corner: Corner, method: str, path: str, headers: dict[str, str]) -> requests.Response:
    names = {
        "counter": corner.counter,
        "field": corner.field,
        "zone": corner.zone,
        "code": CODE,
    }
    real = re.sub(r"<(\w+)>", lambda found: names.get(found[1], "nobody"), path)
    body = {} if method != "GET" else None
    return requests.request(method, corner.server.api(real), json=body, headers=headers, timeout=20)


def wrong(shown: Shown, row: tuple[str, str], answer: requests.Response) -> str | None:
    """What is wrong with an answer, or ``None``."""
    who = ROWS[row]
    if shown.kind == "locked":
        who = EVERYBODY if row in WHILE_LOCKED or "anyone" in who else frozenset()
    if "anyone" in who or shown.kind in who:
        expected, right = "neither 401 nor 403 nor 5xx", may(row, answer)
    else:
        refused = {"nobody": "401 not_signed_in", "locked": "423 locked"}
        expected = refused.get(shown.kind, "403 not_allowed")
        right = f"{answer.status_code} {answer.json()['code']}" == expected
    return None if right else f"{row}: expected {expected}, got {answer.status_code} {answer.text}"


def may(row: tuple[str, str], answer: requests.Response) -> bool:
    if row == ("POST", "/login"):
        return answer.status_code == 400  # an empty body: not even a name
    return answer.status_code not in (401, 403) and answer.status_code < 500


@pytest.mark.parametrize("caller", CALLERS)
def test_each_caller_may_do_what_the_contract_says_and_nothing_else(
    corner: Corner, caller: str
) -> None:
    shown = CALLERS[caller](corner)
    rows = [row for row in ROWS if row not in LAST] + LAST
    if shown.kind == "nobody" and "Authorization" in shown.headers:
        # Who shows a wrong credential is refused also where none is needed (tested below).
        rows = [row for row in rows if "anyone" not in ROWS[row]]
    answers = {row: ask(corner, *row, shown.headers) for row in rows}
    assert not [fault for row in rows if (fault := wrong(shown, row, answers[row]))]


# ---------------------------------------------------------------- the page's token


@pytest.mark.parametrize("csrf", ["", "x", "of another page"])
def test_a_signed_in_page_changes_nothing_without_its_token(corner: Corner, csrf: str) -> None:
    if csrf == "of another page":
        csrf = corner.server.staff_here(f"other-{corner.place}").csrf
    headers = by_session(corner.officer, csrf)
    for method, path in ROWS:
        if method != "GET" and {"officer"} & ROWS[method, path]:
            answer = ask(corner, method, path, headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "bad_csrf"), path
    assert corner.log() == []


def test_reading_needs_no_page_token(corner: Corner) -> None:
    answer = ask(corner, "GET", "/counters/<counter>", {"Cookie": corner.officer.cookie()})
    assert answer.status_code == 200


# ---------------------------------------------------------------- details


def test_a_bad_credential_is_refused_even_where_none_is_needed(corner: Corner) -> None:
    for headers in ({"Authorization": "Bearer x"}, {"Authorization": "Ticket x"}):
        assert ask(corner, "GET", "/centre", headers).status_code == 401
    assert ask(corner, "GET", "/centre", {}).status_code == 200


def test_the_scheme_is_read_in_small_letters_too(corner: Corner) -> None:
    headers = {"Authorization": f"bearer {corner.kiosk}"}
    assert ask(corner, "GET", "/procedures", headers).status_code == 200


def test_a_device_token_lives_until_it_is_revoked(corner: Corner) -> None:
    """Unattended screens of others died when their token expired."""
    token = corner.kiosk
    with corner.server.database() as store, store.transaction() as tx:
        tx.execute(
            "UPDATE device SET created_at = '2016-01-01T00:00:00.000Z', seen_at = NULL"
            " WHERE name = :name",
            name=f"kiosk-{corner.place}",
        )
    assert corner.ask().status_code == 201
    assert corner.server.luot("device", "revoke", f"kiosk-{corner.place}").returncode == 0
    answer = corner.server.take(token, field=corner.field)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_a_kiosk_never_serves_without_a_ticket(corner: Corner) -> None:
    corner.does("open")
    answer = corner.ask(counter=corner.counter)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert [line["event"] for line in corner.log()] == ["counter_opened"]


def test_a_counter_that_is_not_yours_is_refused(corner: Corner) -> None:
    corner.does("open")
    corner.take()
    stranger = corner.server.staff_here(f"stranger-{corner.place}")
    bodies: dict[str, Any] = {
        "next": None,
        "pause": {"reason": "Khác"},
        "close": None,
        "mode": {"mode": "auto"},
        "call": {"number": f"{corner.place}001", "reason": "thử"},
        "recall": None,
        "start": None,
        "no-show": None,
        "finish": None,
    }
    before = corner.log()
    for command, body in bodies.items():
        answer = stranger.post(f"/counters/{corner.counter}/{command}", body)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), command
    assert corner.log() == before


def test_a_supervisor_may_act_for_a_counter(corner: Corner) -> None:
    corner.does("open")
    ticket = corner.take()
    chief = corner.server.staff_here(f"chief-{corner.place}", "supervisor")
    answer = chief.post(f"/counters/{corner.counter}/next")
    assert answer.json()["ticket"]["id"] == ticket["id"]
