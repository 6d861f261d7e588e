"""What the voice of a centre must be able to say: a few calls that use every word of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from string import ascii_uppercase

from server.rules.announcement import (
    LARGEST,
    LETTERS,
    Speech,
    call_text_en,
    call_text_vi,
    cardinal,
    cardinal_en,
)

EVERY_DIGIT = ("012", "345", "678", "999")
CUSTOMERS = ("citizen", "organisation")
ALPHABET = (*ascii_uppercase, "Đ")
EVERY_WAY = [
    Speech(zero_ten=zero_ten, thousand=thousand, letters=letters)
    for zero_ten, thousand, letters in product(("linh", "lẻ"), ("nghìn", "ngàn"), LETTERS)
]


def repertoire(
    series: Iterable[str], counters: Iterable[int], languages: Iterable[str], speech: Speech
) -> Iterator[tuple[str, str]]:
    """Calls as (language, sentence): each series with every digit, each counter.

    Each in all its ways: first call and repeated, for citizens and organisations.
    """
    desks = list(counters)
    numbers = [name + digits for name in dict.fromkeys(series) for digits in EVERY_DIGIT]
    calls = [(number, desks[0]) for number in numbers] + [(numbers[0], desk) for desk in desks]
    for number, counter in calls:
        for nth in (1, 2):
            if "vi" in languages:
                for customer in CUSTOMERS:
                    yield "vi", call_text_vi(number, counter, nth, customer, speech)
            if "en" in languages:
                yield "en", call_text_en(number, counter, nth, speech)


def whole_repertoire() -> Iterator[tuple[str, str]]:
    """What any centre can need: every letter and every number to 9999, in each region's way."""
    for speech in EVERY_WAY:
        yield from repertoire(ALPHABET, (1,), ("vi", "en"), speech)
    for number in range(LARGEST + 1):
        yield "en", cardinal_en(number)
        yield from (("vi", words) for words in _ways_to_count(number))


def _ways_to_count(number: int) -> set[str]:
    return {cardinal(number, speech) for speech in EVERY_WAY}
