"""The centre's time as this kiosk knows it: what the server last said, and how long ago that was.

So the clock of the kiosk's own PC may be set forward or back while the program runs, and no number
carries a wrong time.  Only a program that was started without the server goes by that clock.
"""

from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo


class CentreTime:
    """Counts on from the last time that the server has told."""

    def __init__(self) -> None:
        self._told: tuple[dt.datetime, float] | None = None

    def told(self, at: str) -> None:
        """The server says that it is this instant (RFC 3339)."""
        self._told = (dt.datetime.fromisoformat(at), time.monotonic())

    def now(self, timezone: str) -> dt.datetime:
        """This instant in the centre's zone."""
        zone = ZoneInfo(timezone)
        if self._told is None:
            return dt.datetime.now(zone)
        at, since = self._told
        return (at + dt.timedelta(seconds=time.monotonic() - since)).astimezone(zone)
