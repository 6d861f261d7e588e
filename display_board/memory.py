"""Which call of each zone was dealt with last, kept over a restart of this program.

The server gives whoever joins the calls of the last minute; a program that was started again must
not say those that were said before.  The file is a help and no more: without it they are.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import NamedTuple

import structlog

log = structlog.get_logger()

FILE = "said.json"


class LastCall(NamedTuple):
    """A call by its ``seq`` and the epoch that it counts in."""

    epoch: str
    seq: int


class Memory:
    """The last call of each zone, in the data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = threading.Lock()
        self._last = _read(self._path)
        self._troubled = False

    def last(self, zone: str) -> LastCall | None:
        """The newest call that was dealt with, as far as is known."""
        return self._last.get(zone)

    def keep(self, zone: str, call: LastCall) -> None:
        """Remember a call; a folder that cannot be written is logged once and harms nothing."""
        with self._lock:
            self._last[zone] = call
            try:
                self._write()
            except OSError as error:
                if not self._troubled:
                    log.warning("what was said cannot be remembered", why=str(error))
                self._troubled = True

    def _write(self) -> None:
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(self._last), encoding="utf-8")
        os.replace(new, self._path)


def _read(path: Path) -> dict[str, LastCall]:
    """What is in the file; nothing if it is not there, or not whole."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {zone: LastCall(str(epoch), int(seq)) for zone, (epoch, seq) in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
