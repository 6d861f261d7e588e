"""What the voice of a centre must be able to say: a few calls that use every word of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from server.rules.announcement import Speech, call_text_en, call_text_vi

EVERY_DIGIT = ("012", "345", "678", "999")
CUSTOMERS = ("citizen", "organisation")
LETTERS = "ABCDEGHKLMNPRSTUVXY"  # of the alphabet, those that a series may have and a voice names
COUNTERS = range(1, 100)


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
                yield "en", call_text_en(number, counter, nth)
