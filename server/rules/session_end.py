"""The end of a session: which ends have come, what becomes of those who wait, who comes too late.

A session ends at every closing time: for a break when the centre opens again on the same day, else
for the night; and before that when the last counter has been closed for a while.  The day itself
may be over at an hour of its own, after which nobody waits any more.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from server.rules.working_calendar import Calendar

LastNumber = Literal["low", "high", "off"]


class EndKind(StrEnum):
    """Why a session is over."""

    BREAK = "break"
    EVENING = "evening"
    ALL_CLOSED = "all_closed"


class Way(StrEnum):
    """What becomes of those who still wait."""

    FINISH = "finish"
    """They are served, and nobody comes after them."""
    CARRY_OVER = "carry_over"
    """They keep their place for when the centre opens again."""
    CLOSE = "close"
    """Their numbers are closed, with an apology."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a session; ``opens_at`` is when numbers are given again, if that is known."""

    kind: EndKind
    at: dt.datetime
    opens_at: dt.datetime | None
    of_day: bool = False
    """The day itself is over, and not only its session."""


def ends_between(calendar: Calendar, after: dt.datetime, until: dt.datetime) -> list[End]:
    """The ends by the calendar after one instant and up to another, oldest first."""
    return [_end(calendar, at) for at in calendar.closings(after, until)]


def day_ends_between(
    calendar: Calendar, hour: dt.time, after: dt.datetime, until: dt.datetime
) -> list[End]:
    """The hours at which working days are over, after one instant and up to another."""
    closings = calendar.closings(after - dt.timedelta(days=1), until)
    days = dict.fromkeys(calendar.day_of(closing) for closing in closings)
    hours = [dt.datetime.combine(day, hour, calendar.zone) for day in days]
    return [
        End(EndKind.EVENING, at, calendar.opens_at(at), of_day=True)
        for at in hours
        if after < at <= until
    ]


def _end(calendar: Calendar, at: dt.datetime) -> End:
    opens_at = calendar.opens_at(at)
    same_day = opens_at is not None and calendar.day_of(opens_at) == calendar.day_of(at)
    return End(EndKind.BREAK if same_day else EndKind.EVENING, at, opens_at)


def comes_too_late(
    wait: tuple[int, int] | None, now: dt.datetime, closes_at: dt.datetime | None, by: LastNumber
) -> bool:
    """Whether a wait (minutes, low and high) that begins now would pass the end of the session.

    Nobody comes too late while no counter is open: then nobody can say how long the wait is.
    """
    if wait is None or closes_at is None or by == "off":
        return False
    minutes = wait[0] if by == "low" else wait[1]
    return now + dt.timedelta(minutes=minutes) > closes_at


def carried(at: dt.datetime, end: End) -> dt.datetime:
    """A time in the line moved over the hours in which the centre is closed.

    Whoever had waited ten minutes has waited ten minutes when it opens: the order stays, closed
    hours are no wait, and nobody who comes after the opening stands before them.
    """
    assert end.opens_at is not None
    return min(at, end.at) + (end.opens_at - end.at)
