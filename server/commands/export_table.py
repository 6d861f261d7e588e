"""Reading a centre's own export of procedures, CSV or XLSX, into lines with known columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from server.commands.tables import LINES_BEFORE_HEADER, MOST_LINES, ExportError, Row, tables_in
from server.rules.catalogue import fold

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
    first: Row = ()
    for table in tables_in(path).tables:
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
