"""A trial server's clock: set by an integration, and by nobody on a server that is not on trial."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import requests
from running import RunningServer, running_server

from server.clock import TrialClock

EIGHT = "2026-11-23T08:00:00+07:00"
ELEVEN = "2026-11-23T11:00:00+07:00"


def put_clock(server: RunningServer, token: str, now: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.put(server.api("/trial/clock"), json={"now": now}, headers=headers, timeout=20)


def code_of(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_waits_are_counted_by_the_clock_that_was_set(small_config: Path, tmp_path: Path):
    with running_server(tmp_path, small_config, clock=("--clock-speed", "0")) as server:
        token = server.enrol_here("integration", "clock")
        kiosk = server.enrol_here("kiosk", "kiosk")
        assert put_clock(server, token, EIGHT).json() == {"now": EIGHT}
        field = requests.get(server.api("/centre"), timeout=20).json()["fields"][0]["id"]
        assert server.take(kiosk, field=field).json()["issued_at"].startswith("2026-11-23T08:00:00")
        assert put_clock(server, token, ELEVEN).status_code == 200
        waits = [
            ticket["wait_s"]
            for counter in server.staff_here("lan").get("/counters").json()["items"]
            for ticket in counter["waiting"]
        ]
    assert waits
    assert set(waits) == {3 * 3600}


def test_a_kiosk_may_not_set_the_clock_and_nonsense_is_no_time(small_config: Path, tmp_path: Path):
    with running_server(tmp_path, small_config) as server:
        assert code_of(put_clock(server, server.enrol_here("kiosk", "k"), EIGHT)) == (
            403,
            "not_allowed",
        )
        token = server.enrol_here("integration", "i")
        for nonsense in ("eight o'clock", "2026-11-23T08:00:00", "0001-01-01T00:00:00+14:00"):
            assert code_of(put_clock(server, token, nonsense)) == (400, "bad_request"), nonsense


def test_nobody_sets_the_clock_of_a_centre_at_work(small_config: Path, tmp_path: Path):
    with running_server(tmp_path, small_config, trial=False) as server:
        answer = put_clock(server, server.enrol_here("integration", "i"), EIGHT)
    assert code_of(answer) == (403, "not_allowed")


def test_a_standing_clock_stands_and_a_fast_one_runs():
    start = dt.datetime.fromisoformat(EIGHT)
    standing, fast = TrialClock(start, 0), TrialClock(start, 100_000)
    assert standing.now() == standing.now() == start
    assert fast.now() < fast.now()
    assert fast.now().tzinfo is dt.UTC
