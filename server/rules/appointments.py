"""Appointments: the windows of a day, whether somebody is in time, and the place they get.

Whoever checks in within their window gets a number that counts as if they had come a while before
it; whoever is late gets one like everybody who comes now.  So an appointment shortens a wait, and
takes the turn from nobody who has waited longer than that while.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

Window = tuple[dt.datetime, dt.datetime]
"""From when to when; the end itself is late."""


class Arrival(StrEnum):
    """How somebody stands to their window."""

    EARLY = "early"
    IN_TIME = "in_time"
    LATE = "late"


def windows_of(sessions: Iterable[Window], minutes: int) -> list[Window]:
    """The whole windows that fit into a day's sessions, one after the other."""
    length = dt.timedelta(minutes=minutes)
    windows: list[Window] = []
    for opens, closes in sessions:
        start = opens
        while start + length <= closes:
            windows.append((start, start + length))
            start += length
    return windows


def arrival(now: dt.datetime, window: Window, early_min: int) -> Arrival:
    """Whether somebody who is here now is early, in time or late."""
    starts, ends = window
    if now < starts - dt.timedelta(minutes=early_min):
        return Arrival.EARLY
    return Arrival.IN_TIME if now < ends else Arrival.LATE


def counts_from(now: dt.datetime, window: Window, ahead_min: int) -> dt.datetime:
    """Since when the number of somebody in time counts: never later than now."""
    return min(now, window[0] - dt.timedelta(minutes=ahead_min))
