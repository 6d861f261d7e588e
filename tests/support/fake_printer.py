"""A network printer on loopback: prints, complains, hangs, resets, answers rubbish or nothing."""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from PIL import Image
from printer_brain import Mood, PrinterBrain, Reset

LITTLE = 2048
FEED_AND_CUT = (b"\x1bd\x06", b"\x1dV\x00")


@dataclass
class FakePrinter(PrinterBrain):
    """A printer's brain behind a port; one line after another, as most printers do."""

    port: int = 0
    hung: list[socket.socket] = field(default_factory=list)
    resets_heard: int = 0
    _socket: socket.socket | None = None

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
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            line.sendall(self.greets())
            while self._hears(line):
                pass
        except ConnectionResetError:
            self.resets_heard += 1
        except Reset:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        hangs = not self.reads
        self.loses_the_line()
        if hangs:
            self.hung.append(line)
        else:
            line.close()

    def _hears(self, line: socket.socket) -> bool:
        if not self.reads:
            return False
        if not select.select([line], [], [], 0.05)[0]:
            return True
        piece = line.recv(65536)
        if piece:
            line.sendall(self.takes(piece))
        return bool(piece)


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
