"""Reports of dossiers: how often people came, whether they were settled on time, II.06a."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from server.centre import Centre
from server.messages import Cell
from server.reports.periods import Period, spans_of
from server.reports.sheets.columns import Column, part_column
from server.reports.sheets.dossier_columns import COME, II_06A, ON_TIME
from server.reports.sheets.parts import in_order, namer
from server.reports.sheets.sheet import Filled, Question, Row, Sheet, only, share, total_row
from server.rules.dossier_figures import times_of
from server.store import Transaction
from server.store.report_dossiers import Part, Sums, late_on, sums_in, years_before
from server.store.times import stamp

BY = ("field", "agency", "procedure")
A_DAY = dt.timedelta(days=1)
Figures = Mapping[str, int]
"""Figures by name."""


def instants(centre: Centre, period: Period) -> tuple[str, str]:
    """The period as two stored instants: the first included, the last not."""
    return _begin_of(centre, period.first), _begin_of(centre, period.last + A_DAY)


def _begin_of(centre: Centre, day: dt.date) -> str:
    return stamp(dt.datetime.combine(day, dt.time(), centre.calendar.zone))


def key_of(centre: Centre, by: str, part: Part) -> str:
    """Where a part belongs; its procedure says its field, the field its agency."""
    if by == "procedure":
        return part.procedure
    field = field_of(centre, part.procedure, part.field)
    if by == "field":
        return field
    known = centre.fields.get(field)
    return part.agency or (known.agency if known is not None else "")


def field_of(centre: Centre, procedure: str | None, otherwise: str | None = None) -> str:
    """The field of a procedure of the catalogue; ``""`` where nobody knows."""
    found = centre.catalogue.find(procedure) if procedure else None
    return (found.field if found is not None else otherwise) or ""


def _come(centre: Centre, tx: Transaction, question: Question) -> Filled:
    period = question.period
    found = sums_in(tx, spans_of(period.first, period.last), "came*")
    told = {
        (str(times), part): dossiers
        for (figure, part), dossiers in found.items()
        if (times := times_of(figure, period.trial)) is not None
    }
    return _filled(centre, tx, question, told, COME, _times)


def _times(found: Figures) -> Row:
    came = {int(times): dossiers for times, dossiers in found.items() if dossiers}
    dossiers = sum(came.values())
    visits = sum(times * many for times, many in came.items())
    never, once = came.get(0, 0), came.get(1, 0)
    return {
        "dossiers": dossiers,
        "never": never,
        "once": once,
        "more": dossiers - never - once,
        "at_most_once": share(never + once, dossiers),
        "visits": visits,
        "visits_each": round(visits / dossiers, 2) if dossiers else None,
        "visits_most": max(came, default=None),
    }


def _courses(centre: Centre, tx: Transaction, period: Period) -> Sums:
    """What was received, settled and carried over, and what is late at the end of the period.

    Late at its last instant, or now if that is sooner.
    """
    found = dict(sums_in(tx, spans_of(period.first, period.last), "[^c]*"))
    found = {of: dossiers for of, dossiers in found.items() if of[0] != "overdue"}
    carried = _before(tx, period.first, "in_progress")
    for (_, part), dossiers in carried.items():
        found["carried", part] = dossiers
        found["in_progress", part] = found.get(("in_progress", part), 0) + dossiers
    for of, dossiers in _late(centre, tx, period):
        found[of] = found.get(of, 0) + dossiers
    return found


def _late(
    centre: Centre, tx: Transaction, period: Period
) -> Iterator[tuple[tuple[str, Part], int]]:
    today = dt.date.fromisoformat(centre.today())
    end = period.last + A_DAY
    yield from _before(tx, min(end, today), "overdue").items()
    if end > today:
        now = stamp(centre.now())
        yield from late_on(tx, _begin_of(centre, today), now, _begin_of(centre, end)).items()


def _before(tx: Transaction, day: dt.date, figure: str) -> Sums:
    """A figure over everything before a day."""
    year = f"{day.year:04d}"
    spans = spans_of(day.replace(month=1, day=1), day - A_DAY)
    return sums_in(tx, [*years_before(tx, year), *spans], figure)


def _on_time(centre: Centre, tx: Transaction, question: Question) -> Filled:
    found = _courses(centre, tx, question.period)
    return _filled(centre, tx, question, found, ON_TIME, _course)


def _ii_06a(centre: Centre, tx: Transaction, question: Question) -> Filled:
    found = _courses(centre, tx, question.period)
    return _filled(centre, tx, question, found, II_06A, _course)


SUMS = (
    *("online", "direct", "carried", "early", "on_time", "late", "without_due"),
    *("in_progress", "overdue"),
)


def _course(found: Figures) -> Row:
    row: dict[str, Cell] = {name: found.get(name, 0) for name in SUMS}
    in_time = found.get("early", 0) + found.get("on_time", 0)
    late = found.get("late", 0)
    return {
        **row,
        "received": sum(found.get(name, 0) for name in ("online", "direct", "carried")),
        "settled": in_time + late + found.get("without_due", 0),
        "in_time": found.get("in_progress", 0) - found.get("overdue", 0),
        "on_time_share": share(in_time, in_time + late),
    }


def _filled(
    centre: Centre,
    tx: Transaction,
    question: Question,
    found: Sums,
    columns: Sequence[Column],
    cells: Callable[[Figures], Row],
) -> Filled:
    by = question.by or "field"
    parts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    whole: dict[str, int] = defaultdict(int)
    for (figure, part), dossiers in found.items():
        if dossiers:
            parts[key_of(centre, by, part)][figure] += dossiers
            whole[figure] += dossiers
    name = namer(centre, tx, by, question.language)
    rows: list[Row] = [
        {"key": key, "name": name(key), **only(columns, cells(parts[key]))}
        for key in in_order(centre, by, parts)
    ]
    total = total_row(only(columns, cells(whole)), question.language) if rows else None
    return Filled([part_column(by), *columns], rows, total)


SHEETS = (
    Sheet(
        "dossiers",
        ("Số lần đến cho mỗi hồ sơ", "Visits for each dossier"),
        BY,
        _come,
        counts="dossiers",
    ),
    Sheet(
        "on-time",
        ("Tỷ lệ giải quyết đúng hạn", "Share settled on time"),
        BY,
        _on_time,
        counts="dossiers",
    ),
    Sheet(
        "ii-06a",
        (
            "Biểu II.06a: Tình hình, kết quả giải quyết TTHC",
            "Form II.06a: how procedures were settled",
        ),
        BY,
        _ii_06a,
        counts="dossiers",
    ),
)
