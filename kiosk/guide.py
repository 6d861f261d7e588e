"""Spoken guidance: which clips there are for the touch screen, and where each lies.

``guide/LANGUAGE/NAME.wav`` of the folder of sounds says what to do on a screen; the letters and
digits of a number are the announcements' own clips, found by what they say in ``clips.csv``.
"""

from __future__ import annotations

import csv
from pathlib import Path

SOUNDS = Path(__file__).resolve().parent.parent / "sounds"
"""The program's own folder of sounds."""

TABLE = "clips.csv"
CHARACTER = "character"
DIGITS = {
    "vi": ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}


class Guide:
    """The clips of one folder of sounds as they were at the start."""

    def __init__(self, folder: Path) -> None:
        self._clips = {**_characters(folder), **_guidance(folder)}
        self.languages = sorted({language for language, name in self._clips if "/" not in name})
        """In which languages the screen can speak at all."""

    def clip(self, language: str, name: str) -> Path | None:
        """The file of a clip such as ``choose-field`` or ``character/A``, or None."""
        path = self._clips.get((language, name))
        return path if path is not None and path.is_file() else None


def _guidance(folder: Path) -> dict[tuple[str, str], Path]:
    return {
        (language, path.stem): path
        for language in DIGITS
        for path in (folder / "guide" / language).glob("*.wav")
    }


def _characters(folder: Path) -> dict[tuple[str, str], Path]:
    return {
        (row["language"], f"{CHARACTER}/{_character(row)}"): folder / row["file"]
        for row in _rows(folder)
        if row["language"] in DIGITS
    }


def _character(row: dict[str, str]) -> str:
    """The digit that a clip says, or else the letter (or whatever) that it says."""
    digits = DIGITS[row["language"]]
    return str(digits.index(row["text"])) if row["text"] in digits else row["text"]


def _rows(folder: Path) -> list[dict[str, str]]:
    try:
        with (folder / TABLE).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        return []
