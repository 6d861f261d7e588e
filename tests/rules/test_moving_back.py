"""More time for somebody who waits: those behind go first, and nobody else waits longer for it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.moving_back import moved_back
from server.rules.priority import Order, Rule
from server.rules.routing import InLine, Queue, in_order

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
ORDERS: tuple[Order, ...] = ("first_come", "ageing", "over_target", "one_in", "strict")


def waits(stop: int, minutes: float, field: str = "a", **more: bool) -> InLine:
    arrived_at = NOW - dt.timedelta(minutes=minutes)
    return InLine(stop, f"A{stop:03}", field, arrived_at, stop, **more)


def numbers(line: list[InLine]) -> list[str]:
    return [one.number for one in line]


def after(line: list[InLine], stop: int, arrived_at: dt.datetime, queue: Queue) -> list[str]:
    """The order once the stop has moved."""
    moved = [
        InLine(one.stop, one.number, one.field, arrived_at, 10_000, one.priority)
        if one.stop == stop
        else one
        for one in line
    ]
    return numbers(in_order(moved, queue))


def test_whoever_asks_goes_behind_the_next_three_of_their_field() -> None:
    line = [waits(n, 20 - n) for n in range(6)]
    back = moved_back(1, line, Queue(NOW), 3)
    assert back is not None
    assert back.let_through == ["A002", "A003", "A004"]
    order = after(line, 1, back.arrived_at, Queue(NOW))
    assert order == ["A000", "A002", "A003", "A004", "A001", "A005"]


def test_people_of_other_fields_are_not_counted() -> None:
    line = [waits(0, 9), waits(1, 8, "b"), waits(2, 7), waits(3, 6, "b"), waits(4, 5)]
    back = moved_back(0, line, Queue(NOW), 1)
    assert back is not None
    assert back.let_through == ["A002"]


def test_with_fewer_behind_they_go_last_and_with_nobody_nothing_is_moved() -> None:
    line = [waits(0, 9), waits(1, 8), waits(2, 7, "b")]
    back = moved_back(0, line, Queue(NOW), 3)
    assert back is not None
    assert back.let_through == ["A001"]
    assert moved_back(1, line, Queue(NOW), 3) is None


def test_a_place_at_the_front_is_given_up_too() -> None:
    line = [waits(0, 1, first=True), waits(1, 8)]
    back = moved_back(0, line, Queue(NOW), 3)
    assert back is not None
    assert after(line, 0, back.arrived_at, Queue(NOW)) == ["A001", "A000"]


def test_a_rule_that_puts_them_first_in_any_case_lets_nobody_through() -> None:
    line = [waits(0, 9, priority=True), waits(1, 8)]
    assert moved_back(0, line, Queue(NOW, Rule("strict")), 3) is None


@given(
    st.sampled_from(ORDERS),
    st.lists(
        st.tuples(st.integers(0, 90), st.sampled_from("ab"), st.booleans()),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 11),
    st.integers(1, 4),
)
def test_nobody_but_whoever_asks_waits_longer_and_the_others_keep_their_order(
    order: Order, people: list[tuple[int, str, bool]], place: int, places: int
) -> None:
    queue = Queue(NOW, Rule(order))
    line = [waits(n, age, of, priority=old) for n, (age, of, old) in enumerate(people)]
    asking = line[place % len(line)]
    back = moved_back(asking.stop, line, queue, places)
    if back is None:
        return
    before, now = numbers(in_order(line, queue)), after(line, asking.stop, back.arrived_at, queue)
    assert back.arrived_at >= asking.arrived_at
    assert now.index(asking.number) > before.index(asking.number)
    assert {one for one in now if now.index(one) > before.index(one)} == {asking.number}
    assert set(back.let_through) <= set(now[: now.index(asking.number)])


@pytest.mark.parametrize("order", ["first_come", "over_target"])
@given(st.integers(2, 12), st.integers(0, 11), st.integers(1, 4))
def test_it_goes_as_far_back_as_was_asked_for_and_no_farther(
    order: Order, many: int, place: int, places: int
) -> None:
    queue = Queue(NOW, Rule(order))
    line = [waits(n, many - n) for n in range(many)]
    asking = place % many
    back = moved_back(asking, line, queue, places)
    behind = numbers(line)[asking + 1 :]
    assert (back.let_through if back else []) == behind[:places]
    if back:
        now = after(line, asking, back.arrived_at, queue)
        assert now.index(f"A{asking:03}") == asking + len(back.let_through)
