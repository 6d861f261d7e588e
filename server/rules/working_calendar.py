"""The centre's day and its opening hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

Spans = Sequence[tuple[dt.time, dt.time]]
LOOK_AHEAD_DAYS = 30


@dataclass(frozen=True)
class Calendar:
    """Opening hours in the centre's zone.

    ``weekly`` holds seven lists of spans, Monday first; ``daily`` the spans of a compensation
    day (a weekend day worked for a holiday).
    """

    zone: dt.tzinfo
    weekly: Sequence[Spans]
    daily: Spans
    holidays: frozenset[dt.date] = field(default_factory=frozenset)
    working_days: frozenset[dt.date] = field(default_factory=frozenset)

    def day_of(self, at: dt.datetime) -> dt.date:
        """The centre's day that this instant belongs to; it turns at local midnight."""
        return at.astimezone(self.zone).date()

    def is_open(self, at: dt.datetime) -> bool:
        """Whether the centre is open at this instant; a closing time itself is closed."""
        local = at.astimezone(self.zone)
        return any(start <= local.time() < end for start, end in self._spans(local.date()))

    def opens_at(self, at: dt.datetime) -> dt.datetime | None:
        """The next opening after this instant, or ``None`` within the next thirty days."""
        local = at.astimezone(self.zone)
        for offset in range(LOOK_AHEAD_DAYS + 1):
            day = local.date() + dt.timedelta(days=offset)
            for start, _ in self._spans(day):
                opening = dt.datetime.combine(day, start, tzinfo=self.zone)
                if opening > local:
                    return opening
        return None

    def hours_from(self, at: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
        """Opening and closing times of this day and of the next day that has any."""
        hours: list[tuple[dt.datetime, dt.datetime]] = []
        today = self.day_of(at)
        for offset in range(LOOK_AHEAD_DAYS + 1):
            day = today + dt.timedelta(days=offset)
            spans = self._spans(day)
            hours += [(self._local(day, start), self._local(day, end)) for start, end in spans]
            if offset and spans:
                break
        return hours

    def _local(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, tzinfo=self.zone)

    def _spans(self, day: dt.date) -> Spans:
        if day in self.working_days:
            return self.daily
        if day in self.holidays:
            return ()
        return self.weekly[day.weekday()]
