"""Turning the lines of an export into catalogue rows: cleaned, filtered, each code once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from server.commands.export_table import Line
from server.rules.catalogue import fold
from server.rules.time_limits import working_hours
from server.settings import ProcedureRow
from server.settings.procedures import CODE

LONGEST_NAME = 2000
LEVELS = {"bo": "bộ", "trung uong": "bộ", "tinh": "tỉnh", "huyen": "huyện", "xa": "xã",
          "khac": "khác"}  # fmt: skip
YES = {"1", "x", "co", "yes", "true", "dang tiep nhan", "da tiep nhan"}
NO = {"0", "khong", "no", "false", "chua", "chua tiep nhan", "khong tiep nhan"}

_LEVEL_BREAKS = re.compile(r"[;,/|+&\n]")


class _Wrong(Exception):
    """A line that cannot be taken; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows to keep; an empty set keeps all.  ``agencies`` are folded names."""

    levels: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()

    def keep(self, row: ProcedureRow) -> bool:
        """Whether a row passes."""
        of_level = not self.levels or bool(self.levels & set(row.level.split(";")))
        return of_level and (not self.agencies or fold(row.agency) in self.agencies)


@dataclass(slots=True)
class Harvest:
    """What came of an export: rows by code, and how many lines went elsewhere."""

    rows: dict[str, ProcedureRow] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    left_out: int = 0
    repeated: int = 0


def harvest(lines: Iterable[Line], filters: Filters) -> Harvest:
    """Read every line; a code that comes again must say the same as before."""
    result = Harvest()
    for line in lines:
        try:
            _take(result, line, filters)
        except _Wrong as wrong:
            result.rejected.append((line.number, str(wrong)))
    return result


def level_named(text: str) -> str | None:
    """``Cấp xã``, ``XA`` or ``xã`` as the level's word, None when it is none."""
    words = fold(text).removeprefix("cap ").removeprefix("co quan ")
    return LEVELS.get(words)


def _take(result: Harvest, line: Line, filters: Filters) -> None:
    row = _row(line)
    if not filters.keep(row):
        result.left_out += 1
        return
    before = result.rows.get(row.code)
    if before is None:
        result.rows[row.code], result.lines[row.code] = row, line.number
    elif before == row:
        result.repeated += 1
    else:
        first = result.lines[row.code]
        raise _Wrong(f"{row.code}: expected each code once, line {first} says otherwise")


def _row(line: Line) -> ProcedureRow:
    cells = {column: _cleaned(text) for column, text in line.cells.items()}
    return ProcedureRow(
        code=_code(cells["code"]),
        name=_name(cells["name"]),
        field=_field(cells["field"]),
        agency=cells.get("agency", ""),
        level=_level(line.cells.get("level", "")),
        in_service=_in_service(cells.get("in_service", "1")),
        hours=working_hours(cells.get("time_limit", "")),
    )


def _cleaned(text: str) -> str:
    """Write it in one way: composed letters, one blank between words, nothing invisible."""
    visible = (c for c in " ".join(text.split()) if unicodedata.category(c) not in {"Cc", "Cf"})
    return unicodedata.normalize("NFC", "".join(visible))


def _code(text: str) -> str:
    code = text.replace(" ", "").upper()
    if CODE.fullmatch(code) is None:
        raise _Wrong(f"expected a procedure code such as 1.001193, found {text[:40]!r}")
    return code


def _name(text: str) -> str:
    if not text:
        raise _Wrong("expected a name, found nothing")
    if len(text) > LONGEST_NAME:
        raise _Wrong(f"expected a name of at most {LONGEST_NAME} letters, found {len(text)}")
    return text


def _field(text: str) -> str:
    if not text:
        raise _Wrong("expected a field (lĩnh vực), found nothing")
    return text


def _level(text: str) -> str:
    parts = [_cleaned(part) for part in _LEVEL_BREAKS.split(text)]
    return ";".join(dict.fromkeys(_one_level(part) for part in parts if part))


def _one_level(text: str) -> str:
    level = level_named(text)
    if level is None:
        raise _Wrong(f"expected levels such as xã or tỉnh; xã, found {text[:40]!r}")
    return level


def _in_service(text: str) -> bool:
    word = fold(text)
    if word not in YES | NO:
        raise _Wrong(f"expected in_service to be 1 or 0 (có, không), found {text[:40]!r}")
    return word in YES
