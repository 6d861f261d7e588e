"""A report as CSV: UTF-8 with a mark at its head, so that Excel reads Vietnamese right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from server.messages import Cell, ReportAnswer
from server.reports.sheets.headings import headings, table_of

MARK = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins so is a formula to a spreadsheet (OWASP, CSV Injection)."""


def csv_file(report: ReportAnswer) -> bytes:
    """The rows, and the total last; numbers with a point, shares from 0 to 1."""
    return b"".join(csv_pages([report]))


def csv_pages(pages: Iterable[ReportAnswer]) -> Iterator[bytes]:
    """A list that comes page by page, as pieces of one file."""
    for nth, page in enumerate(pages):
        head = [headings(page)] if nth == 0 else []
        yield (MARK if nth == 0 else "").encode() + _written([*head, *table_of(page)])


def _written(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet does not take for a formula."""
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        return f"'{cell}"
    return cell
