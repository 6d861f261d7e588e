"""Reading a centre's own export of procedures, CSV or XLSX, into lines with known columns."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook  # type: ignore[import-untyped]

from server.rules.catalogue import fold

MOST_BYTES = 20_000_000
MOST_BYTES_UNPACKED = 400_000_000
MOST_LINES = 100_000
LINES_BEFORE_HEADER = 30

HEADERS = {
    "code": (
        "code", "procedure code", "ma tthc", "ma thu tuc", "ma thu tuc hanh chinh", "ma so tthc",
        "ma so thu tuc", "ma so", "ma",
    ),
    "name": (
        "name", "procedure", "procedure name", "ten tthc", "ten thu tuc",
        "ten thu tuc hanh chinh", "thu tuc hanh chinh", "thu tuc", "ten",
    ),
    "field": ("field", "linh vuc", "ten linh vuc", "linh vuc tthc", "linh vuc thu tuc"),
    "agency": (
        "agency", "co quan thuc hien", "co quan giai quyet", "co quan co tham quyen",
        "co quan thuc hien tthc", "don vi thuc hien", "don vi giai quyet", "co quan", "don vi",
        "co quan cong bo",
    ),
    "level": (
        "level", "cap thuc hien", "cap giai quyet", "cap thuc hien tthc", "cap", "cap hanh chinh",
    ),
    "in_service": ("in service", "dang tiep nhan", "tiep nhan", "trang thai tiep nhan"),
    "time_limit": ("time limit", "thoi han giai quyet", "thoi gian giai quyet", "thoi han"),
}  # fmt: skip
"""Each column with the headers it may have, without accents; the earlier one wins."""
NEEDED = ("code", "name", "field")

Row = Sequence[object]
NumberedRows = Iterable[tuple[int, Row]]


class ExportError(Exception):
    """An export that cannot be read at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an export; ``cells`` holds the known columns as they were written."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """An export's known columns and its lines."""

    columns: frozenset[str]
    lines: list[Line]


def read_export(path: Path) -> Export:
    """Read an export by its content, whatever its name ends with; raises ``ExportError``."""
    content = _content(path)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ExportError("expected CSV or XLSX, found an old XLS file; save it again as XLSX")
    tables = _sheets(content) if content.startswith(b"PK") else _texts(content)
    first: Row = ()
    for table in tables:
        rows = list(islice(table, MOST_LINES + 1))
        if len(rows) > MOST_LINES:
            raise ExportError(f"expected at most {MOST_LINES} lines")
        if found := _header(rows):
            return _export(rows, *found)
        first = first or next((row for _, row in rows if any(row)), ())
    raise ExportError(
        "expected a line of headers with code (Mã TTHC) and name (Tên thủ tục), "
        f"found {', '.join(str(cell) for cell in first if cell) or 'nothing'!s:.120}"
    )


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise ExportError(f"cannot be read ({error.strerror})") from None
    if size > MOST_BYTES:
        raise ExportError(f"expected at most {MOST_BYTES // 1_000_000} MB")
    return content


def _export(rows: Sequence[tuple[int, Row]], at: int, places: Mapping[str, int]) -> Export:
    missing = [column for column in NEEDED if column not in places]
    if missing:
        headers = ", ".join(str(cell) for cell in rows[at][1] if cell)
        raise ExportError(f"expected a column for {missing[0]}, found {headers:.200}")
    body = ((number, row) for number, row in rows[at + 1 :] if any(_text(cell) for cell in row))
    lines = [Line(number, _cells(row, places)) for number, row in body]
    return Export(frozenset(places), lines)


def _header(rows: Sequence[tuple[int, Row]]) -> tuple[int, dict[str, int]] | None:
    """Find the first line that names both code and name: titles may stand above it."""
    for at, (_, row) in enumerate(rows[:LINES_BEFORE_HEADER]):
        places = _places(row)
        if "code" in places and "name" in places:
            return at, places
    return None


def _places(row: Row) -> dict[str, int]:
    titles = [fold(_text(cell)) for cell in row]
    places = {}
    for column, names in HEADERS.items():
        if name := next((name for name in names if name in titles), None):
            places[column] = titles.index(name)
    return places


def _cells(row: Row, places: Mapping[str, int]) -> dict[str, str]:
    return {
        column: _text(row[place] if place < len(row) else None, column)
        for column, place in places.items()
    }


def _text(cell: object, column: str = "") -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        # A spreadsheet that took 1.001190 for a number dropped the zeros at its end.
        return f"{cell:.6f}" if column == "code" else f"{cell:g}"
    return str(cell).strip()


def _texts(content: bytes) -> Iterator[NumberedRows]:
    text = _decoded(content)
    for delimiter in ",;\t":
        yield _csv_rows(text, delimiter)


def _decoded(content: bytes) -> str:
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise ExportError(
            "expected UTF-8; in a spreadsheet save it as XLSX or as CSV UTF-8"
        ) from None


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    try:
        for row in reader:
            yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        raise ExportError(f"line {start}: expected CSV: {error}") from None


def _sheets(content: bytes) -> Iterator[NumberedRows]:
    with _damage_reported():
        _refuse_bombs(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield _sheet_rows(sheet)


def _sheet_rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    with _damage_reported():
        # Some portals write a wrong size into the sheet; then only its first cell would be read.
        sheet.reset_dimensions()
        yield from enumerate(sheet.iter_rows(values_only=True), start=1)


@contextmanager
def _damage_reported() -> Iterator[None]:
    try:
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            yield
    except (zipfile.BadZipFile, ParseError, zlib.error, KeyError, ValueError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ExportError(f"expected an XLSX file, found a damaged one ({reason})") from None


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MOST_BYTES_UNPACKED:
        raise ExportError(f"expected at most {MOST_BYTES_UNPACKED // 1_000_000} MB unpacked")
