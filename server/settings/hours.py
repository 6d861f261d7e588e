"""A centre's opening hours as its configuration writes them: ``"07:30-11:30"``."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from server.settings.faults import Table

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def parse_span(text: str) -> tuple[dt.time, dt.time]:
    """``"07:30-11:30"`` as two local times; raises ``ValueError`` when it is not one."""
    match = SPAN.fullmatch(text)
    if match is None:
        raise ValueError('expected hours such as "07:30-11:30"')
    from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
    start, end = dt.time(from_hour, from_minute), dt.time(to_hour, to_minute)
    if start >= end:
        raise ValueError("expected the opening before the closing")
    return start, end


def _is_span(text: str) -> str:
    parse_span(text)
    return text


def _in_order(spans: list[str]) -> list[str]:
    times = [parse_span(span) for span in spans]
    if any(later[0] < earlier[1] for earlier, later in pairwise(times)):
        raise ValueError("expected spans one after the other")
    return spans


Span = Annotated[str, AfterValidator(_is_span)]
Spans = Annotated[list[Span], AfterValidator(_in_order)]


class HoursSettings(Table):
    """When the centre is open, in its own local time."""

    days: list[DayName] = ["mon", "tue", "wed", "thu", "fri"]
    spans: Spans = ["07:30-11:30", "13:00-17:00"]
    saturday: Spans = []
    holidays: list[dt.date] = []
    working_days: list[dt.date] = []

    @model_validator(mode="after")
    def _a_day_is_one_or_the_other(self) -> Self:
        if both := sorted(set(self.holidays) & set(self.working_days)):
            raise ValueError(f"expected {both[0]} in holidays or in working_days, not in both")
        return self

    def weekly(self) -> list[list[tuple[dt.time, dt.time]]]:
        """The spans of each weekday, Monday first."""
        week = [self._spans_of(day) for day in DAYS]
        return [[parse_span(span) for span in spans] for spans in week]

    def daily(self) -> list[tuple[dt.time, dt.time]]:
        """The spans of an ordinary working day (also of a compensation day)."""
        return [parse_span(span) for span in self.spans]

    def _spans_of(self, day: str) -> list[Span]:
        if day == "sat" and self.saturday:
            return self.saturday
        return self.spans if day in self.days else []
