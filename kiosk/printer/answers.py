"""What a printer can do, as far as we have learnt: whether it answers questions.

Many cheap printers answer nothing.  To wait for them at every slip would cost each citizen a
second, so it is found out at the first contact and kept in the data folder.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

ASK_AGAIN_SECONDS = 60.0
"""A printer that seemed mute may only have been hanging: it is asked again now and then."""


class Answers:
    """Whether the printer at an address answers; ``allowed`` is false when it must not be asked."""

    def __init__(self, data: Path, address: str, allowed: bool) -> None:
        self._path = data / "printer.json"
        self._address = address
        self._allowed = allowed
        self._known = self._read() if allowed else False
        self._asked_at = float("-inf")

    @property
    def known(self) -> bool | None:
        """Whether it answers, or ``None`` before the first contact."""
        return self._known

    def worth_asking(self, *, idle: bool) -> bool:
        """Ask it now?  A mute one only when nobody is waiting for paper, and seldom."""
        if self._known is not False:
            return True
        since = time.monotonic() - self._asked_at
        return idle and self._allowed and since > ASK_AGAIN_SECONDS

    def learn(self, answered: bool) -> None:
        """It has been asked.  A printer that has ever answered is not taken for a mute one."""
        self._asked_at = time.monotonic()
        known = answered or bool(self._known)
        if known is not self._known:
            self._known = known
            with suppress(OSError):  # then it is learnt again after the next start
                self._write()

    def _read(self) -> bool | None:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return bool(kept["answers"]) if kept["address"] == self._address else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self) -> None:
        unfinished = self._path.with_suffix(".part")
        kept = {"address": self._address, "answers": self._known}
        unfinished.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(unfinished, self._path)
