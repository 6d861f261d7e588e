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
    ("ahead", "most", "served", "almost"),
    [(3, 3, True, True), (4, 3, True, False), (0, 3, False, False), (None, 3, True, False)],
)
def test_it_is_almost_their_turn_with_few_people_ahead_and_a_counter_that_serves(
    ahead: int | None, most: int, served: bool, almost: bool
) -> None:
    assert is_almost_called(ahead, most, served) is almost
