"""What a bank of clips is checked against holds every word that a hall's calls can have."""

from __future__ import annotations

from itertools import product
from string import ascii_uppercase

import pytest

from server.rules.announcement import (
    LETTERS,
    Speech,
    call_text_en,
    call_text_vi,
    cardinal,
    cardinal_en,
)
from server.rules.repertoire import CUSTOMERS, repertoire, whole_repertoire

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
        calls = {("en", call_text_en(series + number, counter, nth, SOUTH))}
        for customer in CUSTOMERS:
            calls.add(("vi", call_text_vi(series + number, counter, nth, customer, SOUTH)))
        assert words(calls) <= looked_for


def test_only_the_centres_languages_are_looked_for() -> None:
    assert {language for language, _ in said("vi")} == {"vi"}


@pytest.fixture(scope="module")
def whole() -> set[tuple[str, str]]:
    return set(whole_repertoire())


@pytest.mark.parametrize("letters", LETTERS)
@pytest.mark.parametrize("letter", [*ascii_uppercase, "Đ"])
def test_the_whole_repertoire_has_every_letter_in_every_way(
    letter: str, letters: str, whole: set[tuple[str, str]]
) -> None:
    for zero_ten, thousand in product(("linh", "lẻ"), ("nghìn", "ngàn")):
        speech = Speech(zero_ten, thousand, letters)
        assert ("vi", call_text_vi(f"{letter}345", 1, 1, "citizen", speech)) in whole
    assert ("en", call_text_en(f"{letter}345", 1, 1, Speech())) in whole


def test_the_whole_repertoire_has_every_number_in_every_way(whole: set[tuple[str, str]]) -> None:
    for n in range(10_000):
        assert ("en", cardinal_en(n)) in whole
        for zero_ten, thousand in product(("linh", "lẻ"), ("nghìn", "ngàn")):
            assert ("vi", cardinal(n, Speech(zero_ten, thousand))) in whole
