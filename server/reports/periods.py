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
from server.store.report_days import whole_months
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
    """The fewest spans that make up a period: whole months where they are added up, else days."""
    first, last = period.first.isoformat(), period.last.isoformat()
    if by == "day":
        return [(first, last)]
    whole = whole_months(tx, first[:7], last[:7])
    return [
        (month, month) if month in whole and begins == 1 and ends == of_month else days
        for month, begins, ends, of_month in _months(period)
        for days in [(f"{month}-{begins:02d}", f"{month}-{ends:02d}")]
    ]


def _months(period: Period) -> Iterator[tuple[str, int, int, int]]:
    """Each month of a period: its name, the first and the last day in it, how many it has."""
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        days = calendar.monthrange(year, month)[1]
        is_first = (year, month) == (period.first.year, period.first.month)
        is_last = (year, month) == (period.last.year, period.last.month)
        begins = period.first.day if is_first else 1
        ends = period.last.day if is_last else days
        yield f"{year:04d}-{month:02d}", begins, ends, days
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
