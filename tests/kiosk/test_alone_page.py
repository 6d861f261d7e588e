"""The touch screen while the server is away: honest, calm, and back by itself."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import axe_findings, page_of
from fake_centre import FakeCentre, a_centre, a_field, fake_centre
from kiosk_program import KioskProgram, running_kiosk, until
from kiosk_screens import HALF, Screen, faults_of_size
from playwright.sync_api import Browser, expect

START = "Mời Ông/Bà chọn lĩnh vực"
ALONE = "Đang mất kết nối với máy chủ – Ông/Bà vẫn lấy số bình thường"
ALONE_EN = "The server cannot be reached – you can still take a number"
RANGE = 3
LONGER_THAN_AN_ANSWER_MS = 21_000
PAUSE_MS = 61_000


@pytest.fixture
def centre() -> Iterator[FakeCentre]:
    busy = a_field("dat-dai", "Đất đai", waiting=7, estimate={"low": 12, "high": 21}, code="C")
    quiet = a_field("ho-tich", "Hộ tịch", name_en="Civil status")
    with fake_centre(centre=a_centre(fields=[busy, quiet]), range_size=RANGE) as running:
        yield running


@pytest.fixture
def kiosk(tmp_path: Path, centre: FakeCentre) -> Iterator[KioskProgram]:
    patient = {"idle_seconds": 600, "result_seconds": 120, "tickets_per_minute": RANGE}
    with running_kiosk(tmp_path, centre.url, centre.token, **patient) as running:
        until("it holds its range", lambda: (running.data / "ranges.json").exists())
        yield running


@pytest.fixture
def screen(browser: Browser, kiosk: KioskProgram) -> Iterator[Screen]:
    with page_of(browser, *HALF) as page:
        yield Screen(page, kiosk.url).open()


def test_numbers_go_on_and_nothing_stale_is_shown_as_if_it_were_known(
    screen: Screen, centre: FakeCentre
) -> None:
    screen.shows("7 người đang chờ").shows("Chờ 12–21 phút")
    centre.cut()
    screen.shows(ALONE).shows("Vẫn cấp số")
    for stale in ("đang chờ", "phút", "Tìm thủ tục theo tên"):
        expect(screen.page.locator("body")).not_to_contain_text(stale)
    screen.choose("Đất đai").shows("Ông/Bà đến để làm gì?").shows("Vẫn cấp số")
    expect(screen.page.locator("body")).not_to_contain_text("Chưa có người chờ")
    screen.press("Lấy số").shows("Mời Ông/Bà nhận phiếu")
    assert screen.number() == "C501"
    for unknown in ("Trước Ông/Bà", "người tiếp theo", "Quét mã"):
        expect(screen.page.locator("body")).not_to_contain_text(unknown)
    screen.press("Xong").press("English").shows(ALONE_EN).shows("Numbers are given")
    screen.press("Tiếng Việt")
    centre.mend()
    screen.shows("7 người đang chờ")
    expect(screen.page.locator("body")).not_to_contain_text(ALONE)


def test_a_field_without_a_number_left_is_closed_and_with_none_left_the_screen_says_so(
    screen: Screen, centre: FakeCentre, kiosk: KioskProgram
) -> None:
    centre.cut()
    screen.shows(ALONE)
    for nth in range(RANGE):
        assert kiosk.take(f"touch-{nth:04}", field="dat-dai").status_code == 201
    screen.shows("Tạm hết số cho đến khi có kết nối lại")
    assert screen.page.locator("button.tile").all_inner_texts() == ["Hộ tịch\nVẫn cấp số"]


def test_without_a_range_it_says_that_no_number_can_be_had_and_what_to_do(
    screen: Screen, centre: FakeCentre, kiosk: KioskProgram
) -> None:
    centre.range_size = 0
    centre.tell(at="2026-11-24T07:00:00+07:00")
    until("the day has turned", lambda: '"ranges":[]' in (kiosk.data / "ranges.json").read_text())
    centre.cut()
    screen.shows("Mất kết nối với máy chủ").shows("Hiện máy chưa cấp được số")
    screen.shows("hỏi cán bộ hướng dẫn").press("English").shows("No numbers can be given right now")
    centre.mend()
    screen.press("Tiếng Việt").shows(START)


def test_a_child_at_the_screen_meets_a_friendly_pause_that_ends_by_itself(
    screen: Screen, centre: FakeCentre, kiosk: KioskProgram
) -> None:
    """It ends no later when the screen stands still meanwhile, as it does in a program that hangs
    for longer than the page waits for an answer."""
    for _ in range(RANGE):
        screen.choose("Hộ tịch").press("Lấy số").press("Xong").shows(START)
    centre.cut()
    screen.shows(ALONE).choose("Hộ tịch")
    screen.motion(1).page.clock.install()
    screen.page.locator(".take").dblclick()
    screen.shows("Xin Ông/Bà chờ một chút").shows("Mời Ông/Bà lấy số lại sau")
    assert len(centre.tickets) == RANGE
    with screen.page.expect_request("**/state*"):
        pass  # the next question waits by the clock that is put forward here
    kiosk.process.send_signal(signal.SIGSTOP)
    screen.page.clock.run_for(LONGER_THAN_AN_ANSWER_MS)
    screen.shows("Máy đang khởi động")
    kiosk.process.send_signal(signal.SIGCONT)
    expect(screen.page.locator("body")).not_to_contain_text("Máy đang khởi động", timeout=15_000)
    screen.page.clock.run_for(PAUSE_MS - LONGER_THAN_AN_ANSWER_MS)
    screen.shows(START)


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)])
def test_alone_too_everything_is_large_enough_and_axe_finds_nothing(
    browser: Browser, kiosk: KioskProgram, centre: FakeCentre, size: tuple[int, int]
) -> None:
    centre.cut()
    until("the link is seen down", lambda: kiosk.state()["alone"])
    with page_of(browser, *size) as page:
        screen = Screen(page, kiosk.url).open().shows(ALONE).settled()
        assert faults_of_size(page) + axe_findings(page) == []
        screen.choose("Hộ tịch").press("Lấy số").shows("Mời Ông/Bà nhận phiếu").settled()
        assert faults_of_size(page) + axe_findings(page) == []
