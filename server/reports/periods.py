"""Figures of a period, told apart by one thing: days, hours, fields, counters, people."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from server.centre import Centre
from server.rules.figures import Figures, added
from server.store import Transaction
from server.store.report_days import whole_spans
from server.store.report_figures import Counted, figures_in


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; with or without trial visits."""

    first: dt.date
    last: dt.date
    trial: bool = False


Key = Callable[[Counted], str]


def figures_by(
    centre: Centre, tx: Transaction, by: str | None, period: Period
) -> dict[str, Figures]:
    """The figures of each part of a period, by key; by nothing, the one part is ``""``."""
    cut, key = _read(centre, by)
    parts: dict[str, list[Figures]] = defaultdict(list)
    for one in figures_in(tx, cut, _spans(tx, by, period), period.trial):
        parts[key(one)].append(one.figures)
    return {name: added(figures) for name, figures in sorted(parts.items())}


def _read(centre: Centre, by: str | None) -> tuple[str, Key]:
    """Which cut answers, and the key of a part in it."""
    if by in (None, "all"):
        return "all", lambda one: one.key
    if by in ("day", "month"):
        length = 10 if by == "day" else 7
        return "all", lambda one: one.span[:length]
    if by == "agency":
        return "field", lambda one: _agency(centre, one.key)
    assert by is not None
    return by, lambda one: one.key


def _agency(centre: Centre, field: str) -> str:
    known = centre.fields.get(field)
    return known.agency if known is not None else ""


def _spans(tx: Transaction, by: str | None, period: Period) -> list[tuple[str, str]]:
    """The fewest spans that make up a period: years and months that are added up, else days."""
    first, last = period.first.isoformat(), period.last.isoformat()
    if by == "day":
        return [(first, last)]
    whole = whole_spans(tx)
    spans: list[tuple[str, str]] = []
    for year in range(period.first.year, period.last.year + 1):
        within = first <= f"{year:04d}-01-01" and f"{year:04d}-12-31" <= last
        if within and by != "month" and f"{year:04d}" in whole:
            spans.append((f"{year:04d}", f"{year:04d}"))
        else:
            spans += _months(year, period, whole)
    return spans


def _months(year: int, period: Period, whole: set[str]) -> Iterator[tuple[str, str]]:
    """The months of a year that belong to a period, each as a whole or as its days."""
    for month in range(1, 13):
        begins = dt.date(year, month, 1)
        ends = dt.date(year, month, calendar.monthrange(year, month)[1])
        first, last = max(begins, period.first), min(ends, period.last)
        if first > last:
            continue
        name = f"{year:04d}-{month:02d}"
        if (first, last) == (begins, ends) and name in whole:
            yield name, name
        else:
            yield first.isoformat(), last.isoformat()


def spans_of(first: dt.date, last: dt.date) -> Iterator[str]:
    """The fewest whole years, months and days that make up the days from one to another."""
    day = first
    while day <= last:
        for span, end in _from(day):
            if end <= last:
                yield span
                day = end + dt.timedelta(days=1)
                break


def _from(day: dt.date) -> Iterator[tuple[str, dt.date]]:
    """The spans that begin on a day, the longest first, with their last days."""
    if (day.month, day.day) == (1, 1):
        yield f"{day.year:04d}", day.replace(month=12, day=31)
    if day.day == 1:
        end = calendar.monthrange(day.year, day.month)[1]
        yield f"{day.year:04d}-{day.month:02d}", day.replace(day=end)
    yield day.isoformat(), day
