"""Finding the columns of a *Sổ theo dõi hồ sơ* in another system's export.

Columns that are not named here (names, addresses, telephone numbers) are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from server.commands.tables import (
    LINES_BEFORE_HEADER,
    MOST_LINES,
    ExportError,
    NumberedRows,
    Row,
    not_utf_8,
    tables_in,
)
from server.rules.catalogue import fold

HEADERS = {
    "code": (
        "code", "dossier", "dossier code", "ma ho so", "so ho so", "ma so ho so", "ma hs",
        "so bien nhan", "ma bien nhan",
    ),
    "procedure": (
        "procedure", "procedure code", "ma tthc", "ma thu tuc", "ma thu tuc hanh chinh",
    ),
    "procedure_name": (
        "procedure name", "ten tthc", "ten thu tuc", "ten thu tuc hanh chinh", "thu tuc",
        "thu tuc hanh chinh",
    ),
    "agency": (
        "agency", "co quan chu tri giai quyet", "co quan giai quyet", "co quan thuc hien",
        "don vi giai quyet", "don vi xu ly", "don vi thuc hien", "co quan",
    ),
    "state": (
        "state", "status", "trang thai", "trang thai ho so", "tinh trang", "tinh trang ho so",
    ),
    "received_at": (
        "received at", "nhan ho so", "ngay nhan ho so", "ngay tiep nhan", "thoi gian tiep nhan",
        "thoi gian nhan", "ngay nhan",
    ),
    "due_at": (
        "due at", "hen tra ket qua", "ngay hen tra ket qua", "ngay hen tra", "han giai quyet",
        "han xu ly", "ngay hen",
    ),
    "result_ready_at": (
        "result ready at", "ngay co ket qua", "ngay xu ly xong", "ngay ket thuc xu ly",
        "ngay hoan thanh",
    ),
    "returned_at": (
        "returned at", "tra ket qua", "ngay tra ket qua", "ngay tra", "ngay tra kq",
    ),
    "channel": (
        "channel", "hinh thuc nop", "hinh thuc tiep nhan", "hinh thuc nhan ho so",
        "kenh tiep nhan", "phuong thuc nop",
    ),
}  # fmt: skip
"""Each column with the headers it may have, without accents; the earlier one wins."""

Headers = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of a register: its number in the file and its known cells, as they came.

    ``breaks``: the most line breaks in one of its cells, known or not.
    """

    number: int
    cells: Mapping[str, object]
    breaks: int = 0


def register_lines(path: Path, own: Headers) -> Iterator[RegisterLine]:
    """The lines of an export, read as they are asked for.

    ``own`` are the centre's headers, which come before the usual ones.  Raises ``ExportError``.
    """
    headers = _all_headers(own)
    opened = tables_in(path, old_encodings=True)
    for table in opened.tables:
        rows = iter(table)
        first = list(islice(rows, LINES_BEFORE_HEADER))
        if found := _header(first, headers):
            at, places = found
            return _lines(chain(first[at:], rows), places)
    if opened.guessed:
        raise not_utf_8()
    raise ExportError("expected a line of headers with a column for code (Mã hồ sơ)")


def _all_headers(own: Headers) -> dict[str, list[str]]:
    return {
        column: [*(fold(name) for name in own.get(column) or ()), *usual]
        for column, usual in HEADERS.items()
    }


def _header(rows: list[tuple[int, Row]], headers: Headers) -> tuple[int, dict[str, int]] | None:
    """The first line after the headers, and where each column stands; titles may be above.

    In the official form some headers stand in two lines ("Nhận và Trả kết quả" above "Nhận hồ sơ").
    """
    for at, (_, row) in enumerate(rows):
        places = _places(row, headers)
        if "code" not in places:
            continue
        below = rows[at + 1][1] if at + 1 < len(rows) else ()
        if (second := _places(below, headers)) and not _cell(below, places["code"]):
            return at + 2, {**second, **places}
        return at + 1, places
    return None


def _places(row: Row, headers: Headers) -> dict[str, int]:
    titles = [fold(str(cell)) if cell is not None else "" for cell in row]
    places = {}
    for column, names in headers.items():
        if name := next((name for name in names if name in titles), None):
            places[column] = titles.index(name)
    return places


def _lines(rows: NumberedRows, places: Mapping[str, int]) -> Iterator[RegisterLine]:
    for count, (number, row) in enumerate(rows):
        if count >= MOST_LINES:
            raise ExportError(f"expected at most {MOST_LINES} lines; export a shorter period")
        cells = {column: _cell(row, place) for column, place in places.items()}
        if not count and _is_column_numbers(row):
            continue
        if any(cell not in (None, "") for cell in cells.values()):
            yield RegisterLine(number, cells, max(str(cell).count("\n") for cell in row))


def _cell(row: Row, place: int) -> object:
    return row[place] if place < len(row) else None


def _is_column_numbers(row: Row) -> bool:
    """The official form counts its columns below the headers: (1), (2), …"""
    written = [str(cell).strip(" ()") for cell in row if cell not in (None, "")]
    return len(written) > 1 and all(cell.isdecimal() and len(cell) < 3 for cell in written)
