"""Questions to a printer: how are you (``DLE EOT``), and have you done it all (``GS r``).

``DLE EOT`` is answered at once, past everything that waits in the printer; ``GS r`` in its turn,
so that its answer means that everything sent before has been printed.  A printer may also say what
nobody asked: only a byte that can be the answer counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from kiosk.printer.condition import OFFLINE, Condition, condition_of
from kiosk.printer.line import Line
from server.messages import PaperIs

DLE_EOT = b"\x10\x04"
GS_R_PAPER = b"\x1dr\x01"

ANSWER_SECONDS = 1.0
"""For all four answers; printers take some milliseconds each."""

SOON_SECONDS = 1.0
"""A slip is usually printed by then; after that it is worth asking what is the matter."""

OLD_BYTES_READS = 16


def ask_condition(line: Line, where: str) -> Condition | None:
    """How the printer is, or ``None`` when it answers nothing that can be an answer."""
    deadline = time.monotonic() + ANSWER_SECONDS
    answers = []
    for nth in (1, 2, 3, 4):
        answer = _ask(line, nth, deadline)
        if answer is None:
            return None
        answers.append(answer)
    return condition_of(answers, where)


def ask_whether_done(line: Line) -> PaperIs | None:
    """Wait until everything sent is printed: the paper then, or ``None`` when it will not be told.

    Gives up early on a printer that says meanwhile that it has stopped.
    """
    deadline = time.monotonic() + line.job_seconds
    _tell(line, GS_R_PAPER)
    while (now := time.monotonic()) < deadline:
        done = _first(line, _is_done, min(now + SOON_SECONDS, deadline))
        if done is not None:
            return _paper(done)
        _tell(line, DLE_EOT + b"\x01")
        said = _first(line, lambda byte: _is_done(byte) or _is_status(byte), deadline)
        if said is None or (_is_status(said) and said & OFFLINE):
            return None
        if _is_done(said):
            return _paper(said)
    return None


def _ask(line: Line, nth: int, deadline: float) -> int | None:
    _forget_old_bytes(line)
    _tell(line, DLE_EOT + bytes([nth]))
    return _first(line, _is_status, deadline)


def _is_status(byte: int) -> bool:
    return byte & 0x93 == 0x12


def _is_done(byte: int) -> bool:
    return byte & 0x90 == 0


def _paper(done: int) -> PaperIs:
    if done & 0x0C:
        return PaperIs.OUT
    return PaperIs.NEAR_END if done & 0x03 else PaperIs.OK


def _tell(line: Line, command: bytes) -> None:
    rest = memoryview(command)
    deadline = time.monotonic() + ANSWER_SECONDS
    while rest:
        rest = rest[line.write(rest, max(deadline - time.monotonic(), 0)) :]


def _first(line: Line, fits: Callable[[int], bool], deadline: float) -> int | None:
    while (left := deadline - time.monotonic()) > 0:
        for byte in line.read(left):
            if fits(byte):
                return byte
    return None


def _forget_old_bytes(line: Line) -> None:
    for _ in range(OLD_BYTES_READS):
        if not line.read(0):
            return
