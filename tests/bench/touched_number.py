"""From the touch of "Lấy số" to the number painted on the screen, in Chromium."""

from __future__ import annotations

import tempfile
from pathlib import Path

from browser import page_of, running_chromium
from kiosk_program import running_kiosk, until
from kiosk_screens import Screen
from playwright.sync_api import Browser, expect
from running import CONFIG, running_server
from tables import TIME_COLUMNS, Table
from typed_search import PAINTED, bare_letters, seconds_of

FIELD = "Hộ tịch"
AIM_MS = 100

WATCH = f"""() => {{
    {PAINTED}
    window.numbers = [];
    document.addEventListener("click", event => {{
        if (event.target.closest(".take"))
            painted(() => document.querySelector(".number"), event.timeStamp, numbers);
    }}, true);
}}"""


def measure(touches: int) -> Table:
    """The table: everything on this machine, the server and its durable commit included."""
    with tempfile.TemporaryDirectory() as name, running_chromium() as browser:
        folder = Path(name)
        with running_server(folder / "data", CONFIG / "commune") as server:
            token = server.enrol_here("kiosk", "k")
            settings = {"pixels_per_mm": 4, "tickets_per_minute": 600}
            with running_kiosk(folder, server.url, token, **settings) as kiosk:
                until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
                seconds = _touched(browser, kiosk.url, touches)
    table = Table(f"From the touch to the number on the screen ({touches} touches)", TIME_COLUMNS)
    table.times("touch → number painted", seconds, bare_letters(touches))
    table.notes.append(f"Aim: p95 ≤ {AIM_MS} ms. Floor: a page that paints a letter.")
    return table


def _touched(browser: Browser, url: str, touches: int) -> list[float]:
    with page_of(browser, 1080, 1920) as page:
        screen = Screen(page, url, motion=1).open()
        page.evaluate(WATCH)
        for nth in range(touches):
            screen.choose(FIELD).press("Lấy số")
            until("the number is painted", lambda nth=nth: len(seconds_of(page, "numbers")) > nth)
            screen.press("Xong")
            expect(page.locator("button.tile").first).to_be_visible()
        return seconds_of(page, "numbers")
