"""Boards whose voice is a page: the board, the TV's page, and what its loudspeakers were given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from board_program import BoardProgram, running_board, until
from browser import page_of
from fake_hall import TOKEN, FakeHall
from playwright.sync_api import Browser, Page, expect
from short_voice import short_voice

NUMBERS = [f"A00{n}" for n in range(1, 7)]
# Notes everything that is sent to the loudspeakers: what, when by the context's clock, how long.
RECORDER = """window.played = [];
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (at) {
        const samples = this.buffer.getChannelData(0);
        let power = 0;
        for (const value of samples) power += value * value;
        window.played.push({at, lasts: this.buffer.duration, power: power / samples.length});
        return start.call(this, at);
    };"""


@contextmanager
def speaking_board(
    folder: Path, hall: FakeHall, sound_from: str = "page", **settings: Any
) -> Iterator[BoardProgram]:
    """A board with a short voice that pages may speak with."""
    short_voice(folder / "voice", NUMBERS, [1, 2, 3])
    wanted = {"sound_from": sound_from, "sounds": "voice", "voice_engine": "none", **settings}
    with running_board(folder, hall.url, TOKEN, **wanted) as board:
        until(lambda: hall.watched, "the board has joined")
        yield board


@contextmanager
def tv(browser: Browser, board: BoardProgram, asked: str = "") -> Iterator[Page]:
    """A TV's page, recorded."""
    with page_of(browser, 1920, 1080) as page:
        page.add_init_script(RECORDER)
        page.goto(f"{board.url}/main{asked}")
        expect(page.locator(".newest")).to_be_visible()
        yield page


def sound_is(hall: FakeHall, wanted: str) -> None:
    """Wait until the board tells the server so."""
    until(lambda: hall.statuses and hall.statuses[-1].get("sound") == wanted, f"sound: {wanted}")


def said(board: BoardProgram, count: int) -> dict[str, Any]:
    """Wait until so many calls are said or have failed."""

    def dealt_with() -> dict[str, Any] | None:
        figures = board.announced()
        return figures if figures["announced"] + figures["failed"] >= count else None

    found: dict[str, Any] = until(dealt_with, f"{count} calls are said", 60)
    return found


def played(page: Page) -> list[dict[str, float]]:
    """What the page gave to its loudspeakers."""
    heard: list[dict[str, float]] = page.evaluate("window.played")
    return heard
