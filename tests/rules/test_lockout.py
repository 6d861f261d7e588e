"""The wait after wrong passwords grows, and ends somewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis.strategies import floats, integers

from server.rules.lockout import wait_seconds


def test_the_wait_doubles_up_to_its_bound() -> None:
    waits = [wait_seconds(failures, 60) for failures in range(9)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_the_free_ones_cost_nothing() -> None:
    assert [wait_seconds(failures, 60, free=3) for failures in range(6)] == [0, 0, 0, 0, 1, 2]


@given(integers(0, 10**9), floats(1, 86_400), integers(0, 1000))
def test_no_wait_is_longer_than_the_bound_or_shrinks(
    failures: int, longest: float, free: int
) -> None:
    wait = wait_seconds(failures, longest, free)
    assert 0 <= wait <= longest
    assert wait_seconds(failures + 1, longest, free) >= wait
