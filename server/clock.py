"""Clocks: the machine's, and the trial one that a rehearsal may set and speed up.

The centre's clock drives waits, calendar and reports; sessions, keys, limits, pings, undo and
``watch`` use the machine's.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """Tells the centre's time."""

    def now(self) -> dt.datetime:
        """This instant, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        """This instant, in UTC."""
        return dt.datetime.now(dt.UTC)


class TrialClock:
    """A clock of a trial server: starts where it is told and runs ``speed`` times as fast."""

    def __init__(self, start: dt.datetime, speed: float) -> None:
        self.speed = speed
        self.set(start)

    def now(self) -> dt.datetime:
        """This simulated instant, in UTC."""
        start, since = self._set
        return start + dt.timedelta(seconds=(time.monotonic() - since) * self.speed)

    def set(self, at: dt.datetime) -> None:
        """Make it this instant now."""
        # One assignment: whoever asks meanwhile gets the time before or after, nothing between.
        self._set = (at.astimezone(dt.UTC), time.monotonic())
