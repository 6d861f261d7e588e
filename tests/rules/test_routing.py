"""Who is next: properties that hold for every queue, and the rules one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.priority import Order, Rule
from server.rules.routing import (
    Desk,
    InLine,
    Queue,
    eligible,
    in_order,
    next_for,
    next_match,
    overtaken,
    reason_for,
)

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
FIELDS = ("ho-tich", "chung-thuc", "dat-dai")
ORDERS = get_args(Order)


def waits(minutes: float, stop: int = 1, **more: object) -> InLine:
    """Somebody who has waited so many minutes."""
    arrived = NOW - dt.timedelta(minutes=minutes)
    given = {"field": "ho-tich", "sequence": stop, **more}
    return InLine(stop=stop, number=f"A{stop:03d}", arrived_at=arrived, **given)  # type: ignore[arg-type]


def queue(order: Order = "ageing", **more: object) -> Queue:
    run = more.pop("normals_in_a_row", 0)
    targets = {"ho-tich": 1200.0, "chung-thuc": 600.0, "dat-dai": 1800.0}
    rule = Rule(order=order, **more)  # type: ignore[arg-type]
    return Queue(now=NOW, rule=rule, targets=targets, normals_in_a_row=run)  # type: ignore[arg-type]


def stops(line: list[InLine]) -> list[int]:
    return [one.stop for one in line]


@st.composite
def lines(draw: st.DrawFn) -> list[InLine]:
    """People in line, some of them arrived at the same instant; sequences are never shared."""
    count = draw(st.integers(0, 12))
    sequences = draw(st.permutations(range(1, count + 1)))
    return [
        waits(
            draw(st.sampled_from([0, 0, 1, 5, 12.5, 29.9, 30, 31, 75])),
            stop=sequence,
            field=draw(st.sampled_from(FIELDS)),
            priority=draw(st.booleans()),
            for_counter=draw(st.sampled_from([None, None, None, "1", "2"])),
            for_officer=draw(st.sampled_from([None, None, None, "lan"])),
        )
        for sequence in sequences
    ]


queues = st.builds(
    queue,
    st.sampled_from(ORDERS),
    priority_rate=st.sampled_from([1.0, 2.0, 3.5]),
    cap_seconds=st.sampled_from([None, 900.0, 1800.0]),
    one_in=st.integers(1, 3),
    normals_in_a_row=st.integers(0, 4),
)
desks = st.builds(
    Desk,
    counter=st.sampled_from(["1", "2", "3"]),
    fields=st.lists(st.sampled_from(FIELDS), max_size=2, unique=True),
    secondary=st.lists(st.sampled_from(FIELDS), max_size=2, unique=True),
    secondary_after_seconds=st.sampled_from([0.0, 600.0]),
    officer=st.sampled_from([None, "lan", "minh"]),
)


# ---------------------------------------------------------------- every rule


@given(lines(), queues, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_line_is_handed_in(
    line: list[InLine], now: Queue, chance: Random
) -> None:
    shuffled = line[:]
    chance.shuffle(shuffled)
    assert stops(in_order(shuffled, now)) == stops(in_order(line, now))


@given(lines(), queues)
def test_nobody_is_lost_from_the_order_or_stands_in_it_twice(
    line: list[InLine], now: Queue
) -> None:
    assert sorted(stops(in_order(line, now))) == sorted(stops(line))


@given(lines(), queues)
def test_people_of_one_class_and_field_go_in_the_order_they_came(
    line: list[InLine], now: Queue
) -> None:
    for priority in (True, False):
        for name in FIELDS:
            same = [o for o in in_order(line, now) if (o.priority, o.field) == (priority, name)]
            assert same == sorted(same, key=lambda one: (one.arrived_at, one.sequence))


@given(lines(), queues.filter(lambda now: now.rule.order != "over_target"))
def test_without_priorities_it_is_first_come_whatever_the_rule(
    line: list[InLine], now: Queue
) -> None:
    plain = [replace(one, priority=False) for one in line]
    came = sorted(plain, key=lambda one: (one.arrived_at, one.sequence))
    assert in_order(plain, now) == came


@given(lines(), st.sets(st.integers(1, 12)), queues)
def test_who_is_sent_first_goes_before_everybody_in_the_order_of_being_sent(
    line: list[InLine], sent: set[int], now: Queue
) -> None:
    some_first = [replace(one, first=one.sequence in sent) for one in line]
    ordered = in_order(some_first, now)
    first = [one for one in ordered if one.first]
    assert ordered[: len(first)] == sorted(first, key=lambda one: one.sequence)
    rest = [one for one in line if one.sequence not in sent]
    assert ordered[len(first) :] == in_order(rest, now)


@given(lines(), desks, queues)
def test_the_next_is_the_first_in_order_of_those_the_counter_may_take(
    line: list[InLine], desk: Desk, now: Queue
) -> None:
    mine = in_order(eligible(line, desk, now), now)
    assert next_for(desk, line, now) == (mine[0] if mine else None)


@given(lines(), desks, queues)
def test_a_counter_never_takes_another_field_or_what_is_kept_for_another(
    line: list[InLine], desk: Desk, now: Queue
) -> None:
    for one in eligible(line, desk, now):
        sent_here = one.for_counter == desk.counter or one.for_officer is not None
        assert one.field in (*desk.fields, *desk.secondary) or sent_here
        assert one.for_counter in (None, desk.counter)
        assert one.for_officer in (None, desk.officer)


@given(lines(), desks, queues)
def test_who_waits_for_an_own_field_is_always_eligible(
    line: list[InLine], desk: Desk, now: Queue
) -> None:
    free = [o for o in line if o.for_counter is None and o.for_officer is None]
    own = {one.stop for one in free if one.field in desk.fields}
    assert own <= {one.stop for one in eligible(line, desk, now)}


@given(lines(), st.lists(desks, max_size=4, unique_by=lambda desk: desk.counter), queues)
def test_push_and_pull_give_a_counter_the_same_ticket(
    line: list[InLine], free: list[Desk], now: Queue
) -> None:
    found = next_match(line, free, now)
    if found is None:
        assert not any(next_for(desk, line, now) for desk in free)
    else:
        desk, one = found
        assert next_for(desk, line, now) == one


# ---------------------------------------------------------------- ageing


def test_a_priority_ticket_ages_twice_as_fast() -> None:
    normal, priority = waits(10, 1), waits(5.1, 2, priority=True)
    assert stops(in_order([normal, priority], queue())) == [2, 1]
    assert stops(in_order([normal, waits(4.9, 2, priority=True)], queue())) == [1, 2]


def test_the_rate_of_ageing_is_a_setting() -> None:
    line = [waits(10, 1), waits(3, 2, priority=True)]
    assert stops(in_order(line, queue(priority_rate=2.0))) == [1, 2]
    assert stops(in_order(line, queue(priority_rate=4.0))) == [2, 1]


def test_at_the_cap_a_priority_ticket_goes_first_whoever_has_waited_longer() -> None:
    line = [waits(90, 1), waits(30, 2, priority=True)]
    assert stops(in_order(line, queue(cap_seconds=1800))) == [2, 1]
    assert stops(in_order(line, queue(cap_seconds=1801))) == [1, 2]
    assert stops(in_order(line, queue(cap_seconds=None))) == [1, 2]


def test_of_two_over_the_cap_the_one_who_came_first_goes_first() -> None:
    line = [waits(40, 2, priority=True), waits(50, 1, priority=True)]
    assert stops(in_order(line, queue())) == [1, 2]


@given(lines(), queues)
def test_ageing_never_lets_a_later_normal_ticket_pass_an_earlier_priority_one(
    line: list[InLine], now: Queue
) -> None:
    now = replace(now, rule=replace(now.rule, order="ageing"))
    ordered = in_order(line, now)
    for place, one in enumerate(ordered):
        if not one.priority:
            passed = [o for o in ordered[place:] if o.priority and o.arrived_at < one.arrived_at]
            assert not passed


@given(lines(), queues)
def test_ageing_never_passes_who_has_waited_more_than_the_rate_times_as_long(
    line: list[InLine], now: Queue
) -> None:
    rule = replace(now.rule, order="ageing", cap_seconds=None)
    ordered = in_order(line, replace(now, rule=rule))
    for place, one in enumerate(ordered):
        wait = (NOW - one.arrived_at).total_seconds()
        limit = wait * (rule.priority_rate if one.priority else 1.0)
        assert all((NOW - o.arrived_at).total_seconds() <= limit for o in ordered[place:])


def test_ties_go_by_sequence() -> None:
    line = [waits(5, 3), waits(5, 1), waits(5, 2)]
    for order in ORDERS:
        assert stops(in_order(line, queue(order))) == [1, 2, 3]


def test_a_ticket_from_the_future_has_waited_no_time() -> None:
    assert stops(in_order([waits(-5, 1, priority=True), waits(1, 2)], queue())) == [2, 1]


# ---------------------------------------------------------------- the other rules


def test_first_come_knows_no_priority() -> None:
    line = [waits(9, 1), waits(40, 2, priority=True), waits(50, 3)]
    assert stops(in_order(line, queue("first_come"))) == [3, 2, 1]


def test_strict_takes_every_priority_ticket_before_any_normal_one() -> None:
    line = [waits(90, 1), waits(1, 2, priority=True), waits(2, 3, priority=True)]
    assert stops(in_order(line, queue("strict"))) == [3, 2, 1]


def test_one_in_two_gives_two_normal_then_one_priority() -> None:
    normal = [waits(50 - n, n) for n in range(1, 6)]
    priority = [waits(50 - n, n, priority=True) for n in range(6, 9)]
    assert stops(in_order(normal + priority, queue("one_in", one_in=2))) == [1, 2, 6, 3, 4, 7, 5, 8]


def test_one_in_goes_on_where_the_calls_before_left_off() -> None:
    line = [waits(50, 1), waits(49, 2), waits(10, 3, priority=True)]
    for run, expected in ((0, [1, 2, 3]), (1, [1, 3, 2]), (2, [3, 1, 2]), (7, [3, 1, 2])):
        now = queue("one_in", one_in=2, normals_in_a_row=run)
        assert stops(in_order(line, now)) == expected


def test_over_target_takes_who_is_furthest_over_the_fields_target() -> None:
    line = [waits(20, 1, field="ho-tich"), waits(12, 2, field="chung-thuc")]
    assert stops(in_order(line, queue("over_target"))) == [2, 1]
    assert stops(in_order([line[0], waits(9, 2, field="chung-thuc")], queue("over_target"))) == [
        1,
        2,
    ]


# ---------------------------------------------------------------- who may take whom


DESK = Desk("1", ["ho-tich"], officer="lan")


def test_a_counter_takes_only_its_own_fields() -> None:
    assert next_for(DESK, [waits(60, 1, field="dat-dai")], queue()) is None


def test_a_secondary_field_is_taken_when_the_own_ones_are_empty() -> None:
    desk = replace(DESK, secondary=["dat-dai"])
    other, own = waits(60, 1, field="dat-dai"), waits(1, 2)
    assert next_for(desk, [other], queue()) == other
    assert next_for(desk, [other, own], queue()) == own


def test_a_secondary_field_over_the_threshold_joins_the_own_ones() -> None:
    desk = replace(DESK, secondary=["dat-dai"], secondary_after_seconds=600)
    late, early, own = waits(11, 1, field="dat-dai"), waits(9, 2, field="dat-dai"), waits(1, 3)
    assert stops(in_order(eligible([late, early, own], desk, queue()), queue())) == [1, 3]


def test_what_is_kept_for_a_counter_goes_only_there_even_of_another_field() -> None:
    kept = waits(60, 1, field="dat-dai", for_counter="1")
    assert next_for(DESK, [kept], queue()) == kept
    assert next_for(Desk("2", ["dat-dai"]), [kept], queue()) is None


def test_what_is_kept_for_an_officer_goes_to_that_officer_wherever_they_sit() -> None:
    kept = waits(60, 1, for_officer="lan")
    assert next_for(Desk("9", ["ho-tich"], officer="lan"), [kept], queue()) == kept
    assert next_for(Desk("1", ["ho-tich"], officer="minh"), [kept], queue()) is None


def test_among_free_counters_the_longest_idle_takes_the_ticket() -> None:
    rested = Desk("2", ["ho-tich"], idle_since=NOW - dt.timedelta(minutes=9))
    fresh = Desk("1", ["ho-tich"], idle_since=NOW - dt.timedelta(minutes=1))
    found = next_match([waits(3)], [fresh, rested], queue())
    assert found is not None
    assert found[0] == rested


def test_a_free_counter_that_can_take_nobody_leaves_the_ticket_to_the_next() -> None:
    rested = Desk("2", ["dat-dai"], idle_since=NOW - dt.timedelta(minutes=9))
    able = Desk("1", ["ho-tich"], idle_since=NOW)
    found = next_match([waits(3)], [rested, able], queue())
    assert found is not None
    assert found[0] == able


def test_nobody_is_matched_to_no_counter() -> None:
    assert next_match([waits(3)], [], queue()) is None
    assert next_match([], [DESK], queue()) is None


# ---------------------------------------------------------------- why


def test_overtaken_are_those_who_came_earlier() -> None:
    early, tie, late = waits(9, 1), waits(5, 2), waits(1, 4)
    one = waits(5, 3)
    assert stops(overtaken(one, [early, tie, one, late])) == [1, 2]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (waits(9, 1), "first_come"),
        (waits(9, 1, priority=True), "first_come"),
        (waits(1, 3, priority=True), "priority"),
        (waits(1, 3), "ageing"),
        (waits(1, 3, for_counter="1"), "kept"),
        (waits(1, 3, for_officer="lan", priority=True), "kept"),
    ],
)
def test_the_reason_says_why_somebody_goes_first(one: InLine, reason: str) -> None:
    assert reason_for(one, [waits(5, 2)], queue()) == reason


REASONS = {"first", "kept", "first_come", "priority", *ORDERS}
WORDS = Path(__file__).parents[2] / "server" / "web" / "static" / "staff"


@given(lines(), queues)
def test_every_place_in_every_order_has_a_reason(line: list[InLine], now: Queue) -> None:
    ordered = in_order(line, now)
    for place, one in enumerate(ordered):
        behind = ordered[place + 1 :]
        reason = reason_for(one, behind, now)
        assert reason in REASONS
        assert (reason == "first_come") <= (not overtaken(one, behind))
        assert (reason == "priority") <= one.priority


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("reason", sorted(REASONS - {"strict"}))
def test_the_officers_list_can_say_every_reason(reason: str, language: str) -> None:
    """Under ``strict`` whoever passes others has priority, and that is what is said."""
    words = (WORDS / f"words_{language}.js").read_text("utf-8")
    assert f"  reason_{reason}: " in words


@given(lines(), queues)
def test_under_strict_only_priority_passes_others(line: list[InLine], now: Queue) -> None:
    strict = replace(now, rule=replace(now.rule, order="strict"))
    free = [replace(one, for_counter=None, for_officer=None) for one in line]
    ordered = in_order(free, strict)
    told = {reason_for(one, ordered[n + 1 :], strict) for n, one in enumerate(ordered)}
    assert told <= {"first_come", "priority"}
