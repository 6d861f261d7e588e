"""A long list as a workbook that is written while it is read.

``xlsx_file`` makes the whole book but for its rows; they are put in where they belong, and the
book's packed parts are sent on as they come, so that a million rows need no memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]

from server.messages import Cell, Language, ReportAnswer
from server.reports.sheets.headings import table_of
from server.reports.sheets.xlsx_file import xlsx_file

TABLE = "xl/worksheets/sheet1.xml"
ROWS_END = b"</sheetData>"
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
    model = zipfile.ZipFile(io.BytesIO(xlsx_file(first.model_copy(update={"rows": []}), language)))
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for part in model.namelist():
            if part != TABLE:
                book.writestr(part, model.read(part))
        head, tail = model.read(TABLE).split(ROWS_END)
        with book.open(TABLE, "w", force_zip64=True) as table:
            table.write(head)
            for page in chain([first], pages):
                table.write("".join(_row(row) for row in table_of(page)).encode())
                yield sent.taken()
            table.write(ROWS_END + tail)
    yield sent.taken()


def _row(cells: Sequence[Cell]) -> str:
    return f"<row>{''.join(_cell(cell) for cell in cells)}</row>"


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, str):
        text = escape(ILLEGAL_CHARACTERS_RE.sub("", cell))
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c><v>{cell}</v></c>"
