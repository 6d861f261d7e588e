"""A register's lines sorted into what can be taken and what cannot, and written bit by bit."""

from __future__ import annotations

import csv
import datetime as dt
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from server.actions.actor import Actor
from server.actions.dossiers import Told, completed, take_in
from server.actions.refusals import UnlikelyDossier
from server.centre import Centre
from server.commands.dossier_rows import Reason, Rejected, Words, told_by
from server.commands.dossier_table import HEADERS, RegisterLine
from server.reports.sheets.csv_file import harmless
from server.rules.dossier_code import identity
from server.store.dossiers import DossierRow, dossier_row

LINES_A_TIME = 200
PAUSE_S = 0.12
"""Between two transactions the running server gets its turn: SQLite tries again every 0.1 s."""

REJECTED_HEAD = ("line", "reason", "ly_do", "column")


@dataclass(frozen=True, slots=True)
class GoodLine:
    """A line that can be taken."""

    line: RegisterLine
    code: str
    told: Told


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot, why, and in which column."""

    line: RegisterLine
    reason: Reason
    column: str


@dataclass(slots=True)
class Sorted:
    """Every line of a register, once: the good ones by their dossier's identity."""

    good: dict[str, GoodLine] = field(default_factory=dict)
    bad: list[BadLine] = field(default_factory=list)
    repeated: int = 0

    @property
    def read(self) -> int:
        """How many lines there were."""
        return len(self.good) + len(self.bad) + self.repeated


@dataclass(slots=True)
class Written:
    """What became of the good lines."""

    new: int = 0
    changed: int = 0
    same: int = 0


def sort_lines(lines: Iterable[RegisterLine], centre: Centre, words: Words) -> Sorted:
    """Read every line; a dossier that comes again must say the same as before."""
    result = Sorted()
    for line in lines:
        try:
            _take(result, GoodLine(line, *told_by(line, centre, words)))
        except Rejected as rejected:
            result.bad.append(BadLine(line, rejected.reason, rejected.column))
    return result


def _take(result: Sorted, good: GoodLine) -> None:
    before = result.good.setdefault(identity(good.code), good)
    if before is good:
        return
    if before.told != good.told:
        raise Rejected(Reason.REPEATED, "code")
    result.repeated += 1


def write_lines(found: Sorted, centre: Centre, dry_run: bool) -> Iterator[Written]:
    """Write the good lines, some hundred a transaction; tells after each what has become of them.

    Whatever is told was committed.  A line that contradicts what is known moves to the bad ones.
    A dry run only counts.
    """
    done, lines = Written(), iter(list(found.good.items()))
    while some := dict(islice(lines, LINES_A_TIME)):
        changing = _changing(some, found, centre, done)
        if changing and not dry_run:
            _write(changing, centre)
            time.sleep(PAUSE_S)
        yield done


def _changing(
    some: Mapping[str, GoodLine], found: Sorted, centre: Centre, done: Written
) -> list[GoodLine]:
    """The lines that say something new; all are counted."""
    changing = []
    with centre.store.reading() as tx:
        for dossier, good in some.items():
            known = dossier_row(tx, dossier)
            before = known or DossierRow(dossier, good.code)
            try:
                is_new = completed(centre, before, good.told) != known
            except UnlikelyDossier:
                found.bad.append(BadLine(good.line, Reason.DISORDER, ""))
                del found.good[dossier]
                continue
            done.new += known is None
            done.changed += known is not None and is_new
            done.same += not is_new
            changing += [good] if is_new else []
    return changing


def _write(changing: Iterable[GoodLine], centre: Centre) -> None:
    with centre.store.transaction() as tx:
        for good in changing:
            take_in(centre, tx, good.code, good.told, Actor(), "import")


def write_rejected(path: Path, bad: Sequence[BadLine]) -> None:
    """The bad lines with their reasons, for whoever mends them: only the columns that are read.

    The file can be mended and imported itself.  Raises ``OSError``.
    """
    names = [name for name in HEADERS if any(name in one.line.cells for one in bad)]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*REJECTED_HEAD, *names])
        for one in sorted(bad, key=lambda bad_line: bad_line.line.number):
            vietnamese, english = one.reason.value
            cells = [_written(one.line.cells.get(name)) for name in names]
            writer.writerow([one.line.number, english, vietnamese, one.column, *cells])


def _written(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(harmless(str(cell)))
