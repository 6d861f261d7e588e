"""Press of *next* → the last of many connected boards, beside a bare websocket broadcast."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

import requests
from helper import Helper, broadcast_floor, helping
from listening import listening
from memory import resident_mb
from running import CONFIG, RunningServer, Staff, running_server, wait_for
from tables import TIME_COLUMNS, Table

CENTRE, ZONE, COUNTER, FIELD = "hue-province", "khu-a", "1", "dat-dai"
REST_S = 0.15
"""Between two presses: more than a snapshot is held back, so that each press meets a quiet hall."""
TICKETS_A_DEVICE = 100


def measure(boards: int, presses: int) -> tuple[Table, float]:
    """The table, and the server's memory in MB with so many boards connected."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", CONFIG / CENTRE) as server,
    ):
        token = server.enrol_here("board", "boards")
        size = _give_numbers(server, presses, token)
        with helping("many_boards.py", server.url, boards, token, ZONE) as hall:
            assert hall.hear() == "joined"
            pressed = _presses(server.staff_here("lan"), hall, presses)
            memory = resident_mb(server.process.pid)
    table = Table(f"Press of next → the last of {boards} boards ({presses} presses)", TIME_COLUMNS)
    table.times("press → last board", pressed, broadcast_floor(boards, presses, size))
    table.notes.append(f"Floor: {size} bytes, as a call has, from a bare websocket server.")
    return table, memory


def _give_numbers(server: RunningServer, presses: int, board: str) -> int:
    """So many people wait; returns how many bytes a call has on the wire."""
    with listening(server.url, "/board", {"token": board, "zone": ZONE}) as listener:
        listener.joined()
        officer = server.staff_here("lan")
        _must(officer.post(f"/counters/{COUNTER}/open"))
        for at in range(presses + 1):
            if at % TICKETS_A_DEVICE == 0:
                token = server.enrol_here("kiosk", f"k{at}")
            _must(server.take(token, field=FIELD))
        _must(officer.post(f"/counters/{COUNTER}/next"))
        wait_for(listener.calls, "the first call")
        _serve(officer)
        return next(one.size for one in listener.heard if one.event == "call")


def _presses(officer: Staff, hall: Helper, presses: int) -> list[float]:
    seconds = []
    for _ in range(presses):
        time.sleep(REST_S)
        began = time.monotonic()
        _must(officer.post(f"/counters/{COUNTER}/next"))
        seconds.append(json.loads(hall.hear())["last"] - began)
        _serve(officer)
    return seconds


def _serve(officer: Staff) -> None:
    _must(officer.post(f"/counters/{COUNTER}/start"))
    _must(officer.post(f"/counters/{COUNTER}/finish", {"outcome": "received"}))


def _must(answer: requests.Response) -> None:
    assert answer.status_code < 400, answer.text
