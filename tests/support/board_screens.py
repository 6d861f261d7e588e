"""A zone's page at the sizes of real screens, full to the brim, and whether all of it is seen."""

from __future__ import annotations

from typing import Any

from board_program import BoardProgram
from browser import outside_viewport, scrolls_sideways
from playwright.sync_api import Page, expect
from sample_halls import busy_hall

SIZES = {"hd": (1920, 1080), "4k": (3840, 2160), "small": (1280, 720), "portrait": (1080, 1920)}
PIECES = (
    ".counter, .newest, .recent li, .strip, .chips li, .notice, .head *, .desk-screen, .slides,"
    " .figure, .figure *"
)
# What sticks out of a box that hides it, and text that is wider than its box.  A box's height is
# compared with its children's, for the line of a large number reserves room that no digit needs.
CLIPPED = """() => [...document.querySelectorAll('#board *')].filter(element => {
    if (!element.clientWidth || getComputedStyle(element).overflow !== 'hidden') return false;
    if (element.closest('svg') || element.classList.contains('visually-hidden')) return false;
    const box = element.getBoundingClientRect();
    const out = [...element.querySelectorAll('*')].some(inner => {
        const own = inner.getBoundingClientRect();
        return own.width > 1 && (own.left < box.left - 1 || own.right > box.right + 1
            || own.top < box.top - 1 || own.bottom > box.bottom + 1);
    });
    return out || element.scrollWidth > element.clientWidth + 1;
}).map(element => `${element.className}: ${element.textContent}`)"""
# A page whose clock can be put forward, so that a turn of pages takes no time.
SKIPPING = """window.skipped = 0; const own = performance.now.bind(performance);
    performance.now = () => own() + window.skipped;"""
TURN_MS = 9000
NOTICE = {"text": "Trung tâm làm việc cả sáng thứ Bảy. " * 8, "text_en": "Open on Saturdays. " * 15}
LONGEST = "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh) – Bộ phận một cửa liên thông"


def full_hall(count: int) -> dict[str, Any]:
    """Everything at once, the longest names included."""
    hall = busy_hall(count)
    for each in hall["counters"][::2]:
        each["name"] = LONGEST
    for each in hall["calls"]:
        each["counter"] = min(each["counter"], count)
        each["counter_name"] = LONGEST
    hall["waiting"][0]["name"] = LONGEST
    hall["notices"] = [NOTICE]
    return hall


def open_screen(page: Page, board: BoardProgram, asked: str = "") -> None:
    page.add_init_script(SKIPPING)
    page.goto(f"{board.url}/main{asked}")
    expect(page.locator(".newest, .desk-screen, .figures, .nothing").first).to_be_visible()
    page.evaluate("document.fonts.ready")


def assert_whole(page: Page, where: object) -> None:
    """Everything is inside its box and the window."""
    assert page.evaluate(CLIPPED) == [], where
    assert outside_viewport(page, PIECES) == [], where
    assert not scrolls_sideways(page), where


def turn(page: Page) -> None:
    """Let the next page of every list have its turn."""
    page.evaluate("ms => { window.skipped += ms; dispatchEvent(new Event('resize')); }", TURN_MS)
