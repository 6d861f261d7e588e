"""A report as a workbook: the table, and what each figure means on a sheet of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from server.messages import Cell, Language, ReportAnswer, ReportColumn
from server.reports.sheets.headings import headings, local_time, table_of

SECONDS_A_DAY = 86400
FORMATS = {
    "seconds": "[h]:mm:ss",
    "share": "0.0%",
    "count": "#,##0",
    "number": "0.00",
    "instant": "dd/mm/yyyy hh:mm",
}
WORDS = {
    "vi": ("Báo cáo", "Định nghĩa", "Từ {} đến {}", "Tính đến {}", "Kể cả lượt thử nghiệm"),
    "en": ("Report", "Definitions", "From {} to {}", "As of {}", "With trial visits"),
}
BOLD = Font(bold=True)
SHADE = PatternFill("solid", fgColor="E8EEF3")
WRAP = Alignment(wrap_text=True, vertical="top")


def xlsx_file(report: ReportAnswer, language: Language) -> bytes:
    """The workbook; durations are times that a spreadsheet can reckon with."""
    book = Workbook(write_only=True)
    table, about, period, as_of, trial = WORDS[language]
    sheet = book.create_sheet(table)
    sheet.freeze_panes = "B5"
    for place, column in enumerate(report.columns, start=1):
        width = 34 if column.unit == "text" else 14
        sheet.column_dimensions[get_column_letter(place)].width = width
    told = [period.format(report.first_day, report.last_day), as_of.format(report.as_of[:16])]
    sheet.append([_text(sheet, report.title, BOLD)])
    sheet.append([_text(sheet, " · ".join([*told, *([trial] if report.trial else [])]))])
    sheet.append([_text(sheet, report.note or "")])
    sheet.append([_heading(sheet, title) for title in headings(report, "")])
    for row in table_of(report):
        sheet.append([_cell(sheet, *pair) for pair in zip(row, report.columns, strict=True)])
    _define(book.create_sheet(about), report.columns)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _define(sheet: Any, columns: Sequence[ReportColumn]) -> None:
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 90
    for column in columns:
        sheet.append([_text(sheet, column.title, BOLD), _text(sheet, column.definition)])


def _cell(sheet: Any, cell: Cell, column: ReportColumn) -> Any:
    if column.unit == "instant" and cell is not None:
        moment = WriteOnlyCell(sheet, local_time(cell))
        moment.number_format = FORMATS[column.unit]
        return moment
    if isinstance(cell, str) or cell is None:
        return _text(sheet, cell or "")
    written = WriteOnlyCell(sheet, cell / SECONDS_A_DAY if column.unit == "seconds" else cell)
    written.number_format = FORMATS.get(column.unit, "General")
    return written


def _heading(sheet: Any, title: str) -> Any:
    cell = _text(sheet, title, BOLD)
    cell.fill, cell.alignment = SHADE, WRAP
    return cell


def _text(sheet: Any, text: str, font: Font | None = None) -> Any:
    """A cell that is text whatever it begins with, never a formula."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell
