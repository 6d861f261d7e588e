"""A screen that runs for a month: nothing grows, nothing reloads, and the clock does not drift."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from board_program import BoardProgram, running_board, until
from browser import page_of
from fake_hall import TOKEN, FakeHall
from playwright.sync_api import Browser, CDPSession, Page, expect
from sample_halls import busy_hall

WARM_UP, PLAYED = (300, 1500) if os.environ.get("LUOT_TESTS") == "all" else (200, 600)
CALLED_EACH = 3  # snapshots
# Counts what the page has asked to be woken for, and lets its clock be put forward.
WATCHED = """window.skipped = 0; const own = performance.now.bind(performance);
    performance.now = () => own() + window.skipped;
    window.timers = new Set();
    const set = window.setTimeout, clear = window.clearTimeout;
    window.setTimeout = (work, ...more) => {
        const timer = set((...given) => { timers.delete(timer); work(...given); }, ...more);
        timers.add(timer);
        return timer;
    };
    window.clearTimeout = timer => { timers.delete(timer); clear(timer); };"""


@pytest.fixture(scope="module")
def board_settings() -> dict[str, Any]:
    """Nobody listens for a month."""
    return {"sink": "silent"}


@pytest.fixture
def page(hall: FakeHall, browser: Browser, board: BoardProgram) -> Iterator[Page]:
    hall.clear()
    with page_of(browser, 1920, 1080) as each:
        each.add_init_script(WATCHED)
        each.goto(f"{board.url}/main")
        expect(each.locator(".nothing")).to_be_visible()
        yield each


def play(hall: FakeHall, page: Page, snapshots: int) -> None:
    """So many snapshots of a busy hall, a call with every third; wait until the last is shown."""
    for at in range(snapshots):
        number = f"A{at % 1000:03d}"
        if at % CALLED_EACH == 0:
            hall.call(number, at % 40 + 1)
        busy = busy_hall(40 if at % 2 else 12)
        del busy["calls"]
        hall.send_snapshot(**{**busy, "missed": [number]})
    expect(page.locator(".missed li")).to_have_text([number], timeout=90_000)


def weigh(page: Page, devtools: CDPSession) -> dict[str, float]:
    """What is left after everything that can go has gone."""
    expect(page.locator(".fresh")).to_have_count(0, timeout=15_000)
    found = _collected(page, devtools)
    while (again := _collected(page, devtools))["Nodes"] < found["Nodes"]:
        found = again
    timers = page.evaluate("window.timers.size")
    wanted = ("Nodes", "JSEventListeners", "JSHeapUsedSize")
    return {**{name: found[name] for name in wanted}, "timers": timers}


def _collected(page: Page, devtools: CDPSession) -> dict[str, float]:
    """The figures after the page has come to rest and garbage was collected.

    What a busy machine's page has not painted yet still holds what it is about to let go.
    """
    for _ in range(3):
        page.evaluate("new Promise(rest => requestAnimationFrame(() => requestIdleCallback(rest)))")
        devtools.send("HeapProfiler.collectGarbage")
    measured = devtools.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in measured}


@pytest.mark.timeout(300)
def test_thousands_of_snapshots_and_calls_leave_nothing_behind(hall: FakeHall, page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    page.evaluate("window.here = true")
    play(hall, page, WARM_UP)
    before = weigh(page, devtools)
    play(hall, page, PLAYED)
    after = weigh(page, devtools)
    assert after["Nodes"] <= before["Nodes"] + 60, (before, after)
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 3, (before, after)
    assert after["JSHeapUsedSize"] <= before["JSHeapUsedSize"] + 400_000, (before, after)
    assert after["timers"] <= before["timers"] + 3, (before, after)
    assert page.evaluate("window.here"), "the page was loaded again"


def test_what_never_changes_in_a_template_is_still_a_new_piece_each_time(page: Page) -> None:
    """A piece that two drawings share would keep everything drawn after the first of them."""
    shared = """async () => {
        const { html } = await import("/shared/preact.js");
        const draw = () => html`<div><p>Kính chào</p></div>`;
        const [one, other] = [draw(), draw()];
        return one === other || one.props.children === other.props.children;
    }"""
    assert page.evaluate(shared) is False


def test_every_page_draws_with_that_template() -> None:
    pages = [*Path("server/web/static").rglob("*.js"), *Path("kiosk/static").rglob("*.js")]
    drawn = [
        page
        for page in [*pages, *Path("display_board/static").rglob("*.js")]
        if "shared" not in page.parts and "/preact.js" in page.read_text(encoding="utf-8")
    ]
    assert len(drawn) > 50
    for page in drawn:
        assert "vendor/preact.js" not in page.read_text(encoding="utf-8"), page


def test_a_quiet_night_does_not_move_the_clock(hall: FakeHall, page: Page) -> None:
    hall.clear()
    hall.now = "2026-11-23T20:00:10.000+07:00"
    hall.send_snapshot()
    expect(page.locator(".time")).to_have_text(re.compile("20:00"))
    page.evaluate("window.skipped += 11 * 3600 * 1000; dispatchEvent(new Event('resize'))")
    assert re.fullmatch("07:0[01]", page.locator(".time").inner_text())
    expect(page.locator(".date")).to_have_text("Thứ Ba, 24/11/2026")
    hall.now = "2026-11-24T09:30:10.000+07:00"
    hall.send_snapshot()
    expect(page.locator(".time")).to_have_text(re.compile("09:30"))


def test_a_call_that_was_not_said_is_marked(
    hall: FakeHall, browser: Browser, tmp_path: Path
) -> None:
    hall.clear()
    with (
        running_board(tmp_path, hall.url, TOKEN, say_within_seconds=1e-6) as late,
        page_of(browser, 1920, 1080) as page,
    ):
        until(lambda: late.announced()["zones"], "the board has joined")
        page.goto(f"{late.url}/main")
        expect(page.locator(".nothing")).to_be_visible()
        hall.call("A777", 1)
        hall.call("A778", 2)
        until(lambda: late.announced()["skipped"] == 2, "both came too late to be said")
        expect(page.locator(".newest .unsaid")).to_have_count(1)
        expect(page.locator(".newest .unsaid")).to_contain_text("Không đọc loa")
        until(lambda: hall.statuses[-1].get("unsaid") == 2, "staff are told")
