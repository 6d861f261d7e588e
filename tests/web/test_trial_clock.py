"""A trial server's clock: set by an integration, and by nobody on a server that is not on trial."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import requests
from listening import listening
from running import RunningServer, running_server, wait_for

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


def test_an_order_that_changes_by_waiting_alone_reaches_the_counter(
    small_config: Path, tmp_path: Path
) -> None:
    with running_server(tmp_path, small_config, clock=("--clock-speed", "0")) as server:
        token, kiosk = (server.enrol_here(kind, kind) for kind in ("integration", "kiosk"))
        put_clock(server, token, EIGHT)
        first = server.take(kiosk, field="ho-tich").json()["number"]
        put_clock(server, token, "2026-11-23T08:04:00+07:00")
        elder = server.take(kiosk, field="ho-tich", priority="nguoi-cao-tuoi").json()["number"]
        cookie = server.staff_here("lan").cookie()
        with listening(server.url, "/counter", {"counter": "1"}, cookie=cookie) as page:
            told = page.joined().newest()
            assert line(told) == [first, elder]
            put_clock(server, token, "2026-11-23T08:09:00+07:00")  # 9 minutes against 2 × 5
            wait_for(lambda: line(page.newest()) == [elder, first], "the new order")
            assert page.newest()["seq"] == told["seq"]


def line(snapshot: dict[str, Any]) -> list[str]:
    return [one["number"] for one in snapshot["counter"]["waiting"]]


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
    assert code_of(answer) == (404, "not_found")


def test_a_standing_clock_stands_and_a_fast_one_runs():
    start = dt.datetime.fromisoformat(EIGHT)
    standing, fast = TrialClock(start, 0), TrialClock(start, 100_000)
    assert standing.now() == standing.now() == start
    assert fast.now() < fast.now()
    assert fast.now().tzinfo is dt.UTC
