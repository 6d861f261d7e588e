"""A line to a printer behind a device file such as ``/dev/usb/lp0``."""

from __future__ import annotations

import os
import select
import stat
import sys
import time
from pathlib import Path

READ_BYTES = 256
PAUSE_SECONDS = 0.01


class DeviceFileLine:
    """Used without blocking where the system can: a printer out of paper stops reading.

    Only a character device answers; a missing device is never created as a plain file.
    """

    job_seconds = 6.0

    def __init__(self, device: Path) -> None:
        self.two_way = sys.platform != "win32" and stat.S_ISCHR(device.stat().st_mode)
        way = os.O_RDWR | os.O_NOCTTY if self.two_way else os.O_WRONLY | os.O_APPEND
        flags = way | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        self._file = os.open(device, flags)

    def write(self, data: memoryview, seconds: float) -> int:
        """See ``Line``."""
        if sys.platform != "win32" and not select.select([], [self._file], [], max(seconds, 0))[1]:
            raise TimeoutError
        return os.write(self._file, data)

    def read(self, seconds: float) -> bytes:
        """See ``Line``."""
        deadline = time.monotonic() + seconds
        while self.two_way and (left := deadline - time.monotonic()) >= 0:
            if select.select([self._file], [], [], left)[0] and (said := self._said()):
                return said
            time.sleep(min(left, PAUSE_SECONDS))  # some drivers are readable and have nothing
        return b""

    def finish(self, seconds: float) -> None:
        """See ``Line``; the driver has taken everything."""

    def close(self) -> None:
        """See ``Line``."""
        os.close(self._file)

    abort = close

    def _said(self) -> bytes:
        try:
            return os.read(self._file, READ_BYTES)
        except BlockingIOError:
            return b""
