"""The end of a session on a running server: every screen hears of it, and no restart hides it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from listening import Listener, listening
from made_centre import small_centre, write_centre
from running import RunningServer, Staff, running_server, wait_for

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
WAYS = {"at_break": "carry_over", "at_evening": "close"}
CLOCK = ("--keep-hours", "--clock-speed", "0", "--clock-start")


def monday(clock: str) -> str:
    return f"2026-11-23T{clock}:00+07:00"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_centre(
        tmp_path_factory.mktemp("hours"), small_centre(hours=HOURS, session_end=WAYS)
    )


@contextmanager
def working(config: Path, data: Path, clock: str) -> Iterator[RunningServer]:
    with running_server(data, config, clock=(*CLOCK, monday(clock))) as server:
        yield server


def set_clock(admin: Staff, clock: str) -> None:
    assert admin.put("/trial/clock", {"now": monday(clock)}).status_code == 200


def ended(page: Listener) -> dict[str, Any] | None:
    """What a page has been told of the session's end, wherever its snapshot says it."""
    newest = page.newest()
    said: dict[str, Any] | None = newest.get("centre", newest).get("session_end")
    return said


def test_every_screen_is_told_that_the_session_ends_and_that_the_next_one_begins(
    config: Path, tmp_path: Path
) -> None:
    with working(config, tmp_path, "11:00") as server, ExitStack() as stack:
        kiosk, board = server.enrol_here("kiosk", "k"), server.enrol_here("board", "b")
        admin, lan = server.staff_here("admin", "admin"), server.staff_here("lan")
        lan.post("/counters/1/open")
        number = server.take(kiosk, field="ho-tich").json()["number"]
        doors = [
            ("/kiosk", {"token": kiosk}, None),
            ("/counter", {"counter": "1"}, lan.cookie()),
            ("/hall", {}, admin.cookie()),
        ]
        asked = {"token": board, "zone": "sanh"}
        screen = stack.enter_context(listening(server.url, "/board", asked)).joined()
        pages = [
            stack.enter_context(listening(server.url, door, asked, cookie=cookie)).joined()
            for door, asked, cookie in doors
        ]
        assert [ended(page) for page in pages] == [None] * 3
        set_clock(admin, "11:30")
        for page in pages:
            said = wait_for(lambda page=page: ended(page), f"the end at {page}")
            assert (said["kind"], said["way"], said["numbers"]) == ("break", "carry_over", [number])
        wait_for(lambda: screen.newest()["notices"], "the end at the board")
        assert screen.newest()["notices"][0]["text"] == "Trung tâm đang nghỉ trưa."
        refused = lan.post("/counters/1/next")
        assert (refused.status_code, refused.json()["state"]) == (409, "session_ended")
        set_clock(admin, "13:00")
        for page in pages:
            wait_for(lambda page=page: ended(page) is None, f"the beginning at {page}")
        wait_for(lambda: not screen.newest()["notices"], "the beginning at the board")
        assert lan.post("/counters/1/next").json()["ticket"]["number"] == number


def test_a_restart_over_the_end_strands_nobody_and_says_so(config: Path, tmp_path: Path) -> None:
    with working(config, tmp_path, "16:00") as server:
        kiosk = server.enrol_here("kiosk", "k")
        ticket = server.take(kiosk, field="ho-tich").json()
    with working(config, tmp_path, "17:30") as again:
        said = requests.get(again.api("/centre"), timeout=20).json()
        assert said["session_end"]["numbers"] == [ticket["number"]]
        assert "xin lỗi" in said["session_end"]["text"]
        asked = {"Authorization": f"Bearer {kiosk}"}
        scan = requests.post(
            again.api("/scan"), json={"text": ticket["number"]}, headers=asked, timeout=20
        ).json()
        assert (scan["kind"], scan["apology"], scan["visit"]) == ("ticket", "evening", ticket["id"])
        officer = again.staff_here("lan")
        assert officer.post(f"/tickets/{ticket['id']}/reprint").status_code == 200
        assert [line["event"] for line in again.log_lines()][-3:] == [
            "session_ended",
            "closed_with_apology",
            "reprint_asked",
        ]


def test_the_last_number_is_refused_in_words(config: Path, tmp_path: Path) -> None:
    with working(config, tmp_path, "11:24") as server:
        kiosk, lan = server.enrol_here("kiosk", "k"), server.staff_here("lan")
        lan.post("/counters/1/open")
        server.take(kiosk, field="ho-tich")
        refused = server.take(kiosk, field="ho-tich")
        problem = refused.json()
        assert (refused.status_code, problem["code"]) == (409, "field_closed")
        assert (problem["reason"], problem["opens_at"]) == ("wait_past_end", monday("13:00"))
        assert problem["detail"].startswith("Thời gian chờ sẽ quá giờ làm việc.")
