"""Touch → last byte at a network printer; press of *next* → first sample at the sound sink."""

from __future__ import annotations

import socket
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import requests
from board_program import BoardProgram, running_board
from fake_printer import FakePrinter, fake_printer
from kiosk_program import KioskProgram, running_kiosk
from memory import resident_mb
from printer_brain import State
from running import CONFIG, RunningServer, Staff, running_server, wait_for
from tables import TIME_COLUMNS, Table, percentile

from display_board.hall import SOUNDS
from display_board.voice import ClipBank, Engine, Voice
from server.rules.announcement import Speech, call_text_vi

COUNTER, FIELD = "1", "ho-tich"
PAPER_AIM_MS, SEEN_AIM_MS = 250, 5000
TROUBLES: tuple[State, ...] = ("out", "cover_open", "near_end", "cutter_error", "offline")
LOOK_S = 0.002


def measure(touches: int, calls: int) -> tuple[Table, dict[str, float]]:
    """The table, and the memory in MB of kiosk and board."""
    table = Table("From a touch to the paper, from a press to the sound", TIME_COLUMNS)
    with tempfile.TemporaryDirectory() as name, fake_printer() as printer:
        folder = Path(name)
        with running_server(folder / "data", CONFIG / "commune") as server:
            memory = {"kiosk": _paper(table, folder / "kiosk", server, printer, touches)}
            memory["board"] = _sound(table, folder / "board", server, calls)
    return table, memory


def _paper(
    table: Table, folder: Path, server: RunningServer, printer: FakePrinter, touches: int
) -> float:
    folder.mkdir()
    token = server.enrol_here("kiosk", "k")
    settings = {"printer": printer.address, "tickets_per_minute": 600}
    with running_kiosk(folder, server.url, token, **settings) as kiosk:
        wait_for(lambda: kiosk.state().get("centre"), "the kiosk's centre")
        _touch(kiosk, printer)
        seconds = [_touch(kiosk, printer) for _ in range(touches)]
        job = printer.jobs[-1]
        bare = [_bare_job(printer, job) for _ in range(touches)]
        table.times(f"touch → last byte at the printer ({touches} touches)", seconds, bare)
        table.notes.append(f"Floor: the same {len(job):,} bytes sent to the same printer at once.")
        table.notes.append(_beside_aim("last byte at the printer, p95", seconds, PAPER_AIM_MS))
        seen = [_seen(kiosk, printer, state) for state in TROUBLES]
        table.notes.append(_beside_aim("a printer's trouble on the screen, p95", seen, SEEN_AIM_MS))
        return resident_mb(kiosk.process.pid)


def _beside_aim(what: str, seconds: list[float], aim_ms: int) -> str:
    return f"Aim: {what} ≤ {aim_ms:,} ms; here {1000 * percentile(seconds, 0.95):,.0f} ms."


def _seen(kiosk: KioskProgram, printer: FakePrinter, state: State) -> float:
    """Seconds from the printer's trouble to the page's news of it, and well again."""
    began, printer.state = time.monotonic(), state
    wait_for(lambda: kiosk.state()["printer"] == state, f"the page's news of {state}")
    seconds = time.monotonic() - began
    printer.mend()
    wait_for(lambda: kiosk.state()["printer"] is None, "the page's news of a printer that is well")
    return seconds


def _touch(kiosk: KioskProgram, printer: FakePrinter) -> float:
    jobs, began = len(printer.jobs), time.monotonic()
    answer = kiosk.take(str(uuid.uuid4()), field=FIELD)
    assert answer.status_code == 201, answer.text
    wait_for(lambda: len(printer.jobs) > jobs, "the slip")
    return printer.last_byte_at[-1] - began


def _bare_job(printer: FakePrinter, job: bytes) -> float:
    jobs, began = len(printer.jobs), time.monotonic()
    with socket.create_connection(("127.0.0.1", printer.port)) as line:
        line.sendall(job)
        line.shutdown(socket.SHUT_WR)
    wait_for(lambda: len(printer.jobs) > jobs, "the bare job")
    return printer.last_byte_at[-1] - began


def _sound(table: Table, folder: Path, server: RunningServer, calls: int) -> float:
    folder.mkdir()
    officer, kiosk = server.staff_here("lan"), server.enrol_here("kiosk", "taker")
    assert officer.post(f"/counters/{COUNTER}/open").ok
    token = server.enrol_here("board", "b")
    with running_board(folder, server.url, token, sink="file://said") as board:
        wait_for(lambda: board.announced()["zones"], "the board's zones")
        heard = [_call(server, officer, kiosk, board) for _ in range(calls + 1)][1:]
        memory = resident_mb(board.process.pid)
    seconds, numbers = zip(*heard, strict=True)
    bare, by_clips = _bare_voice(numbers)
    table.times(f"press of next → first sample ({calls} calls)", seconds, bare)
    how = "clips" if by_clips else "the speech engine"
    table.notes.append(f"Floor of the sound: the same sentences made by {how} alone.")
    return memory


def _call(
    server: RunningServer, officer: Staff, kiosk: str, board: BoardProgram
) -> tuple[float, str]:
    """Seconds from the press to the first sample, seen by asking again and again."""
    assert server.take(kiosk, field=FIELD).status_code == 201
    before, began = len(_timings(board)), time.monotonic()
    answer = officer.post(f"/counters/{COUNTER}/next")
    assert answer.ok, answer.text
    while len(_timings(board)) == before:
        assert time.monotonic() < began + 20, "no first sample within 20 s"
        time.sleep(LOOK_S)
    seconds = time.monotonic() - began
    assert officer.post(f"/counters/{COUNTER}/start").ok
    assert officer.post(f"/counters/{COUNTER}/finish").ok
    return seconds, answer.json()["ticket"]["number"]


def _timings(board: BoardProgram) -> list[dict[str, Any]]:
    zones = requests.get(f"{board.url}/announced", timeout=5).json()["zones"].values()
    return [timing for zone in zones for timing in zone["timings"]]


def _bare_voice(numbers: tuple[str, ...]) -> tuple[list[float], bool]:
    """Seconds that making each announcement takes, and whether clips say them."""
    voice, seconds = Voice(ClipBank(SOUNDS), Engine()), []
    for number in numbers:
        text = call_text_vi(number, int(COUNTER), 1, "citizen", Speech())
        began = time.monotonic()
        assert voice.announcement(text, None).spoken
        seconds.append(time.monotonic() - began)
    return seconds, Voice(ClipBank(SOUNDS), None).announcement(text, None).spoken
