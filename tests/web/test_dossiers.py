"""The dossier register over HTTP: another system tells, a kiosk asks, and not too often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from made_centre import small_centre, write_centre
from running import RunningServer, running_server

TOLD = {
    "procedure": "1.001193",
    "agency": "mot-cua",
    "state": 4,
    "received_at": "2026-11-20T09:00:00+07:00",
    "due_at": "2026-11-27T17:00:00+07:00",
    "result_ready_at": None,
    "returned_at": None,
    "channel": "online",
}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server where a kiosk may look three times a minute, and all of them together five times."""
    limits = {"looks_per_minute": 3, "looks_per_minute_in_all": 5}
    config = write_centre(tmp_path_factory.mktemp("register"), small_centre(dossiers=limits))
    with running_server(tmp_path_factory.mktemp("register-data"), config) as running:
        yield running


@pytest.fixture(scope="module")
def system(register: RunningServer) -> dict[str, str]:
    """What the other system shows."""
    return {"Authorization": f"Bearer {register.enrol_here('integration', 'mot-cua')}"}


def put(
    server: RunningServer, system: dict[str, str], code: str, body: Any, key: str = ""
) -> requests.Response:
    headers = {**system, **({"Idempotency-Key": key} if key else {})}
    return requests.put(server.api(f"/dossiers/{code}"), json=body, headers=headers, timeout=20)


def look(server: RunningServer, kiosk: str, code: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {kiosk}"}
    body = {"code": code}
    return requests.post(server.api("/dossiers/look"), json=body, headers=headers, timeout=20)


def test_what_is_put_is_read_back_by_either_spelling(
    register: RunningServer, system: dict[str, str]
) -> None:
    first = put(register, system, "000.00.12.H57-261120-0001", TOLD)
    assert first.status_code == 200, first.text
    lines = len(register.log_lines())
    assert put(register, system, "h57.12-261120-0001", TOLD).json() == first.json()
    assert len(register.log_lines()) == lines
    url = register.api("/dossiers/H57.12-261120-0001")
    known = requests.get(url, headers=system, timeout=20).json()
    assert known["due_at"] == "2026-11-27T17:00:00.000+07:00"
    assert (known["state"], known["came"]["group"], known["due_reckoned"]) == (4, "0", False)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"state": 0}, "state"),
        ({"state": 11}, "state"),
        ({"state": "4"}, "state"),
        ({"received_at": "2026-11-20"}, "received_at"),
        ({"due_at": "1926-11-20T09:00:00+07:00"}, "due_at"),
        ({"channel": "by owl"}, "channel"),
        ({"procedure": "Khai sinh"}, "procedure"),
        ({"agency": "x" * 201}, "agency"),
        ({"applicant": "Nguyễn Văn Mẫu"}, "applicant"),
        ({**TOLD, "returned_at": "2026-11-19T09:00:00+07:00"}, "returned_at"),
    ],
)
def test_what_cannot_be_is_refused_by_its_key(
    register: RunningServer, system: dict[str, str], body: dict[str, Any], key: str
) -> None:
    code = "H57.12-261120-0002"
    answer = put(register, system, code, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert key in answer.json()["detail"]
    url = register.api(f"/dossiers/{code}")
    assert requests.get(url, headers=system, timeout=20).status_code == 404


def test_what_is_no_code_is_refused(register: RunningServer, system: dict[str, str]) -> None:
    answer = put(register, system, "H57.12-261320-0001", TOLD)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_dossier")


def test_a_key_repeats_the_first_answer(register: RunningServer, system: dict[str, str]) -> None:
    code = "H57.12-261120-0003"
    first = put(register, system, code, TOLD, key="once")
    assert put(register, system, code, {"state": 9}).json()["state"] == 9
    assert put(register, system, code, TOLD, key="once").text == first.text
    assert put(register, system, code, {"state": 5}, key="once").status_code == 422


def test_kiosks_look_only_so_often_because_codes_can_be_guessed(
    register: RunningServer, system: dict[str, str]
) -> None:
    put(register, system, "H57.12-261120-0004", TOLD)
    one, other = (register.enrol_here("kiosk", name) for name in ("one", "other"))
    answers = [look(register, one, f"H57.12-261120-{n:04}") for n in (4, 9998, 9999, 4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].json() == {
        "dossier": "H57.12-261120-0004",
        "known": True,
        "state": 4,
        "due_on": "2026-11-27",
        "ready_on": None,
        "returned_on": None,
        "late": answers[0].json()["late"],
    }
    assert answers[1].json()["known"] is False
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 61
    others = [look(register, other, "H57.12-261120-0004").status_code for _ in range(3)]
    assert others == [200, 200, 429], "five in all"


def test_a_leader_reads_what_is_due_and_keeps_that_an_agency_was_urged(
    register: RunningServer, system: dict[str, str]
) -> None:
    code = "H57.12-261120-0005"
    put(register, system, code, {"state": 4, "due_at": "2020-01-03T17:00:00+07:00"})
    leader = register.staff_here("lanh-dao", "leader")
    urgent = leader.get("/dossiers", due="overdue", limit=1).json()
    assert urgent["items"][0]["code"] == code
    assert urgent["agencies"]
    told = {"dossiers": [code], "means": "phone"}
    kept = leader.post("/reminders", told, key="once")
    assert (kept.status_code, kept.json()["staff"]) == (200, "lanh-dao")
    assert leader.post("/reminders", told, key="once").text == kept.text
    assert leader.get("/reminders").json()["items"] == [kept.json()]
    file = leader.get("/dossiers", format="csv")
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in file.headers["Content-Disposition"]
    assert code in file.text


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/dossiers", {"due": "someday"}),
        ("/dossiers", {"limit": 201}),
        ("/reminders", {"from": "0001-01-01"}),
        ("/reminders", {"to": "9999-12-31"}),
        ("/reminders", {"from": "2026-11-24", "to": "2026-11-23"}),
    ],
)
def test_lists_refuse_what_cannot_be_asked(
    register: RunningServer, path: str, asked: dict[str, Any]
) -> None:
    chief = register.staff_here(f"chief-{len(str(asked))}-{path[1:]}", "supervisor")
    assert chief.get(path, **asked).status_code == 400
