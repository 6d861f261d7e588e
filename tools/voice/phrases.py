"""A text cut into what is spoken in one breath: its sentences, each with its commas."""

from __future__ import annotations

import re
from dataclasses import dataclass

PAUSE_MS = 320  # between two sentences


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and commas in small letters, and the mark that ends them ("" where none does).

    ``share``: how much of its sentence it is, for the fall of the voice.
    """

    words: str
    mark: str
    share: float = 1.0

    def parts(self) -> list[str]:
        """Its words and its commas, one by one."""
        return re.findall(r"\w+|,", self.words)


def phrases_of(text: str) -> list[Phrase]:
    """``Máy hết giấy. Còn ai không?`` → "máy hết giấy" ".", "còn ai không" "?"."""
    plain = re.sub("[:;]", ",", text.lower())
    return [
        Phrase(words.strip(), "." if mark == "!" else mark)
        for words, mark in re.findall(r"([^.?!]+)([.?!]?)", plain)
    ]
