"""The plainer estimators that the forecast is compared with."""

from __future__ import annotations

from server.rules.estimate.plain import by_rolling_mean, rivals


def test_people_of_a_field_count_whole_at_its_own_counters() -> None:
    assert rivals("a", {"a": 6}, [frozenset("a"), frozenset("a")]) == {"a": 6}


def test_people_of_another_field_count_by_the_share_of_their_counters_that_are_ours() -> None:
    counters = [frozenset("ab"), frozenset("b"), frozenset("b")]
    assert rivals("a", {"b": 6}, counters) == {"b": 2}


def test_people_whom_our_counters_do_not_serve_do_not_count() -> None:
    counters = [frozenset("a"), frozenset("b")]
    assert rivals("a", {"a": 1, "b": 50, "nobody serves": 9}, counters) == {"a": 1}


def test_without_any_wait_before_the_rolling_mean_is_none() -> None:
    assert by_rolling_mean([]).minutes() == (0, 1)
    assert by_rolling_mean([600.0, 600.0]).minutes() == (10, 10)
