"""The catalogue of procedures (thủ tục hành chính): whose field one is, and finding it by words.

Pure: built once from plain values and searched in memory, about a millisecond for 3,000 of them.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from server.rules.word_index import WordIndex, fold, positions

__all__ = [
    "MOST_WORDS",
    "Catalogue",
    "Matches",
    "Procedure",
    "assign_field",
    "fold",
    "procedure_of",
]

MOST_WORDS = 64
"""Words of a query that are looked at: enough to tell the longest real names apart."""
MOST_WORDS_WITH_TYPOS = 12
BASE_CODE = len("1.001193")

_CODE_LIKE = re.compile(r"^\d\.?\d{2}[\d.h]*$")
_USUAL_STARTS = ("thu tuc ", "thủ tục ")
"""Many names begin so and many do not: it says nothing, in a name or in a query."""

Matches = Mapping[tuple[str | None, str | None], str]
"""(catalogue field, catalogue agency) to a centre's field; None stands for any."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure as a centre offers it; ``field`` is None when none of its fields takes it.

    ``hours``: its time limit in working hours, 8 to a day, where it is known.  ``papers``: what to
    bring, in Vietnamese and English, where the centre has written it down.
    """

    code: str
    name: str
    field: str | None
    field_name: str
    agency: str
    level: str
    in_service: bool
    hours: int | None = None
    papers: tuple[tuple[str, str], ...] = ()


def assign_field(field: str, agency: str, matches: Matches) -> str | None:
    """Which of the centre's fields takes a catalogue row, or None.

    The most specific match wins: field and agency together, then the field, then the agency.
    """
    return matches.get((field, agency)) or matches.get((field, None)) or matches.get((None, agency))


class Catalogue:
    """All procedures of a centre, found by code or by words."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._entries = sorted(map(_entry, procedures), key=_shelf)
        self._by_code = {entry.procedure.code: entry.procedure for entry in self._entries}
        assert len(self._by_code) == len(self._entries), "a code stands for one procedure"
        self._in_names = WordIndex(entry.name for entry in self._entries)
        self._anywhere = WordIndex(entry.everything for entry in self._entries)
        self._fields = {entry.field_name for entry in self._entries}
        self._of_field: dict[str | None, int] = defaultdict(int)
        for at, entry in enumerate(self._entries):
            self._of_field[entry.procedure.field] |= 1 << at

    def __len__(self) -> int:
        """How many procedures there are."""
        return len(self._entries)

    def find(self, code: str) -> Procedure | None:
        """Return the procedure with exactly this code, or None."""
        return self._by_code.get(code)

    def search(
        self, query: str, field: str | None = None, limit: int = 20
    ) -> tuple[int, list[Procedure]]:
        """How many procedures match, and the best ``limit`` of them.

        Every word of ``query`` must begin a word of the name, the field or the agency; a query
        that looks like a code finds the codes that begin so.  ``field`` keeps one of the
        centre's fields.  No query lists everything, in service first, then by name.
        """
        wanted = self._read(query)
        found = positions(self._within(field) & self._matching(wanted))
        ranks = (_rank(wanted, self._entries[at], at) for at in found)
        best = heapq.nsmallest(max(limit, 0), ranks)
        return len(found), [self._entries[rank[-1]].procedure for rank in best]

    def _read(self, query: str) -> _Query:
        phrase = _without_usual_start(fold(query))
        typed = _as_typed(query)
        words = tuple(dict.fromkeys(phrase.split()))[:MOST_WORDS]
        return _Query(
            phrase=phrase,
            accented=None if typed.isascii() else typed,
            words=words,
            code=_compact(typed) if _CODE_LIKE.match(typed) else None,
            beside_field=dict(_beside_field(phrase, self._fields)),
            exactly=self._anywhere.all_of(words),
            in_names=self._in_names.all_of(words),
        )

    def _within(self, field: str | None) -> int:
        return (1 << len(self._entries)) - 1 if field is None else self._of_field.get(field, 0)

    def _matching(self, wanted: _Query) -> int:
        found = wanted.exactly | self._with_code(wanted.code)
        if found or len(wanted.words) > MOST_WORDS_WITH_TYPOS:
            return found
        return self._anywhere.nearly_all_of(wanted.words)

    def _with_code(self, code: str | None) -> int:
        if code is None:
            return 0
        return sum(1 << at for at, e in enumerate(self._entries) if e.code.startswith(code))


