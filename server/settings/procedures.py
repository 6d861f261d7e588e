"""``procedures.csv``: a centre's own copy of the catalogue."""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from server.settings.csv_files import csv_of
from server.settings.faults import Fault, SettingsError
from server.settings.texts import nfc

PROCEDURES_FILE = "procedures.csv"
PROCEDURE_COLUMNS = ("code", "name", "field", "agency", "level", "in_service")
TIME_LIMIT = "hours"
"""A column that may follow the others: how many working hours a procedure may take."""
MOST_HOURS = 8000
CODE = re.compile(r"[123]\.\d{6}(?:\.(?:000\.00\.00\.)?H\d{2})?(?:\.\d{2})?")
HOURS = re.compile(r"(?:[1-9]\d{0,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """One entry; ``field`` and ``agency`` are the catalogue's own words.

    ``hours``: its time limit in working hours, 8 to a day, where it is known.
    """

    code: str
    name: str
    field: str
    agency: str
    level: str
    in_service: bool
    hours: int | None = None


def load_procedures(folder: Path) -> list[ProcedureRow]:
    """Read ``procedures.csv`` of a centre's folder; raises ``SettingsError``."""
    path = folder / PROCEDURES_FILE
    try:
        with csv_of(path, "make it again with luot catalogue import") as reader:
            return _rows(path, reader)
    except FileNotFoundError:
        expected = f"missing; make {path} with luot catalogue import"
        raise SettingsError([Fault(path.name, "(file)", expected)]) from None


def save_procedures(folder: Path, rows: Iterable[ProcedureRow]) -> Path:
    """Write ``procedures.csv`` so that a reader finds the old file or the new one, never a half.

    Rows go in the order of their codes, so that two imports can be compared.  Raises ``OSError``.
    """
    path = folder / PROCEDURES_FILE
    handle, draft = tempfile.mkstemp(dir=folder, prefix=f".{PROCEDURES_FILE}.")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            _write(file, sorted(rows, key=lambda row: row.code))
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


def _write(file: TextIO, rows: Sequence[ProcedureRow]) -> None:
    limited = any(row.hours is not None for row in rows)
    columns = (*PROCEDURE_COLUMNS, TIME_LIMIT) if limited else PROCEDURE_COLUMNS
    writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**asdict(row), "in_service": int(row.in_service)} for row in rows)
    file.flush()
    os.fsync(file.fileno())


def _rows(path: Path, reader: csv.DictReader[str]) -> list[ProcedureRow]:
    columns = tuple(reader.fieldnames or ())
    if columns not in (PROCEDURE_COLUMNS, (*PROCEDURE_COLUMNS, TIME_LIMIT)):
        expected = f"expected the columns {','.join(PROCEDURE_COLUMNS)}"
        raise SettingsError([Fault(path.name, "line 1", expected)])
    rows: list[ProcedureRow] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in reader:
        wrong = _wrong(row, columns, seen)
        if wrong:
            faults.append(Fault(path.name, f"line {reader.line_num}", wrong))
        else:
            seen.add(row["code"])
            rows.append(_procedure(row))
    if faults:
        raise SettingsError(faults)
    return rows


def _wrong(row: dict[str, str], columns: Sequence[str], seen: set[str]) -> str | None:
    if None in row or None in row.values():
        return f"expected {len(columns)} columns"
    if not CODE.fullmatch(row["code"]):
        return f"expected a procedure code such as 1.001193, found {row['code']!r}"
    if row["code"] in seen:
        return f"expected each code once, found {row['code']} again"
    if not row["name"].strip():
        return "expected a name"
    if row["in_service"] not in {"0", "1"}:
        return f"expected in_service to be 0 or 1, found {row['in_service']!r}"
    if not HOURS.fullmatch(row.get(TIME_LIMIT, "")) or int(row.get(TIME_LIMIT) or 1) > MOST_HOURS:
        return f"expected {TIME_LIMIT} to be 1 to {MOST_HOURS} or nothing"
    return None


def _procedure(row: dict[str, str]) -> ProcedureRow:
    return ProcedureRow(
        row["code"],
        nfc(row["name"].strip()),
        nfc(row["field"].strip()),
        nfc(row["agency"].strip()),
        nfc(row["level"].strip()),
        row["in_service"] == "1",
        int(row[TIME_LIMIT]) if row.get(TIME_LIMIT) else None,
    )
