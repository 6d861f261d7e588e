"""Press of *next* → the picture in a real browser, and → the first sample at the sound sink.

A press is a little before its commit, so each figure holds for "call committed → …" too.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import requests
from board_program import BoardProgram, running_board
from browser import page_of, running_chromium
from listening import Listener, listening
from memory import resident_mb
from playwright.sync_api import Page
from running import CONFIG, RunningServer, Staff, running_server, wait_for
from tables import TIME_COLUMNS, Table

from display_board.hall import SOUNDS
from display_board.voice import ClipBank, Engine, Voice
from server.rules.announcement import Speech, call_text_vi

ZONE, COUNTER, FIELD = "sanh", "1", "ho-tich"
SEEN_AIM_MS, FIRST_AIM_MS, CACHED_AIM_MS = 100, 700, 300
LOOK_S = 0.002
# When each number stood on the screen: the frame that is drawn after the page has changed.
SEEN = """window.seen = {};
    new MutationObserver(() => {
        const digits = document.querySelector('.digits');
        const number = digits && digits.textContent;
        if (!number || number in seen) return;
        seen[number] = null;
        requestAnimationFrame(() => { seen[number] = performance.timeOrigin + performance.now(); });
    }).observe(document, {subtree: true, childList: true, characterData: true});"""


def measure(calls: int) -> tuple[Table, float]:
    """The table, and the board's memory in MB."""
    table = Table(f"From a press to picture and sound ({calls} calls)", TIME_COLUMNS)
    with (
        tempfile.TemporaryDirectory() as name,
        running_server(Path(name) / "data", CONFIG / "commune") as server,
        running_chromium() as browser,
        page_of(browser, 1920, 1080) as page,
    ):
        folder = Path(name) / "board"
        folder.mkdir()
        token = server.enrol_here("board", "b")
        with (
            running_board(folder, server.url, token, sink="file://said") as board,
            listening(server.url, "/board", {"token": token, "zone": ZONE}) as bare,
        ):
            hall = _Hall(server, board, bare.joined(), page)
            pressed = [hall.call() for _ in range(calls + 1)][1:]
            memory = resident_mb(board.process.pid)
    _rows(table, pressed)
    return table, memory


def _rows(table: Table, pressed: list[dict[str, Any]]) -> None:
    def of(what: str) -> list[float]:
        return [one[what] for one in pressed]

    bare_voice, by_clips = _bare_voice([one["number"] for one in pressed])
    table.times("press → picture in Chromium", of("seen"), of("told"))
    table.times("press → first sample, first time", of("heard"), bare_voice)
    table.times("press → first sample, cached", of("heard_again"), of("told_again"))
    table.beside_aim("call committed → picture", of("seen"), SEEN_AIM_MS)
    table.beside_aim("call committed → first sample, first time", of("heard"), FIRST_AIM_MS)
    table.beside_aim("call committed → first sample, cached", of("heard_again"), CACHED_AIM_MS)
    how = "clips" if by_clips else "the speech engine"
    table.notes.append(f"Floor of the first time: the same sentences made by {how} alone.")
    table.notes.append("Floor of the others: the same call at a bare socket that shows nothing.")


class _Hall:
    """One counter, one board program and its page."""

    def __init__(
        self, server: RunningServer, board: BoardProgram, bare: Listener, page: Page
    ) -> None:
        self._server, self._board, self._bare, self._page = server, board, bare, page
        self._officer: Staff = server.staff_here("lan")
        self._kiosk = server.enrol_here("kiosk", "taker")
        self._must("open")
        wait_for(lambda: board.announced()["zones"], "the board's zones")
        page.add_init_script(SEEN)
        page.goto(f"{board.url}/{ZONE}")
        page.locator(".newest").wait_for()

    def call(self) -> dict[str, Any]:
        """Call one number and twice again; seconds until it was told, seen and heard."""
        assert self._server.take(self._kiosk, field=FIELD).status_code == 201
        first = self._press("next")
        number = first["number"]
        wait_for(lambda: self._page.evaluate("n => window.seen[n]", number), "the picture")
        seen = self._page.evaluate("n => window.seen[n]", number) / 1000 - first["at"]
        self._press("recall")  # the words of a second call are new, those of a third are not
        again = self._press("recall")
        self._must("no-show")
        return {
            "number": number,
            "seen": seen,
            "told": first["told"],
            "heard": first["heard"],
            "told_again": again["told"],
            "heard_again": again["heard"],
        }

    def _press(self, command: str) -> dict[str, Any]:
        heard_before, told_before = len(self._timings()), len(self._bare.calls())
        at, began = time.time(), time.monotonic()
        answer = self._must(command)
        while len(self._timings()) == heard_before:
            assert time.monotonic() < began + 20, "no first sample within 20 s"
            time.sleep(LOOK_S)
        heard = time.monotonic() - began
        wait_for(lambda: len(self._bare.calls()) > told_before, "the call at the bare socket")
        told = [one.at for one in self._bare.heard if one.event == "call"][-1] - began
        number = answer.json()["ticket"]["number"]
        return {"at": at, "number": number, "heard": heard, "told": told}

    def _timings(self) -> list[dict[str, Any]]:
        timings: list[dict[str, Any]] = self._board.announced()["zones"][ZONE]["timings"]
        return timings

    def _must(self, command: str) -> requests.Response:
        answer = self._officer.post(f"/counters/{COUNTER}/{command}")
        assert answer.ok, answer.text
        return answer


def _bare_voice(numbers: list[str]) -> tuple[list[float], bool]:
    """Seconds that making each announcement takes, and whether clips say them."""
    voice, seconds = Voice(ClipBank(SOUNDS), Engine()), []
    for number in numbers:
        text = call_text_vi(number, int(COUNTER), 1, "citizen", Speech())
        began = time.monotonic()
        assert voice.announcement(text, None).spoken
        seconds.append(time.monotonic() - began)
    return seconds, Voice(ClipBank(SOUNDS), None).announcement(text, None).spoken
