"""What every report is made of: a question, columns, rows, and a total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from server.centre import Centre
from server.messages import Cell, Language, ReportAnswer
from server.reports.periods import Period
from server.reports.sheets.columns import Column
from server.reports.sheets.xlsx_stream import MOST_ROWS
from server.store import Transaction

TOTAL = ("Tổng cộng", "Total")
Row = dict[str, Cell]


class BadCursor(Exception):
    """No page begins there."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to read: ``by`` is one that the report knows.

    ``after`` and ``limit`` are read by a list alone: where its page begins, and how long it is.
    """

    period: Period
    by: str | None
    language: Language
    after: str = ""
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Filled:
    """A report's columns and rows; of a list, where its next page begins and how long it is."""

    columns: Sequence[Column]
    rows: list[Row]
    total: Row | None = None
    note: tuple[str, str] | None = None
    next: str | None = None
    whole: int | None = None


Fill = Callable[[Centre, Transaction, Question], Filled]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report: its title, how its rows may be told apart (the first is usual), how it is filled.

    ``usual`` is the period when none is asked for.  ``counts``: whether it reads what was counted
    of days, or of dossiers.  ``pages``: whether it is a list that is read page by page.
    """

    name: str
    title: tuple[str, str]
    by: tuple[str, ...]
    fill: Fill
    usual: str = "month"
    counts: Literal["days", "dossiers"] = "days"
    pages: bool = False


def answered(centre: Centre, tx: Transaction, sheet: Sheet, question: Question) -> ReportAnswer:
    """The report, in the language asked for."""
    filled, period = sheet.fill(centre, tx, question), question.period
    english = question.language == "en"
    return ReportAnswer(
        name=sheet.name,
        title=sheet.title[english],
        first_day=period.first.isoformat(),
        last_day=period.last.isoformat(),
        by=question.by,
        trial=period.trial,
        as_of=centre.local_now(),
        columns=[column.told(question.language) for column in filled.columns],
        rows=filled.rows,
        total=filled.total,
        note=filled.note[english] if filled.note is not None else None,
        next=filled.next,
        whole=filled.whole,
        fits_xlsx=(filled.whole or 0) <= MOST_ROWS,
    )


def total_row(cells: Row, language: Language) -> Row:
    """A row of everything together."""
    return {"name": TOTAL[language == "en"], **cells}


def share(part: int, whole: int) -> float | None:
    """0 to 1, to four places; ``None`` of nothing."""
    return round(part / whole, 4) if whole else None


def only(columns: Iterable[Column], row: Row) -> Row:
    """The cells of these columns, in their order."""
    return {column.id: row.get(column.id) for column in columns}
