"""A report as plain rows for a file: headings with their units, and cells in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from server.messages import Cell, ReportAnswer, ReportColumn


def headings(report: ReportAnswer, seconds: str = " (s)") -> list[str]:
    """The heading of each column; ``seconds`` says in what a duration is written."""
    return [_heading(column, seconds) for column in report.columns]


def table_of(report: ReportAnswer) -> Iterator[list[Cell]]:
    """The rows and, where there is one, the total."""
    rows = report.rows if report.total is None else [*report.rows, report.total]
    return ([row.get(column.id) for column in report.columns] for row in rows)


def local_time(cell: Cell) -> dt.datetime:
    """The instant of a cell by the centre's clock, as a spreadsheet has times: without a zone."""
    return dt.datetime.fromisoformat(str(cell)).replace(tzinfo=None)


def _heading(column: ReportColumn, seconds: str) -> str:
    return column.title + (seconds if column.unit == "seconds" else "")
