"""A network printer on loopback: prints what it gets, or is off, hangs or resets the line."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

from PIL import Image

Mood = Literal["prints", "hangs", "resets"]

LITTLE = 2048
FEED_AND_CUT = (b"\x1bd\x06", b"\x1dV\x00")


@dataclass
class FakePrinter:
    """What came in, job by job; ``mood`` is how it treats the next one, ``hung`` stay open."""

    mood: Mood = "prints"
    port: int = 0
    jobs: list[bytes] = field(default_factory=list)
    last_byte_at: list[float] = field(default_factory=list)
    _socket: socket.socket | None = None
    hung: list[socket.socket] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As ``printer`` in a kiosk's file."""
        return f"network://127.0.0.1:{self.port}"

    def switch_on(self) -> None:
        """Listen, on the same port as before."""
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # As a real printer: what it has not read yet stays with the sender.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, LITTLE)
        listening.bind(("127.0.0.1", self.port))
        listening.listen()
        self._socket, self.port = listening, listening.getsockname()[1]
        threading.Thread(target=self._serve, args=(listening,), daemon=True).start()

    def switch_off(self) -> None:
        """Nobody listens any more."""
        assert self._socket is not None
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for line in self.hung:
            line.close()

    def papers(self) -> list[Image.Image]:
        """The papers that came out."""
        return [paper_of(job) for job in self.jobs]

    def _serve(self, listening: socket.socket) -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            self._treat(line)

    def _treat(self, line: socket.socket) -> None:
        if self.mood == "hangs":
            self.hung.append(line)
        elif self.mood == "resets":
            line.recv(LITTLE)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()
        else:
            self._print(line)

    def _print(self, line: socket.socket) -> None:
        job = b""
        with line, suppress(OSError):
            while piece := line.recv(65536):
                job += piece
                seen = time.monotonic()
            self.last_byte_at.append(seen)
            self.jobs.append(job)


@contextmanager
def fake_printer(mood: Mood = "prints") -> Iterator[FakePrinter]:
    """A printer that is switched on."""
    printer = FakePrinter(mood)
    printer.switch_on()
    try:
        yield printer
    finally:
        printer.switch_off()


def paper_of(job: bytes) -> Image.Image:
    """The picture that a job's bytes put on paper, in mode ``1`` and as wide as its widest raster.

    Knows the commands a slip may use (ESC @, GS v 0, ESC J) up to feed and cut, and no others.
    """
    assert job.startswith(b"\x1b@"), "a job begins with a reset"
    strips, at = [], 2
    while not job.startswith(FEED_AND_CUT[0], at):
        strip, at = _strip(job, at)
        strips.append(strip)
    assert job[at:] == b"".join(FEED_AND_CUT), "a job ends with feed and cut, once"
    return _joined(strips)


def _strip(job: bytes, at: int) -> tuple[Image.Image, int]:
    if job.startswith(b"\x1bJ", at):
        return Image.new("1", (1, job[at + 2]), 1), at + 3
    assert job.startswith(b"\x1dv0\x00", at), f"unknown command {job[at : at + 4]!r}"
    stride, rows = struct.unpack_from("<HH", job, at + 4)
    end = at + 8 + stride * rows
    ink = bytes(byte ^ 0xFF for byte in job[at + 8 : end])
    return Image.frombytes("1", (stride * 8, rows), ink), end


def _joined(strips: list[Image.Image]) -> Image.Image:
    size = max(strip.width for strip in strips), sum(strip.height for strip in strips)
    paper, top = Image.new("1", size, 1), 0
    for strip in strips:
        if strip.width > 1:
            paper.paste(strip, (0, top))
        top += strip.height
    return paper
