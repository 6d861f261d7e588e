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
        return self._span_at(at) is not None

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

    def closes_at(self, at: dt.datetime) -> dt.datetime | None:
        """When the session of this instant ends; ``None`` while the centre is closed."""
        span = self._span_at(at)
        return self._local(self.day_of(at), span[1]) if span else None

    def opened_at(self, at: dt.datetime) -> dt.datetime | None:
        """When the session of this instant began; ``None`` while the centre is closed."""
        span = self._span_at(at)
        return self._local(self.day_of(at), span[0]) if span else None

    def closings(self, after: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
        """The closing times after one instant and up to another, at most thirty days of them."""
        first = max(self.day_of(after), self.day_of(until) - dt.timedelta(days=LOOK_AHEAD_DAYS))
        days = (self.day_of(until) - first).days + 1
        ends = [
            self._local(day, end)
            for day in (first + dt.timedelta(days=offset) for offset in range(days))
            for _, end in self._spans(day)
        ]
        return [end for end in ends if after < end <= until]

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

    def _span_at(self, at: dt.datetime) -> tuple[dt.time, dt.time] | None:
        local = at.astimezone(self.zone)
        spans = self._spans(local.date())
        return next((span for span in spans if span[0] <= local.time() < span[1]), None)

    def _local(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, tzinfo=self.zone)

    def _spans(self, day: dt.date) -> Spans:
        if day in self.working_days:
            return self.daily
        if day in self.holidays:
            return ()
        return self.weekly[day.weekday()]
