"""What happens at a kiosk or a board is seen by a supervisor: real programs, a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from board_program import running_board
from browser import page_of
from counter_desk import let_in
from fake_printer import fake_printer
from kiosk_program import running_kiosk, until
from playwright.sync_api import Browser, Locator, Page, expect
from running import RunningServer, running_server, wait_for
from short_voice import short_voice

SEEN_MS = 15_000  # the kiosk asks its printer every few seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


PRINTERS_ALERTS = ".alert:not([data-kind=page_missing])"  # this kiosk has no browser


def alert(hall: Page, kind: str) -> Locator:
    return hall.locator(f"[data-kind={kind}]")


def test_a_kiosks_paper_that_goes_out_is_on_the_hall_page(
    server: RunningServer, browser: Browser, tmp_path: Path
) -> None:
    token = server.enrol_here("kiosk", "ki-ot-1")
    with (
        fake_printer() as printer,
        running_kiosk(tmp_path, server.url, token, printer=printer.address) as kiosk,
        page_of(browser) as hall,
    ):
        until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
        let_in(hall, server.staff_here("truong", "supervisor"))
        hall.goto(server.url + "/hall")
        device = hall.locator("[data-device=ki-ot-1]")
        expect(device).to_contain_text("Máy in tốt", timeout=SEEN_MS)
        printer.state = "out"
        expect(alert(hall, "paper_out")).to_contain_text("Ki-ốt ki-ot-1", timeout=SEEN_MS)
        expect(hall.locator(PRINTERS_ALERTS)).to_have_count(1)
        printer.state = "near_end"
        expect(alert(hall, "paper_near_end")).to_be_visible(timeout=SEEN_MS)
        expect(hall.locator(PRINTERS_ALERTS)).to_have_count(1)
        printer.mend()
        expect(hall.locator(PRINTERS_ALERTS)).to_have_count(0, timeout=SEEN_MS)
    changed = [one["data"] for one in server.log_lines() if one["event"] == "device_changed"]
    papers = [one["after"]["paper"] for one in changed if "paper" in one["after"]]
    assert papers[-3:] == ["out", "near_end", "ok"]


NO_SOUND_CARD = {"ALSA_CONFIG_PATH": "/dev/null", "PULSE_SERVER": "unix:/nowhere/at/all"}
ENGINE_THAT_BREAKS = "raise SystemExit('the engine broke')"


@pytest.fixture(scope="module")
def desk(server: RunningServer) -> Callable[[str], str]:
    """Gives and calls a number of a field, and returns it."""
    officer, kiosk = server.staff_here("lan"), server.enrol_here("kiosk", "taker")
    assert officer.post("/counters/1/open").status_code == 200

    def call(field: str) -> str:
        assert server.take(kiosk, field=field).status_code == 201
        number: str = officer.post("/counters/1/next").json()["ticket"]["number"]
        assert officer.post("/counters/1/no-show").status_code == 200
        return number

    return call


def test_a_clip_and_an_engine_that_break_stop_no_picture_and_are_on_the_hall_page(
    server: RunningServer, desk: Callable[[str], str], browser: Browser, tmp_path: Path
) -> None:
    voice = short_voice(tmp_path / "voice", ["A001", "A003"], [1])
    (tmp_path / "broken" / "pyttsx3.py").parent.mkdir()
    (tmp_path / "broken" / "pyttsx3.py").write_text(ENGINE_THAT_BREAKS, "utf-8")
    with (voice / "clips.csv").open("a", encoding="utf-8") as clips:
        clips.write("\nhai.wav,hai,vi")
    (voice / "hai.wav").write_bytes(b"no sound at all")
    token = server.enrol_here("board", "man-hinh-1")
    settings = {"sounds": "voice", "environment": {"PYTHONPATH": str(tmp_path / "broken")}}
    with (
        running_board(tmp_path, server.url, token, **settings) as board,
        page_of(browser, 1920, 1080) as screen,
        page_of(browser) as hall,
    ):
        wait_for(lambda: board.announced()["zones"], "the board's zones")
        screen.goto(board.url)
        let_in(hall, server.staff_here("hoa", "supervisor"))
        hall.goto(server.url + "/hall")
        expect(hall.locator("[data-device=man-hinh-1]")).to_contain_text("Giọng đọc tốt")
        for number, works in (("A001", True), ("A002", False), ("A003", True)):
            assert desk("chung-thuc") == number
            expect(screen.locator(".digits")).to_have_text(number)
            failing = expect(alert(hall, "voice_failing"))
            failing.to_have_count(0 if works else 1, timeout=SEEN_MS)
        assert board.announced()["announced"] == 2
        assert board.announced()["failed"] == 1


def test_a_missing_sound_card_stops_no_picture_and_is_on_the_hall_page(
    server: RunningServer, desk: Callable[[str], str], browser: Browser, tmp_path: Path
) -> None:
    token = server.enrol_here("board", "man-hinh-2")
    with (
        running_board(
            tmp_path, server.url, token, environment=NO_SOUND_CARD, sink="speakers"
        ) as board,
        page_of(browser, 1920, 1080) as screen,
        page_of(browser) as hall,
    ):
        wait_for(lambda: board.announced()["zones"], "the board's zones")
        screen.goto(board.url)
        let_in(hall, server.staff_here("mai", "supervisor"))
        hall.goto(server.url + "/hall")
        expect(alert(hall, "sound_failing")).to_be_visible(timeout=SEEN_MS)
        number = desk("ho-tich")
        expect(screen.locator(".digits")).to_have_text(number)
        expect(screen.locator(".mark.mute")).to_contain_text("Chưa có loa")
        wait_for(lambda: board.announced()["failed"], "the call that nobody hears")
        expect(hall.locator("[data-device=man-hinh-2]")).to_contain_text("Không có loa")
