"""A serial scanner without the scanner: one end of a pty is its cable, which can be pulled out."""

from __future__ import annotations

import os
import pty
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class FakeScanner:
    """A scanner at ``device``, a name that stays the same whenever it is plugged in."""

    device: Path
    _lines: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        """As it stands in kiosk.toml."""
        return f"serial://{self.device}?baud=9600"

    def plug_in(self) -> None:
        """Appear."""
        self._lines = pty.openpty()
        tty.setraw(self._lines[1])
        self.device.unlink(missing_ok=True)
        self.device.symlink_to(os.ttyname(self._lines[1]))

    def pull_out(self) -> None:
        """Vanish, line and name."""
        assert self._lines is not None, "it is plugged in"
        for line in self._lines:
            os.close(line)
        self._lines = None
        self.device.unlink()

    def read(self, *pieces: bytes) -> None:
        """Send what was scanned."""
        assert self._lines is not None, "it is plugged in"
        for piece in pieces:
            os.write(self._lines[0], piece)


@contextmanager
def fake_scanner(folder: Path) -> Iterator[FakeScanner]:
    """A scanner that is plugged in."""
    scanner = FakeScanner(folder / "ttyACM0")
    scanner.plug_in()
    try:
        yield scanner
    finally:
        if scanner._lines is not None:
            scanner.pull_out()
