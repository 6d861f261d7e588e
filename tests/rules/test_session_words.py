"""What screens say when a session ends: the right thing to the right people, and short enough."""

from __future__ import annotations

from itertools import product

import pytest

from server.rules.session_end import EndKind, Way
from server.rules.session_words import FEW, closed_numbers, every_closed_number, session_words

AT = ("13:00", "13:00")
NUMBERS = [f"A{n:03d}" for n in range(1, 31)]


@pytest.mark.parametrize(("kind", "way"), list(product(EndKind, Way)))
def test_every_end_says_in_both_languages_what_becomes_of_those_who_wait(
    kind: EndKind, way: Way
) -> None:
    said = session_words(kind, way, NUMBERS, AT)
    assert all(said.title)
    assert all(said.text)
    assert "{" not in "".join((*said.title, *said.text))
    assert ("xin lỗi" in said.text[0], "sorry" in said.text[1]) == (way is Way.CLOSE,) * 2
    pair = [text.split(". ") for text in said.text]
    assert len(pair[0]) == len(pair[1])
    assert max(len(sentence) for text in pair for sentence in text) <= 92  # a board's line


def test_of_many_numbers_the_first_are_named_and_the_others_counted() -> None:
    text, english = closed_numbers(NUMBERS)
    assert text.endswith(f"{NUMBERS[FEW - 1]} và 20 số khác.")
    assert english.endswith(f"{NUMBERS[FEW - 1]} and 20 others.")


def test_a_board_names_every_closed_number() -> None:
    lines = [text for text, _ in every_closed_number(NUMBERS, 3)]
    assert ", ".join(line.removeprefix("Số: ").rstrip(".") for line in lines) == ", ".join(NUMBERS)
    assert max(map(len, lines)) <= 92
    [first, last] = [text for text, _ in every_closed_number(NUMBERS, 2)]
    assert (first, last) == (lines[0], f"{lines[1].rstrip('.')} và 10 số khác.")


def test_when_nobody_waits_it_only_says_when_the_centre_opens() -> None:
    said = session_words(EndKind.BREAK, Way.CLOSE, [], AT)
    assert said.text == ("Mở cửa lại lúc 13:00.", "Open again at 13:00.")


def test_without_a_known_opening_it_is_when_a_counter_opens() -> None:
    said = session_words(EndKind.ALL_CLOSED, Way.CARRY_OVER, ["A001"], None)
    assert said.text[0].endswith("được gọi đầu tiên khi quầy mở lại.")
