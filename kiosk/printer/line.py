"""A line to a printer, whatever it is made of."""

from __future__ import annotations

import time
from typing import Protocol

STALL_SECONDS = 3.0
"""A printer that takes nothing for so long has stopped: while it prints it takes some all the
time."""


class Line(Protocol):
    """An open line.  Every call has a limit in seconds and raises ``OSError`` when it is broken."""

    job_seconds: float
    """Longer than the longest slip takes to cross the line, and than the printer's own buffer."""

    two_way: bool
    """Whether anything can be heard from the other end."""

    def write(self, data: memoryview, seconds: float) -> int:
        """Send some of ``data`` and say how many bytes; ``TimeoutError`` when none would go."""

    def read(self, seconds: float) -> bytes:
        """What the printer says, as soon as it says anything; empty at the limit."""

    def finish(self, seconds: float) -> None:
        """See the last bytes off, to a printer that will not say that it got them."""

    def close(self) -> None:
        """Hang up."""

    def abort(self) -> None:
        """Hang up, and throw away what has not reached the printer yet."""


class BrokeOff(Exception):
    """The line broke or stood still; ``begun`` tells whether a byte had left."""

    def __init__(self, begun: bool, why: str) -> None:
        self.begun = begun
        super().__init__(why)


def send(line: Line, job: bytes) -> None:
    """Send the whole job; raises ``BrokeOff``."""
    rest = memoryview(job)
    deadline = time.monotonic() + line.job_seconds
    try:
        while rest:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            rest = rest[line.write(rest, min(left, STALL_SECONDS)) :]
    except OSError as error:
        raise BrokeOff(len(rest) < len(job), reason(error)) from error


def reason(error: OSError) -> str:
    """Why a line failed, in a few words."""
    if isinstance(error, TimeoutError):
        return "quá thời gian chờ"
    return error.strerror or str(error) or type(error).__name__
