"""A printer behind a device file such as ``/dev/usb/lp0``."""

from __future__ import annotations

import os
import select
import sys
import time
from pathlib import Path

from PIL import Image

from kiosk.printer.encode import job_bytes, load_escpos
from kiosk.printer.verdict import MaybePrinted, NotPrinted

WRITE_SECONDS = 6.0


class DeviceFile:
    """Written without blocking where the system can: a printer out of paper stops reading."""

    def __init__(self, device: Path, data: Path) -> None:
        self._device = device
        self._data = data

    def __str__(self) -> str:
        return str(self._device)

    def prepare(self) -> None:
        """Load the encoder."""
        load_escpos(self._data)

    def print(self, picture: Image.Image, name: str) -> None:
        """Write the job; a missing device is never created as a plain file."""
        job = job_bytes(picture)
        device = self._open()
        try:
            self._write(device, job, name)
        finally:
            os.close(device)

    def _open(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
        try:
            return os.open(self._device, flags | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise NotPrinted(f"Không mở được máy in {self} ({error.strerror})") from error

    def _write(self, device: int, job: bytes, name: str) -> None:
        rest = memoryview(job)
        deadline = time.monotonic() + WRITE_SECONDS
        try:
            while rest:
                _wait_until_writable(device, deadline)
                rest = rest[os.write(device, rest) :]
        except OSError as error:
            kind = MaybePrinted if len(rest) < len(job) else NotPrinted
            raise kind(f"Máy in {self} nhận dở {name} ({error})") from error


def _wait_until_writable(device: int, deadline: float) -> None:
    if sys.platform == "win32":
        return
    if not select.select([], [device], [], max(deadline - time.monotonic(), 0))[1]:
        raise TimeoutError("quá thời gian chờ")
