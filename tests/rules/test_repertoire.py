"""What a bank of clips is checked against holds every word that a hall's calls can have."""

from __future__ import annotations

from itertools import product

from server.rules.announcement import Speech, call_text_en, call_text_vi
from server.rules.repertoire import CUSTOMERS, repertoire

SOUTH = Speech(zero_ten="lẻ", thousand="ngàn")
COUNTERS = (3, 15, 21, 104, 1001)


def said(*languages: str) -> set[tuple[str, str]]:
    return set(repertoire(["A", "K", "12"], COUNTERS, languages, SOUTH))


def words(sentences: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {
        (language, word.strip(".,:").lower())
        for language, text in sentences
        for word in text.replace("-", " ").split()
    }


def test_no_call_has_a_word_that_is_not_looked_for() -> None:
    looked_for = words(said("vi", "en"))
    for series, number, counter, nth in product("AK", ("058", "999", "104"), COUNTERS, (1, 2, 3)):
        calls = {("en", call_text_en(series + number, counter, nth))}
        for customer in CUSTOMERS:
            calls.add(("vi", call_text_vi(series + number, counter, nth, customer, SOUTH)))
        assert words(calls) <= looked_for


def test_only_the_centres_languages_are_looked_for() -> None:
    assert {language for language, _ in said("vi")} == {"vi"}
