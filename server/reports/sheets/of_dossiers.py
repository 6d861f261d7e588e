"""Reports of dossiers: how often people came, whether they were settled on time, II.06a."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from server.centre import Centre
from server.reports.periods import Period
from server.reports.sheets.columns import Column, part_column
from server.reports.sheets.dossier_columns import COME, II_06A, ON_TIME
from server.reports.sheets.parts import namer
from server.reports.sheets.sheet import Filled, Question, Row, Sheet, only, share, total_row
from server.store import Transaction
from server.store.report_dossiers import Come, Course, courses, times_come
from server.store.times import stamp

BY = ("field", "agency", "procedure")


def instants(centre: Centre, period: Period) -> tuple[str, str]:
    """The period as two stored instants: the first included, the last not."""
    zone = centre.calendar.zone
    first = dt.datetime.combine(period.first, dt.time(), zone)
    last = dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), zone)
    return stamp(first), stamp(last)


def part_of(centre: Centre, by: str, dossier: Come | Course) -> str:
    """Which part a dossier belongs to; its procedure says its field, the field its agency."""
    if by == "procedure":
        return dossier.procedure or ""
    field = field_of(centre, dossier.procedure, dossier.field)
    if by == "field":
        return field
    known = centre.fields.get(field)
    return dossier.agency or (known.agency if known is not None else "")


def field_of(centre: Centre, procedure: str | None, otherwise: str | None = None) -> str:
    """The field of a procedure of the catalogue; ``""`` where nobody knows."""
    found = centre.catalogue.find(procedure) if procedure else None
    return (found.field if found is not None else otherwise) or ""


def _come(centre: Centre, tx: Transaction, question: Question) -> Filled:
    first, last = instants(centre, question.period)
    found = times_come(tx, first, last, question.period.trial)
    return _filled(centre, tx, question, found, COME, _times)


def _times(found: Sequence[Come]) -> Row:
    dossiers = sum(one.dossiers for one in found)
    visits = sum(one.times * one.dossiers for one in found)
    never = sum(one.dossiers for one in found if one.times == 0)
    once = sum(one.dossiers for one in found if one.times == 1)
    return {
        "dossiers": dossiers,
        "never": never,
        "once": once,
        "more": dossiers - never - once,
        "at_most_once": share(never + once, dossiers),
        "visits": visits,
        "visits_each": round(visits / dossiers, 2) if dossiers else None,
        "visits_most": max((one.times for one in found), default=None),
    }


def _courses(centre: Centre, tx: Transaction, question: Question) -> list[Course]:
    first, last = instants(centre, question.period)
    ahead = dt.datetime.combine(question.period.last, dt.time(12), centre.calendar.zone).utcoffset()
    assert ahead is not None
    minutes = int(ahead.total_seconds()) // 60
    return courses(tx, first, last, stamp(centre.now()), minutes)


def _on_time(centre: Centre, tx: Transaction, question: Question) -> Filled:
    return _filled(centre, tx, question, _courses(centre, tx, question), ON_TIME, _course)


def _ii_06a(centre: Centre, tx: Transaction, question: Question) -> Filled:
    return _filled(centre, tx, question, _courses(centre, tx, question), II_06A, _course)


def _course(found: Sequence[Course]) -> Row:
    def every(name: str) -> int:
        return sum(getattr(one, name) for one in found)

    sums: Row = {
        name: every(name)
        for name in (
            *("online", "direct", "carried", "early", "on_time", "late", "without_due"),
            *("in_time", "overdue"),
        )
    }
    received = every("online") + every("direct") + every("carried")
    in_time = every("early") + every("on_time")
    settled = in_time + every("late") + every("without_due")
    return {
        **sums,
        "received": received,
        "settled": settled,
        "in_progress": every("in_time") + every("overdue"),
        "on_time_share": share(in_time, in_time + every("late")),
    }


def _filled(
    centre: Centre,
    tx: Transaction,
    question: Question,
    found: Sequence[Come] | Sequence[Course],
    columns: Sequence[Column],
    cells: Callable[[Any], Row],
) -> Filled:
    by = question.by or "field"
    parts: dict[str, list[Come | Course]] = defaultdict(list)
    for one in found:
        parts[part_of(centre, by, one)].append(one)
    name = namer(centre, tx, by, question.language)
    rows: list[Row] = [
        {"key": key, "name": name(key), **only(columns, cells(parts[key]))} for key in sorted(parts)
    ]
    total = total_row(only(columns, cells(found)), question.language) if rows else None
    return Filled([part_column(by), *columns], rows, total)


SHEETS = (
    Sheet("dossiers", ("Số lần đến cho mỗi hồ sơ", "Visits for each dossier"), BY, _come),
    Sheet("on-time", ("Tỷ lệ giải quyết đúng hạn", "Share settled on time"), BY, _on_time),
    Sheet(
        "ii-06a",
        (
            "Biểu II.06a: Tình hình, kết quả giải quyết TTHC",
            "Form II.06a: how procedures were settled",
        ),
        BY,
        _ii_06a,
    ),
)
