"""The clip bank: recorded words and phrases, looked up longest first.

A folder of sound files with ``clips.csv`` (``file,text,language``) that says what each one says.
A sentence is said from clips only if clips cover all of it: two voices in one sentence are worse
than either.  A clip may hold a whole phrase, commas included.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from display_board.voice.samples import (
    Samples,
    SoundUnreadable,
    joined,
    prepared,
    read_sound,
    silence,
)

SOUNDS = Path(__file__).resolve().parent.parent.parent / "sounds"  # the program's own clips
TABLE = "clips.csv"
BETWEEN_MS = 50
AT_COMMA_MS = 220
WORD = re.compile(r"([^\W_]+)([,.:;!?]?)")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word, and whether a pause follows it in the sentence."""

    text: str
    pause: bool


def words_of(text: str) -> list[Word]:
    """A sentence as words, in lower case; hyphens part words, punctuation makes pauses."""
    return [Word(word.lower(), bool(mark)) for word, mark in WORD.findall(text)]


def cover(words: list[Word], known: Container[Phrase]) -> list[Phrase] | None:
    """The phrases that make up the words, longest first from the left; ``None`` if none do."""
    if not words:
        return []
    for length in range(len(words), 0, -1):
        phrase = tuple(word.text for word in words[:length])
        if phrase in known and (rest := cover(words[length:], known)) is not None:
            return [phrase, *rest]
    return None


def phrase_of(text: str) -> Phrase:
    """A clip's text as the bank looks it up."""
    return tuple(word.text for word in words_of(text))


def rows_of(folder: Path) -> list[dict[str, str]]:
    """The lines of the table; a folder without one is a bank without clips."""
    try:
        with (folder / TABLE).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        return []


class ClipMissing(Exception):
    """The bank cannot say the whole sentence."""


class ClipBank:
    """The clips of one folder.  ``faults`` lists clips that the table names and nobody can use."""

    def __init__(self, folder: Path) -> None:
        self.faults: list[str] = []
        self._clips: dict[str, dict[Phrase, Samples[int]]] = {}
        for row in rows_of(folder):
            self._take(folder, row)

    def __len__(self) -> int:
        return sum(len(clips) for clips in self._clips.values())

    def say(self, text: str, language: str) -> Samples[int]:
        """The sentence joined from clips; raises ``ClipMissing`` unless they cover all of it."""
        words = words_of(text)
        phrases = cover(words, self._clips.get(language, {}))
        if not phrases:
            raise ClipMissing(f"no clips for {text!r} ({language})")
        return joined(self._with_gaps(words, phrases, language))

    def _take(self, folder: Path, row: dict[str, str]) -> None:
        phrase = phrase_of(row.get("text") or "")
        clips = self._clips.setdefault(row.get("language") or "vi", {})
        try:
            clip = prepared(read_sound(folder / (row.get("file") or "")))
        except SoundUnreadable as fault:
            self.faults.append(str(fault))
            return
        if phrase and clip:
            clips[phrase] = clip
        else:
            self.faults.append(f"{row.get('file')} says nothing")

    def _with_gaps(
        self, words: list[Word], phrases: list[Phrase], language: str
    ) -> list[Samples[int]]:
        parts: list[Samples[int]] = []
        position = 0
        for phrase in phrases:
            position += len(phrase)
            pause = AT_COMMA_MS if words[position - 1].pause else BETWEEN_MS
            parts += [self._clips[language][phrase], silence(pause)]
        return parts[:-1]
