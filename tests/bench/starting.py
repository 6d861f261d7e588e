"""From the command to serving, and the memory that the programs keep."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from running import CONFIG, ROOT, running_server
from running_hall import running_hall
from tables import Table, median

LIBRARIES = "import eventlet, flask, flask_socketio, pydantic, sqlite_utils, argon2, flask_limiter"
SLEEP = f"{LIBRARIES}; import time; print('ready', flush=True); time.sleep(60)"


def measure(starts: int) -> Table:
    """Seconds from the command to the line that says it serves."""
    columns = ("s", "median", "slowest", "floor", "ratio")
    table = Table(f"Start to serving ({starts} starts; aim: 3 s)", columns)
    floor = median([_bare() for _ in range(starts)])
    for centre in ("commune", "hue-province"):
        seconds = [_server(centre) for _ in range(starts)]
        _add(table, f"luot server, {centre}", seconds, floor)
    _add(table, "luot up, commune (server, kiosk, board)", [_up() for _ in range(starts)], floor)
    table.notes.append("Floor: a bare Python that imports the libraries of the server.")
    return table


def bare_process() -> subprocess.Popen[bytes]:
    """A Python with the server's libraries that does nothing, once it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", SLEEP], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def _add(table: Table, what: str, seconds: list[float], floor: float) -> None:
    middle = median(seconds)
    table.add(what, middle, max(seconds), floor, f"{middle / floor:.1f} ×")


def _bare() -> float:
    began = time.monotonic()
    process = bare_process()
    seconds = time.monotonic() - began
    process.kill()
    process.communicate()
    return seconds


def _server(centre: str) -> float:
    with tempfile.TemporaryDirectory() as data:
        began = time.monotonic()
        with running_server(Path(data), CONFIG / centre):
            return time.monotonic() - began


def _up() -> float:
    with tempfile.TemporaryDirectory() as data:
        began = time.monotonic()
        with running_hall(CONFIG / "commune", Path(data)):
            return time.monotonic() - began
