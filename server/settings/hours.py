"""A centre's opening hours as its configuration writes them: ``"07:30-11:30"``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator

from server.settings.faults import Table

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def parse_span(text: str) -> tuple[dt.time, dt.time]:
    """``"07:30-11:30"`` as two local times; raises ``ValueError`` when it is not one."""
    try:
        start, end = (dt.time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        raise ValueError('expected hours such as "07:30-11:30"') from None
    if start >= end:
        raise ValueError(f"expected the opening before the closing in {text!r}")
    return start, end


def _is_span(text: str) -> str:
    parse_span(text)
    return text


Span = Annotated[str, AfterValidator(_is_span)]


class HoursSettings(Table):
    """When the centre is open, in its own local time."""

    days: list[DayName] = ["mon", "tue", "wed", "thu", "fri"]
    spans: list[Span] = ["07:30-11:30", "13:00-17:00"]
    saturday: list[Span] = []
    holidays: list[dt.date] = []
    working_days: list[dt.date] = []

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
