"""The day that is rehearsed: its opening hours, its breaks, and when people come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from server.commands.errors import CommandFailed
from server.settings import HoursSettings

PEAKS = ((dt.time(8, 0), dt.time(9, 30)), (dt.time(13, 30), dt.time(14, 30)))
PEAK_RATE = 2.2
LAST_HALF_HOUR = dt.timedelta(minutes=30)
LAST_RATE = 0.4
LOOK_AHEAD_DAYS = 60

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """One working day; the spans are instants in the centre's zone, in order."""

    date: dt.date
    spans: list[Span]

    @property
    def opens(self) -> dt.datetime:
        """The first opening."""
        return self.spans[0][0]

    @property
    def closes(self) -> dt.datetime:
        """The last closing."""
        return self.spans[-1][1]

    def breaks(self) -> list[Span]:
        """From one closing to the next opening."""
        return [(before[1], after[0]) for before, after in pairwise(self.spans)]

    def break_at(self, at: dt.datetime) -> Span | None:
        """The break this instant lies in."""
        return next((span for span in self.breaks() if span[0] <= at < span[1]), None)

    def minutes(self) -> list[dt.datetime]:
        """Every opening minute, in order."""
        return [
            start + dt.timedelta(minutes=minute)
            for start, end in self.spans
            for minute in range(int((end - start).total_seconds()) // 60)
        ]

    def rate(self, at: dt.datetime) -> float:
        """How many people come in this minute, against an ordinary minute's 1.

        Peaks are those seen at centres: 8:00–9:30 and 13:30–14:30; late in a span few still come.
        """
        if any(start <= at.time() < end for start, end in PEAKS):
            return PEAK_RATE
        late = any(end - LAST_HALF_HOUR <= at < end for _, end in self.spans)
        return LAST_RATE if late else 1.0


def working_day_after(hours: HoursSettings, zone: ZoneInfo, day: dt.date) -> WorkingDay:
    """The first working day after ``day``; raises ``CommandFailed`` when none comes soon."""
    for ahead in range(1, LOOK_AHEAD_DAYS + 1):
        date = day + dt.timedelta(days=ahead)
        spans = [
            (dt.datetime.combine(date, start, zone), dt.datetime.combine(date, end, zone))
            for start, end in _opening(hours, date)
        ]
        if spans:
            return WorkingDay(date, spans)
    raise CommandFailed(f"centre.toml: no working day within {LOOK_AHEAD_DAYS} days after {day}")


def _opening(hours: HoursSettings, date: dt.date) -> list[tuple[dt.time, dt.time]]:
    if date in hours.working_days:
        return hours.daily()
    return [] if date in hours.holidays else hours.weekly()[date.weekday()]
