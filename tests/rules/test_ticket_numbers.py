"""Ticket numbers: their shape, their order, their end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.ticket_numbers import NumbersUsedUp, next_ordinal, ticket_number


@pytest.mark.parametrize(
    ("series", "ordinal", "number"),
    [
        ("A", 12, "A012"),
        ("A", 0, "A000"),
        ("1", 12, "1012"),
        ("34", 12, "34012"),
        ("B", 999, "B999"),
    ],
)
def test_a_number_is_the_series_and_three_digits(series: str, ordinal: int, number: str) -> None:
    assert ticket_number(series, ordinal) == number


one_series = st.one_of(st.sampled_from("ABCDEGHKLMNPRSTUVXY"), st.integers(1, 99).map(str))


@given(st.sets(st.tuples(one_series, st.integers(0, 999)), min_size=2))
def test_no_two_series_ever_share_a_number(tickets: set[tuple[str, int]]) -> None:
    assert len({ticket_number(*one) for one in tickets}) == len(tickets)


def test_the_day_begins_with_the_first_number() -> None:
    assert next_ordinal("A", None, 1, 999) == 1
    assert next_ordinal("A", None, 501, 999) == 501


def test_numbers_follow_without_a_gap() -> None:
    assert next_ordinal("A", 41, 1, 999) == 42


def test_after_the_last_number_there_is_none() -> None:
    assert next_ordinal("A", 998, 1, 999) == 999
    with pytest.raises(NumbersUsedUp) as refused:
        next_ordinal("A", 999, 1, 999)
    assert refused.value.series == "A"
