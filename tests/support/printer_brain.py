"""How an ESC/POS printer thinks: bytes in, paper and answers out; the fakes give it a body.

Knows the commands that a slip may use (ESC @, GS v 0, ESC J, ESC d, GS V), the questions DLE EOT
and GS r, and no others.  A printer that cannot print keeps what it was sent, and prints it when it
can again; to DLE EOT it answers all the same.
"""

from __future__ import annotations

import struct
import time
from dataclasses import dataclass, field
from typing import Literal

State = Literal[
    "ready", "ready, drawer", "near_end", "out", "cover_open", "offline", "error", "cutter_error"
]
Mood = Literal[
    "prints",
    "hangs",  # takes the line and reads nothing
    "resets",  # breaks the line at the first bytes
    "mute",  # prints, and answers nothing
    "rubbish",  # answers whatever it gets with rubbish
    "chatters",  # prints, and says a lot that nobody asked
    "resets in the job",  # answers, and breaks the line when the job begins
    "stops in the job",  # answers, and stops reading when the job begins
    "runs out in the job",  # answers ready, and is out of paper when the job begins
    "never done",  # prints, and never answers GS r
    "falls silent",  # answers one question and no other
]

STATUS: dict[State, bytes] = {
    "ready": b"\x12\x12\x12\x12",
    "ready, drawer": b"\x16\x12\x12\x12",
    "near_end": b"\x12\x12\x12\x1e",
    "out": b"\x1a\x32\x12\x7e",
    "cover_open": b"\x1a\x16\x12\x12",
    "offline": b"\x1a\x12\x12\x12",
    "error": b"\x1a\x52\x32\x12",
    "cutter_error": b"\x1a\x52\x1a\x12",
}
PAPER: dict[State, bytes] = {"near_end": b"\x03", "out": b"\x0f"}
CAN_PRINT = ("ready", "ready, drawer", "near_end")
RUBBISH = b"\xff\x80\x93\xfe"
UNASKED = b"\x00\x0f\x80\x7f"

BEGIN, CUT = b"\x1b@", b"\x1dV\x00"
LENGTHS = {b"\x1b@": 2, b"\x1bJ": 3, b"\x1bd": 3, b"\x1dV": 3, b"\x1dr": 3, b"\x10\x04": 3}


class Reset(Exception):
    """The printer breaks the line."""


@dataclass
class PrinterBrain:
    """What came in, job by job; ``state`` and ``mood`` may be changed at any time."""

    mood: Mood = "prints"
    state: State = "ready"
    jobs: list[bytes] = field(default_factory=list)
    last_byte_at: list[float] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    dones: int = 0
    """How often it was asked whether all is done."""
    _waiting: bytes = b""
    _job: bytes = b""

    @property
    def reads(self) -> bool:
        """Whether it takes what it is sent now."""
        return self.mood != "hangs" and not (self.mood == "stops in the job" and self._job)

    def greets(self) -> bytes:
        """What it says before it was asked anything."""
        return UNASKED if self.mood == "chatters" else b""

    def takes(self, data: bytes) -> bytes:
        """Work through ``data`` and answer; raises ``Reset``."""
        if self.mood == "resets":
            raise Reset
        self._waiting += data
        said = self._work()
        if self.mood == "rubbish":
            return RUBBISH
        return said + self.greets()

    def mend(self) -> None:
        """Everything is well again: what was kept comes out."""
        self.state, self.mood = "ready", "prints"
        self._work()

    def loses_the_line(self) -> None:
        """What was half sent is forgotten."""
        self._waiting = self._job = b""

    def _work(self) -> bytes:
        said, held, rest = b"", b"", self._waiting
        while (length := _length(rest)) and length <= len(rest):
            command, rest = rest[:length], rest[length:]
            if command.startswith(b"\x10\x04"):
                said += self._status(command[2])
            elif held or not self._prints(command):
                held += command
            else:
                said += self._do(command)
        self._waiting = held + rest
        return said

    def _prints(self, command: bytes) -> bool:
        if command == BEGIN and self.mood == "runs out in the job":
            self.state = "out"
        return self.state in CAN_PRINT

    def _do(self, command: bytes) -> bytes:
        if command.startswith(b"\x1dr"):
            return self._done()
        if self.mood == "resets in the job":
            raise Reset
        self._job += command
        if command == CUT:
            self.jobs.append(self._job)
            self.last_byte_at.append(time.monotonic())
            self._job = b""
        return b""

    def _status(self, nth: int) -> bytes:
        self.asked.append(nth)
        silent = self.mood == "mute" or (self.mood == "falls silent" and len(self.asked) > 1)
        return b"" if silent else STATUS[self.state][nth - 1 : nth]

    def _done(self) -> bytes:
        self.dones += 1
        return b"" if self.mood in {"mute", "never done"} else PAPER.get(self.state, b"\x00")


def _length(data: bytes) -> int:
    """How long the command at the beginning is; 0 while that cannot be said."""
    if data.startswith(b"\x1dv0"):
        if len(data) < 8:
            return 0
        stride, rows = struct.unpack_from("<HH", data, 4)
        return int(8 + stride * rows)
    if len(data) < 2:
        return 0
    assert data[:2] in LENGTHS or data[:3] == b"\x1dv0"[: len(data)], f"unknown {data[:4]!r}"
    return LENGTHS.get(data[:2], 0)
