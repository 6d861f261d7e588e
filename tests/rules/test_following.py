"""How long a slip's link opens, and when somebody should come near."""

from __future__ import annotations

import datetime as dt

import pytest

from server.rules.following import is_almost_called, link_lives

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "today", "more", "lives"),
    [
        ([MONDAY], MONDAY, 0, True),
        ([MONDAY], TUESDAY, 0, False),
        ([MONDAY], TUESDAY, 1, True),
        ([MONDAY, TUESDAY], TUESDAY, 0, True),
        ([TUESDAY, MONDAY], TUESDAY + dt.timedelta(days=1), 0, False),
    ],
)
def test_a_link_dies_with_the_last_day_of_its_visit_or_so_many_days_after_it(
    days: list[dt.date], today: dt.date, more: int, lives: bool
) -> None:
    assert link_lives(days, today, more) is lives


@pytest.mark.parametrize(
    ("ahead", "minutes", "almost"),
    [
        (3, 15, True),
        (4, 15, False),
        (3, 16, False),
        (1, 40, False),
        (0, 40, True),
        (0, None, False),
        (None, 15, False),
    ],
)
def test_it_is_almost_their_turn_with_few_people_and_minutes_ahead_and_a_counter_that_serves(
    ahead: int | None, minutes: int | None, almost: bool
) -> None:
    assert is_almost_called(ahead, minutes, most_ahead=3, most_minutes=15) is almost
