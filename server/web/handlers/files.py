"""An answer as a file: a table for a spreadsheet."""

from __future__ import annotations

from server.messages import Language, ReportAnswer
from server.reports.sheets.csv_file import csv_file
from server.reports.sheets.xlsx_file import xlsx_file
from server.web.exchange import File

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(report: ReportAnswer, kind: str, language: Language, name: str) -> File:
    """The whole of a report at once; ``kind`` is ``csv`` or ``xlsx``, ``name`` without it."""
    as_csv = kind == "csv"
    return File(
        content=[csv_file(report) if as_csv else xlsx_file(report, language)],
        media_type=CSV if as_csv else XLSX,
        name=f"{name}.{kind}",
    )
