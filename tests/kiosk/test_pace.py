"""The limit on numbers in a minute."""

from __future__ import annotations

import pytest

from kiosk.pace import Pace, TooFast


def test_the_limit_is_reached_and_says_how_long_to_wait() -> None:
    pace = Pace(2)
    pace.take(100.0)
    pace.take(110.0)
    with pytest.raises(TooFast) as refused:
        pace.take(120.0)
    assert refused.value.seconds == 40


def test_a_minute_later_there_are_numbers_again() -> None:
    pace = Pace(2)
    pace.take(100.0)
    pace.take(110.0)
    pace.take(160.0)
    with pytest.raises(TooFast):
        pace.take(161.0)


def test_a_refused_touch_does_not_prolong_the_pause() -> None:
    pace = Pace(1)
    pace.take(100.0)
    for moment in range(101, 160):
        with pytest.raises(TooFast):
            pace.take(float(moment))
    pace.take(160.0)
