"""Finding texts by the beginnings of their words, without accents and with one slip of the finger.

Every beginning of every word holds one bit for each text that has it, so that a search is a few
dictionary look-ups joined by ``&`` and ``|``.  Pure: nothing is read and nothing is remembered.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from string import ascii_lowercase

MENDED_LENGTHS = range(4, 13)
"""Shorter words have so many neighbours that a slip in each could mean anything; longer ones are
rare.  One slip beside words that are right is mended in a shorter word too, to a whole word."""

_NO_WORD = re.compile(r"[\W_]+")
_I_FOR_Y = re.compile(r"^(?:[bcdghklmnprstvx]{1,2}|qu)i$")


def fold(text: str) -> str:
    """Lower case without accents (``Đất đai`` is ``dat dai``), only words, one blank between."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NO_WORD.sub(" ", letters).strip().replace("đ", "d")


class WordIndex:
    """The beginnings of the words of some folded texts; text number n is bit n of an answer."""

    def __init__(self, texts: Iterable[str]) -> None:
        holders: dict[str, int] = defaultdict(int)
        for at, text in enumerate(texts):
            for word in set(text.split()):
                holders[word] |= 1 << at
        self._words = holders
        self._bits: dict[str, int] = defaultdict(int)
        for word, bits in holders.items():
            for end in range(1, len(word) + 1):
                self._bits[word[:end]] |= bits

    def all_of(self, words: Iterable[str]) -> int:
        """Bits of the texts in which every word begins one of theirs; at least one is given."""
        found = -1
        for word in words:
            found &= self._any_of(_spellings(word))
        return found

    def nearly_all_of(self, words: Iterable[str]) -> int:
        """Give the same with one typing mistake in one word, or else in each that is long enough.

        Words that begin nothing are mended first; only when that finds nothing, all of them.
        """
        typed = list(words)
        if one := self._all_but_one_of(typed):
            return one
        known, mended = -1, -1
        for word in typed:
            nearly = self._nearly(word)
            known &= self._any_of(_spellings(word)) or nearly
            mended &= nearly
        return known or mended

    def _all_but_one_of(self, words: list[str]) -> int:
        """Bits of the texts that have all words, one of them mistyped by one letter."""
        right = [self._any_of(_spellings(word)) for word in words]
        found = 0
        for at, word in enumerate(words):
            others = -1
            for place, bits in enumerate(right):
                others &= bits if place != at else -1
            if others:
                found |= others & (
                    self._nearly(word) | self._short(word, words) | self._parted(word)
                )
        return found

    def _nearly(self, word: str) -> int:
        mended = _one_away(word) if len(word) in MENDED_LENGTHS else ()
        return self._any_of(chain(_spellings(word), mended))

    def _short(self, word: str, words: list[str]) -> int:
        """Bits of the texts with a short word that a typed one among others may stand for."""
        if len(words) == 1 or len(word) >= MENDED_LENGTHS.start:
            return 0
        return sum_of(self._words.get(mended, 0) for mended in _one_away(word))

    def _parted(self, word: str) -> int:
        """Bits of the texts with both halves of a word that was typed without its blank."""
        return sum_of(
            self._words.get(word[:at], 0) & self._any_of(_spellings(word[at:]))
            for at in range(1, len(word))
        )

    def _any_of(self, beginnings: Iterable[str]) -> int:
        return sum_of(self._bits.get(beginning, 0) for beginning in beginnings)


def sum_of(several: Iterable[int]) -> int:
    """The bits that any of several has."""
    together = 0
    for bits in several:
        together |= bits
    return together


def positions(bits: int) -> list[int]:
    """Which bits are set, the lowest first."""
    return [at for at, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]


def _spellings(word: str) -> Iterator[str]:
    """Both schools of spelling: who types ``dang ki`` or ``qui hoach`` means ký and quy."""
    yield word
    if _I_FOR_Y.match(word):
        yield f"{word[:-1]}y"


def _one_away(word: str) -> Iterator[str]:
    """Everything one letter away: one too many, two swapped, one wrong, one missing."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail[1:]
            yield head + letter + tail
