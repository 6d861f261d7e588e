"""Which hours of a week are called quiet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.rules.quiet_hours import LEAST_AN_HOUR, LEAST_DAYS, Hour, Level, week_of

MORNINGS: dict[Hour, float] = {(day, hour): 1.0 for day in range(5) for hour in range(8, 12)}
EIGHT_WEEKS = dict.fromkeys(range(5), 8)


def even(people: int = 80) -> dict[Hour, int]:
    return dict.fromkeys(MORNINGS, people)


def test_an_hour_with_few_people_is_quiet_and_one_with_many_is_busy() -> None:
    week = week_of({**even(), (1, 10): 20, (0, 8): 200}, EIGHT_WEEKS, MORNINGS)
    assert week is not None
    assert (week.levels[1, 10], week.levels[0, 8]) == (Level.QUIET, Level.BUSY)
    assert week.levels[2, 9] is Level.USUAL
    assert week.quietest == [(1, 10)]


def test_an_hour_that_is_open_for_half_of_it_is_no_quieter_for_that() -> None:
    shares = {**MORNINGS, (0, 7): 0.5}
    week = week_of({**even(), (0, 7): 40}, EIGHT_WEEKS, shares)
    assert week is not None
    assert week.levels[0, 7] is Level.USUAL


def test_a_weekday_with_holidays_in_it_is_no_quieter_for_them() -> None:
    people = {hour: count // 2 if hour[0] == 4 else count for hour, count in even().items()}
    week = week_of(people, {**EIGHT_WEEKS, 4: 4}, MORNINGS)
    assert week is not None
    assert set(week.levels.values()) == {Level.USUAL}
    assert week.quietest == []


def test_nothing_is_said_of_a_weekday_with_too_few_days() -> None:
    week = week_of(even(), {**EIGHT_WEEKS, 2: LEAST_DAYS - 1}, MORNINGS)
    assert week is not None
    assert not [hour for hour in week.levels if hour[0] == 2]


def test_nothing_is_said_when_too_few_people_came() -> None:
    assert week_of(even(LEAST_AN_HOUR - 1), EIGHT_WEEKS, MORNINGS) is None
    assert week_of(even(LEAST_AN_HOUR), EIGHT_WEEKS, MORNINGS) is not None
    assert week_of({}, {}, MORNINGS) is None
    assert week_of(even(), EIGHT_WEEKS, {}) is None


def test_people_who_came_outside_the_hours_do_not_count() -> None:
    week = week_of({**even(), (6, 3): 5000}, {**EIGHT_WEEKS, 6: 8}, MORNINGS)
    assert week is not None
    assert set(week.levels) == set(MORNINGS)
    assert set(week.levels.values()) == {Level.USUAL}


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(7, 16)), st.integers(0, 300), min_size=1
    ),
    st.dictionaries(st.integers(0, 6), st.integers(0, 8)),
    st.integers(2, 5),
)
def test_the_same_weeks_once_more_say_the_same(
    people: dict[Hour, int], days: dict[int, int], times: int
) -> None:
    """What is quiet is a share of the usual, however many weeks are looked at."""
    shares = dict.fromkeys(people, 1.0)
    once = week_of(people, days, shares)
    if once is not None:
        more = {hour: count * times for hour, count in people.items()}
        again = week_of(more, {day: n * times for day, n in days.items()}, shares)
        assert again is not None
        known = {hour for hour in shares if days.get(hour[0], 0) >= LEAST_DAYS}
        assert set(once.levels) == known
        if {day for day, n in days.items() if n * times >= LEAST_DAYS} <= {h[0] for h in known}:
            assert again == once
        assert set(once.quietest) <= {h for h, level in once.levels.items() if level == 0}


def test_the_end_of_a_session_is_never_advised() -> None:
    """It is quiet there because the last numbers are refused."""
    week = week_of({**even(), (3, 12): 1}, EIGHT_WEEKS, {**MORNINGS, (3, 12): 0.5})
    assert week is not None
    assert week.levels[3, 12] is Level.QUIET
    assert week.quietest == []
