"""An officer's browser at a counter: going there, pressing keys, reading what is shown."""

from __future__ import annotations

import re

from corners import Corner
from playwright.sync_api import Page, expect
from running import Staff

WAITING = "[data-list=waiting] .row-number"


def let_in(page: Page, staff: Staff) -> None:
    """Give the browser this person's session, as if signed in."""
    jar, url = staff.session.cookies, staff.server.url
    cookies = [{"name": one.name, "value": str(one.value), "url": url} for one in jar]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]


def sit_down(
    page: Page, corner: Corner, staff: Staff | None = None, url: str | None = None
) -> None:
    """Open the corner's counter page as its officer, or as somebody else, or over another line."""
    let_in(page, staff or corner.officer)
    page.goto(f"{url or corner.server.url}/counter/{corner.counter}")
    expect(page.locator(".desk")).to_be_visible()


def stands(page: Page, state: str) -> None:
    """The page shows this state."""
    expect(page.locator(".ticket")).to_have_class(re.compile(rf"\bticket-{state}\b"))


def settles(page: Page) -> None:
    """The page takes clicks and Enter again after a change."""
    expect(page.locator(".settling")).to_have_count(0)


def press(page: Page, key: str, state: str) -> None:
    """Press one key and wait until the page shows the state it leads to."""
    if key == "Enter":
        settles(page)
    page.keyboard.press(key)
    stands(page, state)


def open_counter(page: Page, corner: Corner) -> None:
    """The officer has opened the counter."""
    sit_down(page, corner)
    press(page, "o", "open")


def serve(page: Page, corner: Corner) -> None:
    """Open, call and begin: somebody sits at the counter."""
    open_counter(page, corner)
    press(page, "n", "called")
    press(page, "s", "serving")


def open_dialog(page: Page, key: str) -> None:
    """Press a key that asks something first."""
    page.keyboard.press(key)
    expect(page.locator("dialog")).to_be_visible()


def number_shown(page: Page) -> str:
    """The number at the counter."""
    return page.locator(".ticket-number").inner_text()


def enabled(page: Page) -> set[str]:
    """The commands that may be given now."""
    buttons = page.locator("button.move:enabled")
    return set(buttons.evaluate_all("buttons => buttons.map(button => button.dataset.move)"))
