"""``procedures.csv``: a centre's own copy of the catalogue."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from server.settings.faults import Fault, SettingsError

PROCEDURE_COLUMNS = ("code", "name", "field", "agency", "level", "in_service")
CODE = re.compile(r"^[123]\.\d{6}(?:\.(?:000\.00\.00\.)?H\d{2})?(?:\.\d{2})?$")


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """One entry; ``field`` and ``agency`` are the catalogue's own words."""

    code: str
    name: str
    field: str
    agency: str
    level: str
    in_service: bool


def load_procedures(folder: Path) -> list[ProcedureRow]:
    """Read ``procedures.csv`` of a centre's folder; raises ``SettingsError``."""
    path = folder / "procedures.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _rows(path, csv.DictReader(file))
    except FileNotFoundError:
        fault = Fault(path.name, "(file)", "missing; make it with luot catalogue import")
    except OSError as error:
        fault = Fault(path.name, "(file)", f"cannot be read ({error.strerror})")
    except (UnicodeDecodeError, csv.Error) as error:
        fault = Fault(path.name, "(file)", f"expected UTF-8 CSV: {error}")
    raise SettingsError([fault])


def _rows(path: Path, reader: csv.DictReader[str]) -> list[ProcedureRow]:
    if tuple(reader.fieldnames or ()) != PROCEDURE_COLUMNS:
        expected = f"expected the columns {','.join(PROCEDURE_COLUMNS)}"
        raise SettingsError([Fault(path.name, "line 1", expected)])
    rows: list[ProcedureRow] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in reader:
        wrong = _wrong(row, seen)
        if wrong:
            faults.append(Fault(path.name, f"line {reader.line_num}", wrong))
        else:
            seen.add(row["code"])
            rows.append(_procedure(row))
    if faults:
        raise SettingsError(faults)
    return rows


def _wrong(row: dict[str, str], seen: set[str]) -> str | None:
    if None in row or None in row.values():
        return f"expected {len(PROCEDURE_COLUMNS)} columns"
    if not CODE.match(row["code"]):
        return f"expected a procedure code such as 1.001193, found {row['code']!r}"
    if row["code"] in seen:
        return f"expected each code once, found {row['code']} again"
    if not row["name"].strip():
        return "expected a name"
    if row["in_service"] not in {"0", "1"}:
        return f"expected in_service to be 0 or 1, found {row['in_service']!r}"
    return None


def _procedure(row: dict[str, str]) -> ProcedureRow:
    return ProcedureRow(
        row["code"],
        row["name"].strip(),
        row["field"].strip(),
        row["agency"].strip(),
        row["level"].strip(),
        row["in_service"] == "1",
    )
