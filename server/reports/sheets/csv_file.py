"""A report as CSV: UTF-8 with a mark at its head, so that Excel reads Vietnamese right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from server.messages import Cell, ReportAnswer
from server.messages.reports import Unit
from server.reports.sheets.headings import headings, local_time, table_of

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
        units = [column.unit for column in page.columns]
        rows = ([_plain(*pair) for pair in zip(row, units, strict=True)] for row in table_of(page))
        yield (MARK if nth == 0 else "").encode() + _written([*head, *rows])


def _plain(cell: Cell, unit: Unit) -> Cell:
    """An instant as ``2026-11-26 16:30:05``, which a spreadsheet takes for a time."""
    if unit != "instant" or cell is None:
        return cell
    return f"{local_time(cell):%Y-%m-%d %H:%M:%S}"


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
