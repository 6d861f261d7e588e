"""Reports, as answers and as files."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from server.actions.counting import bring_up_to_date
from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import ReportAnswer, ReportName, ReportsAnswer
from server.reports.periods import Period
from server.reports.sheets.all import SHEETS
from server.reports.sheets.csv_file import csv_file
from server.reports.sheets.sheet import Question, Sheet, answered
from server.reports.sheets.xlsx_file import xlsx_file
from server.store import StorageFull
from server.web.exchange import Call, File
from server.web.queries import ReportQuery
from server.web.refusals import BadRequest

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PATIENCE = dt.timedelta(seconds=4)
"""A page waits eight seconds for an answer; what is counted by then is not counted again."""
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
    question = Question(_period(call.centre, sheet, query), _by(sheet, query), query.language)
    report = _read(call.centre, sheet, question)
    if query.format == "csv":
        return File(content=csv_file(report), media_type=CSV, name=_name(report, "csv"))
    if query.format == "xlsx":
        content = xlsx_file(report, query.language)
        return File(content=content, media_type=XLSX, name=_name(report, "xlsx"))
    return report


def _read(centre: Centre, sheet: Sheet, question: Question) -> ReportAnswer:
    first, last = question.period.first.isoformat(), question.period.last.isoformat()
    with suppress(StorageFull):  # then the report says what was counted before
        bring_up_to_date(centre, first, last, PATIENCE)
    with centre.store.looking() as tx:
        return answered(centre, tx, sheet, question)


def _period(centre: Centre, sheet: Sheet, query: ReportQuery) -> Period:
    today = dt.date.fromisoformat(centre.today())
    last = query.to or (query.first if sheet.usual == "day" and query.first else today)
    first = query.first or (last if sheet.usual == "day" else last.replace(day=1))
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


def _name(report: ReportAnswer, kind: str) -> str:
    parts = [report.name, report.by or "", report.first_day, report.last_day]
    return "-".join(part for part in ["luot", *parts] if part) + f".{kind}"
