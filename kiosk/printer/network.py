"""A printer in the network that takes raw jobs (port 9100)."""

from __future__ import annotations

import contextlib
import socket
import time
from pathlib import Path

from PIL import Image

from kiosk.printer.encode import job_bytes, load_escpos
from kiosk.printer.verdict import MaybePrinted, NotPrinted

CONNECT_SECONDS = 2.0
SEND_SECONDS = 6.0
GOODBYE_SECONDS = 1.0

SEND_BUFFER = 4096
"""Small, so that ``send`` waits for the printer itself: with the system's megabytes a printer that
has stopped reading would seem to have taken everything."""


class NetworkPrinter:
    """One connection for each job, so that a printer switched off and on needs no care."""

    def __init__(self, host: str, port: int, data: Path) -> None:
        self._place = (host, port)
        self._data = data

    def __str__(self) -> str:
        return f"{self._place[0]}:{self._place[1]}"

    def prepare(self) -> None:
        """Load the encoder."""
        load_escpos(self._data)

    def print(self, picture: Image.Image, name: str) -> None:
        """Send the job; ``MaybePrinted`` once a byte has left and the rest could not follow."""
        job = job_bytes(picture)
        with self._connect() as line:
            self._send(line, job, name)
            self._say_goodbye(line, name)

    def _connect(self) -> socket.socket:
        try:
            line = socket.create_connection(self._place, CONNECT_SECONDS)
        except OSError as error:
            raise NotPrinted(f"Không kết nối được máy in {self} ({_why(error)})") from error
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        return line

    def _send(self, line: socket.socket, job: bytes, name: str) -> None:
        rest = memoryview(job)
        deadline = time.monotonic() + SEND_SECONDS
        try:
            while rest:
                line.settimeout(max(deadline - time.monotonic(), 0.001))
                rest = rest[line.send(rest) :]
        except OSError as error:
            raise _verdict(len(rest) < len(job), f"Máy in {self} nhận dở {name}", error) from error

    def _say_goodbye(self, line: socket.socket, name: str) -> None:
        line.settimeout(GOODBYE_SECONDS)
        try:
            line.shutdown(socket.SHUT_WR)
            with contextlib.suppress(TimeoutError):  # many printers keep the line open: no fault
                line.recv(1)
        except OSError as error:
            raise _verdict(True, f"Máy in {self} ngắt khi đang in {name}", error) from error


def _verdict(begun: bool, what: str, error: OSError) -> NotPrinted | MaybePrinted:
    kind = MaybePrinted if begun else NotPrinted
    return kind(f"{what} ({_why(error)})")


def _why(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
