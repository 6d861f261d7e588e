"""Windows, who is in time, and the place that an appointment gives."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.appointments import Arrival, arrival, counts_from, windows_of

EIGHT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
WINDOW = (EIGHT + dt.timedelta(hours=1), EIGHT + dt.timedelta(hours=1, minutes=30))


def at(minutes: float) -> dt.datetime:
    return EIGHT + dt.timedelta(minutes=minutes)


def test_a_session_is_cut_into_whole_windows() -> None:
    windows = windows_of([(at(0), at(100)), (at(180), at(240))], 30)
    starts = [(start - EIGHT).seconds // 60 for start, _ in windows]
    assert starts == [0, 30, 60, 180, 210]


@given(st.integers(0, 600), st.integers(0, 600), st.integers(10, 240))
def test_windows_lie_in_the_session_and_never_on_each_other(
    opens: int, length: int, minutes: int
) -> None:
    session = (at(opens), at(opens + length))
    windows = windows_of([session], minutes)
    assert len(windows) == length // minutes
    assert all(session[0] <= start < end <= session[1] for start, end in windows)
    assert all(one[1] == other[0] for one, other in pairwise(windows))


@pytest.mark.parametrize(
    ("minutes", "stands"),
    [
        (44, Arrival.EARLY),
        (45, Arrival.IN_TIME),
        (60, Arrival.IN_TIME),
        (89.9, Arrival.IN_TIME),
        (90, Arrival.LATE),
        (600, Arrival.LATE),
    ],
)
def test_one_is_in_time_from_a_while_before_the_window_to_its_end(
    minutes: float, stands: Arrival
) -> None:
    assert arrival(at(minutes), WINDOW, 15) is stands


@given(st.integers(45, 89), st.integers(0, 120))
def test_the_place_is_the_same_for_all_of_a_window_and_never_in_the_future(
    minutes: int, ahead: int
) -> None:
    place = counts_from(at(minutes), WINDOW, ahead)
    assert place == min(at(minutes), at(60 - ahead))
    assert place <= at(minutes)
