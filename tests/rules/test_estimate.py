"""The expected wait: against a simulation, and in the directions everybody expects."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.estimate import PRIOR_WEIGHT, learnt_mean, mixed_mean, rivals, wait_range

people = st.floats(0, 200)
desks = st.integers(1, 40)
means = st.floats(60, 3600)


@given(people, people, desks, means)
def test_more_people_ahead_never_shorten_the_wait(
    some: float, more: float, counters: int, mean: float
) -> None:
    fewer, many = sorted((some, more))
    short, long = (wait_range(n, counters, mean, False) for n in (fewer, many))
    assert short[0] <= long[0]
    assert short[1] <= long[1]


@given(people, desks, desks, means)
def test_more_counters_never_lengthen_the_wait(
    ahead: float, one: int, two: int, mean: float
) -> None:
    few, many = sorted((one, two))
    long, short = (wait_range(ahead, n, mean, False) for n in (few, many))
    assert short[0] <= long[0]
    assert short[1] <= long[1]


@given(people, desks, means, st.booleans())
def test_the_range_is_two_whole_numbers_in_order(
    ahead: float, counters: int, mean: float, idle: bool
) -> None:
    low, high = wait_range(ahead, counters, mean, idle)
    assert 0 <= low <= high
    assert isinstance(low, int)
    assert isinstance(high, int)


def test_with_nobody_ahead_and_a_counter_idle_there_is_no_wait() -> None:
    assert wait_range(0, 3, 600, idle=True) == (0, 0)
    assert wait_range(0, 3, 600, idle=False) != (0, 0)


@pytest.mark.parametrize(("ahead", "counters"), [(0, 1), (3, 1), (4, 3), (20, 5)])
def test_the_range_goes_from_the_median_to_the_ninetieth_percentile(
    ahead: int, counters: int
) -> None:
    """Against 20,000 simulated waits: the sum of the gaps between counters becoming free."""
    chance, mean = Random(5), 600.0
    waits = sorted(
        sum(chance.expovariate(counters / mean) for _ in range(ahead + 1)) / 60
        for _ in range(20_000)
    )
    low, high = wait_range(ahead, counters, mean, idle=False)
    assert abs(low - waits[10_000]) <= 1.2
    assert abs(high - waits[18_000]) <= 1.2


def test_a_field_begins_with_the_configured_mean_and_learns_its_own() -> None:
    assert learnt_mean(600, 0, 0) == 600
    assert learnt_mean(600, PRIOR_WEIGHT, PRIOR_WEIGHT * 300) == 450
    assert abs(learnt_mean(600, 10_000, 10_000 * 300) - 300) < 1


@given(st.floats(60, 3600), st.integers(0, 500), st.floats(60, 3600))
def test_the_learnt_mean_lies_between_what_was_thought_and_what_was_seen(
    prior: float, count: int, seen: float
) -> None:
    learnt = learnt_mean(prior, count, count * seen)
    assert min(prior, seen) - 1e-6 <= learnt <= max(prior, seen) + 1e-6


def test_people_of_a_field_count_whole_at_its_own_counters() -> None:
    assert rivals("a", {"a": 6}, [frozenset("a"), frozenset("a")]) == {"a": 6}


def test_people_of_another_field_count_by_the_share_of_their_counters_that_are_ours() -> None:
    counters = [frozenset("ab"), frozenset("b"), frozenset("b")]
    assert rivals("a", {"b": 6}, counters) == {"b": 2}


def test_people_whom_our_counters_do_not_serve_do_not_count() -> None:
    counters = [frozenset("a"), frozenset("b")]
    assert rivals("a", {"a": 1, "b": 50, "nobody serves": 9}, counters) == {"a": 1}


def test_a_field_that_the_centre_no_longer_has_disturbs_nobodys_estimate() -> None:
    people = rivals("a", {"a": 2, "given up": 9}, [frozenset("a")])
    assert mixed_mean("a", people, {"a": 600.0}) == 600


def test_without_a_counter_of_the_field_nobody_is_a_rival() -> None:
    assert rivals("a", {"a": 6}, [frozenset("b")]) == {}