def procedure_of(catalogue: Catalogue, code: str | None) -> Procedure | None:
    """The procedure of a code: ``1.001193.H57`` is ``1.001193`` as one province writes it."""
    if code is None:
        return None
    return catalogue.find(code) or catalogue.find(code[:BASE_CODE])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A procedure with its words made ready once."""

    procedure: Procedure
    code: str
    name: str
    accented: str
    field_name: str
    everything: str


@dataclass(frozen=True, slots=True)
class _Query:
    """What somebody typed, made ready once for every entry it is held against.

    ``beside_field`` maps a field's name that the phrase begins or ends with to the words left.
    """

    phrase: str
    accented: str | None
    words: tuple[str, ...]
    code: str | None
    beside_field: dict[str, str]
    exactly: int
    in_names: int


class _Kind(IntEnum):
    """How good a match is, the best first."""

    CODE = 0
    PHRASE_WITH_ACCENTS = 1
    FIELD_AND_PHRASE = 2
    PHRASE = 3
    WORDS_OF_NAME = 4
    ELSEWHERE = 5
    NEARLY = 6


def _rank(wanted: _Query, entry: _Entry, at: int) -> tuple[int, bool, int, int, int]:
    if not wanted.phrase:
        return 0, False, 0, 0, at
    kind, where = _kind(wanted, entry, at)
    return kind, not entry.procedure.in_service, where, len(entry.name), at


def _kind(wanted: _Query, entry: _Entry, at: int) -> tuple[_Kind, int]:
    if wanted.code is not None and entry.code.startswith(wanted.code):
        return _Kind.CODE, 0
    where = _where(wanted.phrase, entry.name)
    if where is not None and wanted.accented and wanted.accented in entry.accented:
        return _Kind.PHRASE_WITH_ACCENTS, where
    beside = _where(wanted.beside_field.get(entry.field_name), entry.name)
    if beside is not None:
        return _Kind.FIELD_AND_PHRASE, beside
    if where is not None:
        return _Kind.PHRASE, where
    if not wanted.exactly >> at & 1:
        return _Kind.NEARLY, -_in_place(wanted.words, entry.name)
    in_name = bool(wanted.in_names >> at & 1)
    return (_Kind.WORDS_OF_NAME if in_name else _Kind.ELSEWHERE), 0


def _where(phrase: str | None, name: str) -> int | None:
    """Where a phrase begins at a word of a name, None when nowhere."""
    if phrase is None:
        return None
    at = f" {name}".find(f" {phrase}")
    return at if at >= 0 else None


def _in_place(words: tuple[str, ...], name: str) -> int:
    """How many words of a query stand in a name at their very place."""
    return sum(typed == word for typed, word in zip(words, name.split(), strict=False))


def _beside_field(phrase: str, fields: Iterable[str]) -> Iterable[tuple[str, str]]:
    for field in fields:
        if phrase == field or phrase.startswith(f"{field} "):
            yield field, phrase[len(field) :].lstrip()
        elif phrase.endswith(f" {field}"):
            yield field, phrase[: -len(field)].rstrip()


def _entry(procedure: Procedure) -> _Entry:
    name = _without_usual_start(fold(procedure.name))
    field_name = fold(procedure.field_name)
    everything = f"{name} {field_name} {fold(procedure.agency)}"
    accented = _as_typed(procedure.name)
    return _Entry(procedure, _compact(procedure.code), name, accented, field_name, everything)


def _shelf(entry: _Entry) -> tuple[bool, str, str]:
    in_service = entry.procedure.in_service
    return not in_service, entry.name, entry.procedure.code


def _as_typed(text: str) -> str:
    words = unicodedata.normalize("NFC", text).casefold().split()
    return _without_usual_start(" ".join(words))


def _without_usual_start(words: str) -> str:
    for start in _USUAL_STARTS:
        words = f"{words} ".removeprefix(start).rstrip()
    return words


def _compact(code: str) -> str:
    return code.casefold().replace(".", "")
