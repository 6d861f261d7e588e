"""Ticket numbers: their shape, their order, their end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.ticket_numbers import NumbersUsedUp, next_ordinal, ticket_number, top_span


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


# ---------------------------------------------------------------- reserved for kiosks


@st.composite
def days(draw: st.DrawFn) -> tuple[int | None, list[tuple[int, int]]]:
    """The newest number given, and spans above or below it that kiosks hold."""
    edges = sorted(draw(st.sets(st.integers(1, 60), max_size=8)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    newest = draw(st.one_of(st.none(), st.integers(1, 60)))
    if any(start <= (newest or 0) <= end for start, end in spans):
        newest = None
    return newest, draw(st.permutations(spans))


@given(days(), st.integers(1, 25))
def test_a_span_cut_for_a_kiosk_is_free_and_above_every_number_given(
    day: tuple[int | None, list[tuple[int, int]]], size: int
) -> None:
    newest, spans = day
    try:
        start, end = top_span("A", newest, 1, 60, spans, size)
    except NumbersUsedUp:
        return
    assert end - start + 1 == size
    assert (newest or 0) < start <= end <= 60
    assert not [one for one in spans if one[0] <= end and start <= one[1]]


@given(days(), st.integers(1, 25))
def test_a_span_is_cut_as_high_as_there_is_room(
    day: tuple[int | None, list[tuple[int, int]]], size: int
) -> None:
    newest, spans = day
    taken = {n for start, end in spans for n in range(start, end + 1)}
    free = [
        end
        for end in range(60, 0, -1)
        if end - size >= (newest or 0) and not taken & set(range(end - size + 1, end + 1))
    ]
    try:
        assert top_span("A", newest, 1, 60, spans, size) == (free[0] - size + 1, free[0])
    except NumbersUsedUp:
        assert not free


@given(days())
def test_the_server_counts_on_over_reserved_spans_without_missing_a_free_number(
    day: tuple[int | None, list[tuple[int, int]]],
) -> None:
    newest, spans = day
    taken = {n for start, end in spans for n in range(start, end + 1)}
    free = [n for n in range((newest or 0) + 1, 61) if n not in taken]
    try:
        assert next_ordinal("A", newest, 1, 60, spans) == free[0]
    except NumbersUsedUp:
        assert not free
