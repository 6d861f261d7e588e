"""The centre's day, its opening hours, and the working time that a time limit counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

Spans = Sequence[tuple[dt.time, dt.time]]
LOOK_AHEAD_DAYS = 30
MOST_HOURS = 8000
HOURS_A_DAY = 8
SATURDAY = 5


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

    def spans_on(self, day: dt.date) -> Spans:
        """From when to when the centre is open on a day, by its own clock."""
        return self._spans(day)

    def sessions_on(self, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
        """The same as instants."""
        return [(self._local(day, start), self._local(day, end)) for start, end in self._spans(day)]

    def _span_at(self, at: dt.datetime) -> tuple[dt.time, dt.time] | None:
        local = at.astimezone(self.zone)
        spans = self._spans(local.date())
        return next((span for span in spans if span[0] <= local.time() < span[1]), None)

    def after_working_hours(self, at: dt.datetime, hours: int) -> dt.datetime | None:
        """When a time limit that begins at ``at`` is over; 8 hours are one working day.

        Weekends and holidays are skipped, and what comes after closing counts from the next
        morning (domain: "Time rules").  ``None`` when there is no working time to count.
        """
        assert 0 < hours <= MOST_HOURS
        days, rest = divmod(hours, HOURS_A_DAY)
        left = days * _length(self.daily) + dt.timedelta(hours=rest)
        local, idle_days = at.astimezone(self.zone), 0
        day = local.date()
        while idle_days <= LOOK_AHEAD_DAYS:
            spans = self._working_spans(day)
            idle_days = 0 if spans else idle_days + 1
            for start, end in spans:
                begin = max(self._local(day, start), local)
                span = max(self._local(day, end) - begin, dt.timedelta())
                if left <= span:
                    return begin + left
                left -= span
            day += dt.timedelta(days=1)
        return None

    def working_days_from(self, day: dt.date, count: int) -> dt.date:
        """The working day that is ``count`` of them after ``day``."""
        for _ in range(count * LOOK_AHEAD_DAYS):
            if count <= 0:
                break
            day += dt.timedelta(days=1)
            count -= bool(self._working_spans(day))
        return day

    def working_days_between(self, first: dt.date, last: dt.date) -> int:
        """How many working days come after ``first``, up to and with ``last``."""
        days = (first + dt.timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
        return sum(bool(self._working_spans(day)) for day in days)

    def opening_of(self, day: dt.date) -> dt.datetime:
        """When work begins on a day; on a day without work, its midnight."""
        spans = self._spans(day)
        return self._local(day, spans[0][0] if spans else dt.time())

    def closing_of(self, day: dt.date) -> dt.datetime:
        """When work ends on a day; on a day without work, its last second."""
        spans = self._spans(day)
        return self._local(day, spans[-1][1] if spans else dt.time(23, 59, 59))

    def _local(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, tzinfo=self.zone)

    def _working_spans(self, day: dt.date) -> Spans:
        """The spans that time limits count: a Saturday's opening for visitors is none of them."""
        at_weekend = day.weekday() >= SATURDAY and day not in self.working_days
        return () if at_weekend else self._spans(day)

    def _spans(self, day: dt.date) -> Spans:
        if day in self.working_days:
            return self.daily
        if day in self.holidays:
            return ()
        return self.weekly[day.weekday()]


def _length(spans: Spans) -> dt.timedelta:
    today = dt.date(2000, 1, 1)
    lengths = (dt.datetime.combine(today, end) - dt.datetime.combine(today, start)
               for start, end in spans)  # fmt: skip
    return sum(lengths, dt.timedelta())
