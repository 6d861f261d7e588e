"""What screens say when a session ends: the right thing to the right people, and short enough."""

from __future__ import annotations

from itertools import product

import pytest

from server.rules.session_end import EndKind, Way
from server.rules.session_words import FEW, session_words

NUMBERS = [f"A{n:03d}" for n in range(1, 31)]


@pytest.mark.parametrize(("kind", "way"), list(product(EndKind, Way)))
def test_every_end_says_in_both_languages_what_becomes_of_those_who_wait(
    kind: EndKind, way: Way
) -> None:
    said = session_words(kind, way, NUMBERS, "13:00")
    assert all(said.title)
    assert all(said.text)
    assert "{" not in "".join((*said.title, *said.text))
    assert ("xin lỗi" in said.text[0], "sorry" in said.text[1]) == (way is Way.CLOSE,) * 2
    assert max(map(len, said.text)) <= 300


def test_of_many_numbers_the_first_are_named_and_the_others_counted() -> None:
    text, english = session_words(EndKind.EVENING, Way.CLOSE, NUMBERS, "07:30 24/11").text
    assert f"{NUMBERS[FEW - 1]} và 18 số khác." in text
    assert f"{NUMBERS[FEW - 1]} and 18 others." in english
    assert NUMBERS[FEW] not in text


def test_when_nobody_waits_it_only_says_when_the_centre_opens() -> None:
    said = session_words(EndKind.BREAK, Way.CLOSE, [], "13:00")
    assert said.text == ("Mở cửa lại lúc 13:00.", "Open again at 13:00.")


def test_without_a_known_opening_it_is_when_a_counter_opens() -> None:
    said = session_words(EndKind.ALL_CLOSED, Way.CARRY_OVER, ["A001"], None)
    assert said.text[0].endswith("được gọi trước khi quầy mở lại.")
