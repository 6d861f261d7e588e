"""``papers.csv``: which papers a procedure asks for, where the centre has written them down."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from server.settings.csv_files import csv_of
from server.settings.faults import Fault, SettingsError
from server.settings.texts import LONGEST_TEXT, nfc

PAPERS_FILE = "papers.csv"
PAPER_COLUMNS = ("code", "paper", "paper_en")
MOST_PAPERS = 40
"""Of one procedure."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to bring; ``name_en`` is empty where nobody has translated it."""

    name: str
    name_en: str = ""


def load_papers(folder: Path, codes: Collection[str]) -> Mapping[str, Sequence[Paper]]:
    """The papers by procedure, in the order of the file; none when there is no file.

    ``codes`` are those of ``procedures.csv``.  Raises ``SettingsError`` naming every fault.
    """
    path = folder / PAPERS_FILE
    try:
        with csv_of(path, "save the file again as UTF-8") as reader:
            return _papers(path, reader, codes)
    except FileNotFoundError:
        return {}


def _papers(
    path: Path, reader: csv.DictReader[str], codes: Collection[str]
) -> dict[str, list[Paper]]:
    if tuple(reader.fieldnames or ()) != PAPER_COLUMNS:
        expected = f"expected the columns {','.join(PAPER_COLUMNS)}"
        raise SettingsError([Fault(path.name, "line 1", expected)])
    papers: dict[str, list[Paper]] = defaultdict(list)
    faults: list[Fault] = []
    for row in reader:
        if wrong := _wrong(row, codes, papers):
            faults.append(Fault(path.name, f"line {reader.line_num}", wrong))
        else:
            papers[row["code"]].append(Paper(_line(row["paper"]), _line(row["paper_en"])))
    if faults:
        raise SettingsError(faults)
    return dict(papers)


def _wrong(
    row: dict[str, str], codes: Collection[str], papers: Mapping[str, Sequence[Paper]]
) -> str | None:
    if None in row or None in row.values():
        return f"expected {len(PAPER_COLUMNS)} columns"
    if row["code"] not in codes:
        return f"expected a code of procedures.csv, found {row['code']!r}"
    name, name_en = _line(row["paper"]), _line(row["paper_en"])
    if not name:
        return "expected the name of a paper"
    if any(not text.isprintable() or len(text) > LONGEST_TEXT for text in (name, name_en)):
        return f"expected at most {LONGEST_TEXT} printable characters"
    known = papers.get(row["code"], ())
    if name in {paper.name for paper in known}:
        return f"expected each paper of {row['code']} once, found {name!r} again"
    if len(known) >= MOST_PAPERS:
        return f"expected at most {MOST_PAPERS} papers for {row['code']}"
    return None


def _line(text: str) -> str:
    return nfc(text.strip())
