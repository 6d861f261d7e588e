"""Typing on the touch screen: from the finger to the painted letter and results, in Chromium."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from pathlib import Path
from string import ascii_lowercase

from browser import page_of, running_chromium
from kiosk_program import running_kiosk, until
from kiosk_screens import Screen
from playwright.sync_api import Browser, Page
from running import running_server
from searching import CENTRE, all_procedures
from tables import TIME_COLUMNS, Table

from server.rules.catalogue import fold

LETTERS = 12
"""So many of each name are typed."""
OPEN = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))

PAINTED = """
const painted = (holds, began, times) => requestAnimationFrame(function look() {
    if (!holds()) { requestAnimationFrame(look); return; }
    const frame = new MessageChannel();
    frame.port1.onmessage = () => times.push(performance.now() - began);
    frame.port2.postMessage(0);
});
"""
"""Milliseconds from ``began`` to the first frame in which something holds, once it is painted."""

WATCH = f"""() => {{
    {PAINTED}
    Object.assign(window, {{letters: [], results: []}});
    const box = document.querySelector("#query");
    const list = () => document.querySelector(".results-list");
    document.addEventListener("click", event => {{
        const key = event.target.closest(".key");
        if (!key || key.matches(".wide")) return;
        const letter = key.matches(".space") ? " " : key.textContent.trim().toLowerCase();
        const typed = box.value + letter;
        painted(() => box.value === typed, event.timeStamp, letters);
        if (typed.length > 1)
            painted(() => list() && list().dataset.query === typed, event.timeStamp, results);
    }}, true);
}}"""

SHOWN = """text => document.querySelector("#query").value === text && (text.length < 2
    || document.querySelector(".results-list")?.dataset.query === text)"""

BARE = f"""() => {{
    {PAINTED}
    window.letters = [];
    document.body.innerHTML = "<button class=key style='width:50vw;height:50vh'></button>";
    const key = document.querySelector(".key");
    key.onclick = event => {{
        key.textContent += "x";
        painted(() => true, event.timeStamp, letters);
    }};
}}"""


def measure(names: int) -> Table:
    """The table over every procedure of all presets, for the beginnings of so many names."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = all_procedures(folder / CENTRE)
        chosen = random.Random(1).sample(rows, names)
        typed = [fold(row.name)[:LETTERS] for row in chosen]
        clock = ("--clock-speed", "0", "--clock-start", OPEN.isoformat())
        with (
            running_server(folder / "data", folder / CENTRE, clock=clock) as server,
            running_chromium() as browser,
        ):
            token = server.enrol_here("kiosk", "k")
            with running_kiosk(folder, server.url, token, pixels_per_mm=4) as kiosk:
                until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
                letters, results = _on_screen(browser, kiosk.url, typed)
        bare = bare_letters(len(letters))
    title = f"A key on the touch screen, {len(rows):,} procedures (aim: each key 50 ms)"
    table = Table(title, TIME_COLUMNS)
    table.times("its letter painted", letters, bare)
    table.times("the new results painted", results, bare)
    table.notes.append(
        "From the finger's lifting (the event's own time) to the painted frame. Floor: a page "
        "with one button that paints a letter; a frame is 16.7 ms."
    )
    return table


def _on_screen(browser: Browser, url: str, typed: list[str]) -> tuple[list[float], list[float]]:
    with page_of(browser, 1080, 1920) as page:
        screen = Screen(page, url, motion=1).open()
        screen.press("Tìm thủ tục theo tên")
        page.locator(".key").first.wait_for()
        screen.settled()
        page.evaluate(WATCH)
        places = {letter: _middle(page, letter) for letter in f"{ascii_lowercase} "}
        for name in typed:
            for nth, letter in enumerate(name, 1):
                page.mouse.click(*places[letter])
                page.wait_for_function(SHOWN, arg=name[:nth])
            screen.press("Xóa hết")
        return seconds_of(page, "letters"), seconds_of(page, "results")


def bare_letters(keys: int) -> list[float]:
    """Seconds to paint a letter on a page that does nothing else, for so many presses."""
    with running_chromium() as browser, page_of(browser, 1080, 1920) as page:
        page.evaluate(BARE)
        for _ in range(keys):
            page.mouse.click(100, 100)
        until("all are painted", lambda: len(seconds_of(page, "letters")) == keys)
        return seconds_of(page, "letters")


def _middle(page: Page, letter: str) -> tuple[float, float]:
    key = ".key.space" if letter == " " else f".key:text-is('{letter.upper()}')"
    box = page.locator(key).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def seconds_of(page: Page, times: str) -> list[float]:
    """What the page has noted under a name."""
    return [ms / 1000 for ms in page.evaluate(f"window.{times}")]
