"""Reading a table that another system has written, CSV or XLSX, by its content."""

from __future__ import annotations

import csv
import io
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook  # type: ignore[import-untyped]

MOST_BYTES = 20_000_000
MOST_BYTES_UNPACKED = 400_000_000
MOST_LINES = 100_000
LINES_BEFORE_HEADER = 30
OLD_VIETNAMESE = "cp1258"

Row = Sequence[object]
NumberedRows = Iterable[tuple[int, Row]]


class ExportError(Exception):
    """An export that cannot be read at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Every way to read a file as a table: its sheets, or its text by each delimiter.

    ``guessed``: the text is no UTF-8 and was taken for Windows-1258, which almost any text can be.
    """

    tables: Iterator[NumberedRows]
    guessed: bool = False


def tables_in(path: Path, old_encodings: bool = False) -> Tables:
    """Open a file by its content, whatever its name ends with; raises ``ExportError``."""
    content = _content(path)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ExportError("expected CSV or XLSX, found an old XLS file; save it again as XLSX")
    if content.startswith(b"PK"):
        return Tables(_sheets(content))
    text, guessed = _decoded(content, old_encodings)
    return Tables((_csv_rows(text, delimiter) for delimiter in ",;\t"), guessed)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise ExportError(f"cannot be read ({error.strerror})") from None
    if size > MOST_BYTES:
        raise ExportError(f"expected at most {MOST_BYTES // 1_000_000} MB")
    return content


def _decoded(content: bytes, old_encodings: bool) -> tuple[str, bool]:
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if utf_16 else "utf-8-sig"), False
    except UnicodeDecodeError:
        if old_encodings and not utf_16:
            return _old_text(content), True
        raise not_utf_8() from None


def _old_text(content: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode(OLD_VIETNAMESE))
    except UnicodeDecodeError:
        raise not_utf_8() from None


def not_utf_8() -> ExportError:
    """What to do with a text in an encoding that is not known."""
    return ExportError("expected UTF-8; in a spreadsheet save it as XLSX or as CSV UTF-8")


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
