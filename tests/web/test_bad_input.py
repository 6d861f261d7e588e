"""What bad input gets: a clear answer of the contract, nothing half done, never a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from corners import Corner, Corners
from running import RunningServer

pytestmark = pytest.mark.both_modes

PROBLEM = "application/problem+json"


def send(corner: Corner, body: bytes, path: str = "/tickets", method: str = "POST", **headers: str):  # type: ignore[no-untyped-def]
    """Send bytes as the kiosk, whatever they are."""
    shown = {"Authorization": f"Bearer {corner.kiosk}", "Content-Type": "application/json"}
    return requests.request(
        method, corner.server.api(path), data=body, headers={**shown, **headers}, timeout=30
    )


def is_problem(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    """The answer as a problem of this kind."""
    assert answer.headers["Content-Type"] == PROBLEM, answer.text
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.fixture(scope="module")
def shared_corner(corners: Corners) -> Corner:
    return corners.take()


@pytest.fixture
def quiet(shared_corner: Corner) -> Iterator[Corner]:
    """A corner in which nothing must have happened when a test is over."""
    yield shared_corner
    assert shared_corner.log() == []


# ---------------------------------------------------------------- what is wished for


def test_an_unknown_field_is_said(quiet: Corner) -> None:
    problem = is_problem(quiet.ask(field="khong-co"), 422, "unknown_field")
    assert "khong-co" in problem["detail"]


def test_an_unknown_procedure_and_priority_are_said(quiet: Corner) -> None:
    is_problem(quiet.ask(field=None, procedure="1.999999"), 422, "unknown_field")
    is_problem(quiet.ask(priority="vip"), 422, "unknown_field")


def test_a_procedure_not_received_here_is_said(quiet: Corner) -> None:
    problem = is_problem(quiet.ask(field=None, procedure="1.003005"), 409, "field_closed")
    assert problem["reason"] == "not_in_service"


def test_a_closed_field_says_why(corner: Corner) -> None:
    chief = corner.server.staff_here(f"chief-{corner.place}", "supervisor")
    body = {"open": False, "reason": "Máy in hỏng"}
    assert chief.put(f"/fields/{corner.field}", body).status_code == 200
    problem = is_problem(corner.ask(), 409, "field_closed")
    assert problem["reason"] == "Máy in hỏng"
    assert "opens_at" in problem
    assert [line["event"] for line in corner.log()] == ["field_changed"]


@pytest.mark.parametrize(
    "code",
    ["H57.12-261302-0041", "hồ sơ", "H57.12-260302-00041", "x" * 64, "H57.12-２６０３０２-0041"],
)
def test_a_dossier_code_that_is_none_is_said(quiet: Corner, code: str) -> None:
    problem = is_problem(quiet.ask(dossiers=[code]), 422, "bad_dossier")
    assert problem["dossier"] == code
    asked = quiet.officer.get(f"/dossiers/{code}")
    is_problem(asked, 422, "bad_dossier")


def test_a_dossier_nobody_came_for_is_not_found(quiet: Corner) -> None:
    is_problem(quiet.officer.get("/dossiers/H26.99-990101-9999"), 404, "not_found")


@pytest.mark.parametrize(
    "path", ["/tickets/01JNOBODY", "/counters/999", "/board/nowhere", "/nowhere", "/", ""]
)
def test_what_is_not_there_is_not_found(quiet: Corner, path: str) -> None:
    is_problem(quiet.officer.get(path), 404, "not_found")


# ---------------------------------------------------------------- bodies


WRONG_BODIES = {
    "broken JSON": b'{"field": "f1"',
    "not JSON": b"field=f1",
    "not UTF-8": b'{"field": "\xff\xfe"}',
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "a text": b'"f1"',
    "nothing": b"",
    "two values": b'{"field": "f1"} {"field": "f1"}',
    "half a letter": b'{"field": "\\ud83d"}',
    "not a number": b'{"field": NaN}',
    "an unknown key": b'{"field": "f1", "vip": true}',
    "a number for a text": b'{"field": 1}',
    "a list for a text": b'{"field": ["f1"]}',
    "field and procedure": b'{"field": "f1", "procedure": "1.001193"}',
    "neither": b'{"purpose": "submit"}',
    "an unknown purpose": b'{"field": "f1", "purpose": "chat"}',
    "an unknown language": b'{"field": "f1", "language": "fr"}',
    "a text for a list": b'{"field": "f1", "dossiers": "H57.12-260302-0041"}',
    "a number in a list": b'{"field": "f1", "dossiers": [1]}',
    "an empty code": b'{"field": "f1", "dossiers": [""]}',
    "21 dossiers": json.dumps({"field": "f1", "dossiers": ["H57-260302-0041"] * 21}).encode(),
    "a field with a script": b'{"field": "<script>alert(1)</script>"}',
    "a field too long": json.dumps({"field": "f" * 65}).encode(),
    "an empty field": b'{"field": ""}',
    "lists in lists": b"[" * 30_000,
    "objects in objects": b'{"field":' * 5_000,
}


@pytest.mark.parametrize("body", WRONG_BODIES.values(), ids=WRONG_BODIES)
def test_a_body_that_is_not_right_is_a_bad_request(quiet: Corner, body: bytes) -> None:
    is_problem(send(quiet, body), 400, "bad_request")


def test_the_answer_names_the_key_that_is_wrong(quiet: Corner) -> None:
    for body, key in ((b'{"field": 1}', "field"), (b'{"field": "f1", "vip": 1}', "vip")):
        assert key in is_problem(send(quiet, body), 400, "bad_request")["detail"]


def test_a_body_without_a_kind_is_read_as_json(corner: Corner) -> None:
    body = json.dumps({"field": corner.field}).encode()
    assert send(corner, body, **{"Content-Type": ""}).status_code == 201
    assert send(corner, body, **{"Content-Type": "text/plain"}).status_code == 201


@pytest.mark.parametrize("size", [64 * 1024 + 1, 1_000_000, 20_000_000])
@pytest.mark.parametrize("path", ["/tickets", "/login", "/scan"])
def test_a_body_too_large_is_said(quiet: Corner, path: str, size: int) -> None:
    is_problem(send(quiet, b'{"x":"' + b"y" * size, path), 413, "too_large")


def test_a_large_body_in_pieces_is_refused_as_well(quiet: Corner) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 10_000

    try:
        answer = send(quiet, pieces())  # type: ignore[arg-type]
    except requests.ConnectionError:
        return  # hung up on
    assert answer.status_code in (400, 411, 413)


@pytest.mark.parametrize("body", [b"[" * 30_000, b'{"username": 1}', b"\xff", b"{}", b""])
def test_a_sign_in_that_is_not_right_is_a_bad_request(quiet: Corner, body: bytes) -> None:
    is_problem(send(quiet, body, "/login"), 400, "bad_request")


WRONG_COMMANDS = {
    "open in no mode": ("POST", "open", {"mode": "fast"}),
    "open with a word too many": ("POST", "open", {"mode": "auto", "for": 1}),
    "pause without a reason": ("POST", "pause", {}),
    "pause for blanks": ("POST", "pause", {"reason": "   "}),
    "pause at length": ("POST", "pause", {"reason": "x" * 201}),
    "pause for a number": ("POST", "pause", {"reason": 5}),
    "call without a reason": ("POST", "call", {"number": "A001"}),
    "call a number as a number": ("POST", "call", {"number": 1001, "reason": "thử"}),
    "call at length": ("POST", "call", {"number": "A" * 13, "reason": "thử"}),
    "next with a body": ("POST", "next", {"field": "f1"}),
    "finish with an unknown outcome": ("POST", "finish", {"outcome": "fine"}),
    "finish with a text for dossiers": ("POST", "finish", {"dossiers": "H57-260302-0041"}),
    "finish with bare codes": ("POST", "finish", {"dossiers": ["H57-260302-0041"]}),
    "finish with a note too long": ("POST", "finish", {"note": "x" * 1001}),
    "no fields": ("PUT", "fields", {"fields": []}),
    "fields as a text": ("PUT", "fields", {"fields": "f1"}),
    "fields as numbers": ("PUT", "fields", {"fields": [1]}),
}


@pytest.mark.parametrize(("method", "command", "body"), WRONG_COMMANDS.values(), ids=WRONG_COMMANDS)
def test_a_command_that_is_not_right_is_a_bad_request(
    quiet: Corner, method: str, command: str, body: Any
) -> None:
    chief = quiet.server.staff_here(f"chief-{quiet.place}", "supervisor")
    act = chief.post if method == "POST" else chief.put
    is_problem(act(f"/counters/{quiet.counter}/{command}", body), 400, "bad_request")


@pytest.mark.parametrize(
    "body", [{"open": "yes"}, {"open": 1}, {"open": None}, {}, {"open": False, "reason": ""}]
)
def test_a_field_is_opened_by_true_and_false_only(quiet: Corner, body: dict[str, Any]) -> None:
    chief = quiet.server.staff_here(f"chief-{quiet.place}", "supervisor")
    is_problem(chief.put(f"/fields/{quiet.field}", body), 400, "bad_request")


# ---------------------------------------------------------------- questions


WRONG_QUESTIONS = {
    "a text for a number": ("/log", {"after": "abc"}),
    "a number below nought": ("/log", {"after": "-1"}),
    "a number out of range": ("/log", {"after": "9" * 25}),
    "a number with a point": ("/log", {"limit": "1.5"}),
    "a limit of nought": ("/log", {"limit": "0"}),
    "a limit too high": ("/log", {"limit": "1001"}),
    "an unknown key": ("/log", {"since": "1"}),
    "a visits' limit too high": ("/visits", {"limit": "201"}),
    "a day that is none": ("/visits", {"day": "2026-13-01"}),
    "a day in words": ("/visits", {"from": "hôm qua"}),
    "a cursor that is none": ("/visits", {"after": "abc"}),
    "a cursor out of range": ("/visits", {"after": "9" * 25}),
    "a search too long": ("/procedures", {"q": "x" * 201}),
    "a search with an unknown key": ("/procedures", {"page": "2"}),
}


@pytest.mark.parametrize(("path", "asked"), WRONG_QUESTIONS.values(), ids=WRONG_QUESTIONS)
def test_a_question_that_is_not_right_is_a_bad_request(
    quiet: Corner, path: str, asked: dict[str, str]
) -> None:
    chief = quiet.server.staff_here(f"chief-{quiet.place}", "admin")
    is_problem(chief.get(path, **asked), 400, "bad_request")


def test_a_wrong_dossier_in_a_question_is_said(quiet: Corner) -> None:
    is_problem(quiet.officer.get("/visits", dossier="H57.12-261302-0041"), 422, "bad_dossier")


# ---------------------------------------------------------------- paths and methods


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tickets"),
        ("DELETE", "/centre"),
        ("PATCH", "/counters/1"),
        ("DELETE", "/visits"),
        ("GET", "/login"),
        ("GET", "/logout"),
        ("GET", "/counters/1/next"),
    ],
)
def test_a_wrong_method_does_nothing(quiet: Corner, method: str, path: str) -> None:
    is_problem(send(quiet, b"", path, method), 404, "not_found")


@pytest.mark.parametrize(
    "path",
    [
        "/counters/" + "1" * 3000,
        "/tickets/" + "a" * 3000,
        "/dossiers/" + "H" * 3000,
        "/board/" + "%F0%9F%98%80" * 300,
        "/counters/%00",
        "/counters/..%2f..%2fetc%2fpasswd",
        "/counters/%ff%fe",
        "/tickets/' OR 1=1 --",
    ],
)
def test_a_strange_path_is_answered_with_words(quiet: Corner, path: str) -> None:
    answer = quiet.officer.get(path)
    assert answer.status_code in (404, 422)
    assert len(answer.json()["detail"]) < 300


def test_an_endless_path_is_refused(quiet: Corner) -> None:
    answer = requests.get(quiet.server.api("/" + "x" * 100_000), timeout=20)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("path", ["/shared/../../settings/centre.py", "/static/../app.py"])
def test_no_file_outside_the_folders_is_given(quiet: Corner, path: str) -> None:
    session = requests.Session()
    asked = requests.Request("GET", quiet.server.url).prepare()
    asked.url = quiet.server.url + path  # as it is, the dots left in
    assert session.send(asked, timeout=20).status_code == 404


def test_a_range_past_the_end_of_a_file_is_no_crash(quiet: Corner) -> None:
    headers = {"Range": "bytes=99999999-"}
    answer = requests.get(f"{quiet.server.url}/shared/base.css", headers=headers, timeout=20)
    assert 400 <= answer.status_code < 500


def test_what_is_typed_stays_a_text(corner: Corner) -> None:
    """A script in a note or a reason is kept and given back as the letters it is made of."""
    script = "<script>alert('x')</script>\"; DROP TABLE visit; --"
    corner.does("open")
    said = corner.does("pause", {"reason": script})
    assert said["pause_reason"] == script
    corner.does("open")
    corner.take()
    corner.does("next")
    corner.does("start")
    answer = corner.press("finish", {"note": script})
    assert answer.headers["Content-Type"] == "application/json"
    [finished] = [one for one in corner.log() if one["event"] == "finished"]
    assert finished["data"]["note"] == script
    assert corner.take()["number"] == f"{corner.place}002"


def test_after_all_of_it_the_server_is_well(server: RunningServer) -> None:
    assert requests.get(f"{server.url}/readyz", timeout=20).json() == {"ok": True}
    assert "Traceback" not in server.said()
