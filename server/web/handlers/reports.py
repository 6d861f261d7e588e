"""Reports, as answers and as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from server.actions.counting import bring_up_to_date
from server.actions.counting_dossiers import count_dossiers
from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import ReportAnswer, ReportName, ReportsAnswer
from server.reports.periods import Period
from server.reports.sheets.all import SHEETS
from server.reports.sheets.csv_file import csv_pages
from server.reports.sheets.sheet import BadCursor, Question, Sheet, answered
from server.reports.sheets.xlsx_stream import MOST_ROWS, xlsx_pages
from server.store import StorageFull
from server.web.exchange import Call, File
from server.web.handlers.files import CSV, XLSX, as_file
from server.web.queries import ReportQuery
from server.web.refusals import BadRequest

PATIENCE = dt.timedelta(seconds=4)
"""A page waits eight seconds for an answer; what is counted by then is not counted again."""
ROWS_AT_ONCE = 1000
YEARS = (2000, 2100)
LONGEST = dt.timedelta(days=50 * 366)


def get_reports(_call: Call) -> ReportsAnswer:
    """Every report that can be asked for."""
    return ReportsAnswer(
        items=[
            ReportName(name=name, title=sheet.title[0], title_en=sheet.title[1], by=list(sheet.by))
            for name, sheet in SHEETS.items()
        ]
    )


def get_report(call: Call) -> ReportAnswer | File:
    """A report; counted up to this moment before it is read."""
    query: ReportQuery = call.query
    sheet = SHEETS.get(call.params["name"])
    if sheet is None:
        raise NotFound(call.params["name"])
    question = Question(
        _period(call.centre, sheet, query),
        _by(sheet, query),
        query.language,
        query.after,
        query.limit,
    )
    if sheet.pages and query.format != "json":
        return _list_as_file(call.centre, sheet, question, query.format)
    report = _read(call.centre, sheet, question)
    if query.format == "json":
        return report
    return as_file(report, query.format, query.language, _name(report))


def _read(centre: Centre, sheet: Sheet, question: Question) -> ReportAnswer:
    _count(centre, sheet, question)
    with centre.store.looking() as tx:
        try:
            return answered(centre, tx, sheet, question)
        except BadCursor:
            raise BadRequest("after: expected what the page before gave as next") from None


def _count(centre: Centre, sheet: Sheet, question: Question) -> None:
    """Count what is new; raises ``StillCounting``."""
    first, last = question.period.first.isoformat(), question.period.last.isoformat()
    with suppress(StorageFull):  # then the report says what was counted before
        if sheet.counts == "dossiers":
            count_dossiers(centre, PATIENCE)
        else:
            bring_up_to_date(centre, first, last, PATIENCE)


def _list_as_file(centre: Centre, sheet: Sheet, question: Question, kind: str) -> File:
    """A list from its beginning to its end, page by page while the file is sent."""
    question = replace(question, after="", limit=ROWS_AT_ONCE)
    first = _read(centre, sheet, question)
    if kind == "xlsx" and not first.fits_xlsx:
        raise BadRequest(f"format: xlsx holds at most {MOST_ROWS} rows; take csv or fewer days")
    pages = _pages(centre, sheet, question, first)
    if kind == "csv":
        return File(content=csv_pages(pages), media_type=CSV, name=f"{_name(first)}.csv")
    content = xlsx_pages(pages, question.language)
    return File(content=content, media_type=XLSX, name=f"{_name(first)}.xlsx")


def _pages(
    centre: Centre, sheet: Sheet, question: Question, first: ReportAnswer
) -> Iterator[ReportAnswer]:
    page = first
    yield page
    while page.next is not None:
        with centre.store.looking() as tx:
            page = answered(centre, tx, sheet, replace(question, after=page.next))
        yield page


def _period(centre: Centre, sheet: Sheet, query: ReportQuery) -> Period:
    today = dt.date.fromisoformat(centre.today())
    last = query.to or (query.first if sheet.usual == "day" and query.first else today)
    first = query.first or (last if sheet.usual == "day" else last.replace(day=1))
    if first.year < YEARS[0] or last.year > YEARS[1]:
        raise BadRequest(f"from, to: expected days of the years {YEARS[0]} to {YEARS[1]}")
    if last < first:
        raise BadRequest("to: expected a day not before from")
    if last - first > LONGEST:
        raise BadRequest("from: expected at most fifty years before to")
    return Period(first, last, query.trial)


def _by(sheet: Sheet, query: ReportQuery) -> str | None:
    if query.by is None:
        return sheet.by[0] if sheet.by else None
    if query.by not in sheet.by:
        raise BadRequest(f"by: expected one of {', '.join(sheet.by) or 'nothing'}")
    return query.by


def _name(report: ReportAnswer) -> str:
    parts = [report.name, report.by or "", report.first_day, report.last_day]
    return "-".join(part for part in ["luot", *parts] if part)
