"""A report as CSV: UTF-8 with a mark at its head, so that Excel reads Vietnamese right."""

from __future__ import annotations

import csv
import io

from server.messages import Cell, ReportAnswer
from server.reports.sheets.headings import headings, table_of

MARK = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins so is a formula to a spreadsheet (OWASP, CSV Injection)."""


def csv_file(report: ReportAnswer) -> bytes:
    """The rows, and the total last; numbers with a point, shares from 0 to 1."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(title) for title in headings(report)])
    writer.writerows([harmless(cell) for cell in row] for row in table_of(report))
    return (MARK + text.getvalue()).encode()


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet does not take for a formula."""
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        return f"'{cell}"
    return cell
