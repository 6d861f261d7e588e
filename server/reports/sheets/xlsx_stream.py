"""A long list as a workbook that is written while it is read.

``xlsx_file`` makes the whole book but for its rows; they are put in where they belong, and the
book's packed parts are sent on as they come, so that a million rows need no memory.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from server.messages import Cell, Language, ReportAnswer
from server.messages.reports import Unit
from server.reports.sheets.headings import local_time, table_of
from server.reports.sheets.xlsx_file import SECONDS_A_DAY, xlsx_file

TABLE = "xl/worksheets/sheet1.xml"
ROWS_END = b"</sheetData>"
FIRST_ROW = b'<row r="5">'
STYLE = re.compile(rb'<c r="([A-Z]+)5" s="([0-9]+)"')
DAY_NOUGHT = dt.datetime(1899, 12, 30)
MOST_ROWS = 1_048_000
"""A sheet holds 1,048,576, its head among them."""


class _Sent(io.RawIOBase):
    """What has been written since it was last taken."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self._pieces.append(bytes(piece))  # type: ignore[call-overload]
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        """Everything once."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def xlsx_pages(pages: Iterable[ReportAnswer], language: Language) -> Iterator[bytes]:
    """The workbook of a list that comes page by page, as pieces of one file."""
    pages = iter(pages)
    first = next(pages)
    model = _model(first, language)
    head, row, tail = _parted(model.read(TABLE))
    styles = dict(STYLE.findall(row))
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for part in model.namelist():
            if part != TABLE:
                book.writestr(part, model.read(part))
        with book.open(TABLE, "w", force_zip64=True) as table:
            table.write(head)
            for page in chain([first], pages):
                table.write("".join(_rows(page, styles)).encode())
                yield sent.taken()
            table.write(tail)
    yield sent.taken()


def _model(first: ReportAnswer, language: Language) -> zipfile.ZipFile:
    """The book with one row, whose cells are in the styles that all will have."""
    one = first.model_copy(update={"rows": first.rows[:1]})
    return zipfile.ZipFile(io.BytesIO(xlsx_file(one, language)))


def _parted(table: bytes) -> tuple[bytes, bytes, bytes]:
    """The sheet before its first row of figures, that row, and what comes after."""
    head, row, rest = table.partition(FIRST_ROW)
    if not row:
        head, end, rest = table.partition(ROWS_END)
        return head, b"", end + rest
    inner, end, tail = rest.partition(ROWS_END)
    return head, inner, end + tail


def _rows(page: ReportAnswer, styles: Mapping[bytes, bytes]) -> Iterator[str]:
    kinds = [
        (column.unit, styles.get(get_column_letter(place).encode(), b"0").decode())
        for place, column in enumerate(page.columns, start=1)
    ]
    for row in table_of(page):
        cells = (_cell(cell, *kind) for cell, kind in zip(row, kinds, strict=True))
        yield f"<row>{''.join(cells)}</row>"


def _cell(cell: Cell, unit: Unit, style: str) -> str:
    if cell is None:
        return "<c/>"
    if unit == "instant":
        days = (local_time(cell) - DAY_NOUGHT) / dt.timedelta(days=1)
        return f'<c s="{style}"><v>{days}</v></c>'
    if isinstance(cell, str):
        text = escape(ILLEGAL_CHARACTERS_RE.sub("", cell))
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    value = cell / SECONDS_A_DAY if unit == "seconds" else cell
    return f'<c s="{style}"><v>{value}</v></c>'
