"""Touch → last byte at a network printer."""

from __future__ import annotations

import socket
import tempfile
import time
import uuid
from pathlib import Path

from fake_printer import FakePrinter, fake_printer
from kiosk_program import KioskProgram, running_kiosk
from memory import resident_mb
from printer_brain import State
from running import CONFIG, RunningServer, running_server, wait_for
from tables import TIME_COLUMNS, Table

COUNTER, FIELD = "1", "ho-tich"
PAPER_AIM_MS, SEEN_AIM_MS = 250, 5000
TROUBLES: tuple[State, ...] = ("out", "cover_open", "near_end", "cutter_error", "offline")
LOOK_S = 0.002


def measure(touches: int) -> tuple[Table, float]:
    """The table, and the kiosk's memory in MB."""
    table = Table("From a touch to the paper", TIME_COLUMNS)
    with tempfile.TemporaryDirectory() as name, fake_printer() as printer:
        folder = Path(name)
        with running_server(folder / "data", CONFIG / "commune") as server:
            memory = _paper(table, folder / "kiosk", server, printer, touches)
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
        table.beside_aim("last byte at the printer", seconds, PAPER_AIM_MS)
        seen = [_seen(kiosk, printer, state) for state in TROUBLES]
        table.beside_aim("a printer's trouble on the screen", seen, SEEN_AIM_MS)
        return resident_mb(kiosk.process.pid)


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
