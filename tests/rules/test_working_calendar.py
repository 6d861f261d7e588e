"""The centre's day and hours: local midnight, holidays, compensation days, edges of a span."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.working_calendar import Calendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = (dt.time(7, 30), dt.time(11, 30))
AFTERNOON = (dt.time(13, 0), dt.time(17, 0))
DAY = (MORNING, AFTERNOON)
CALENDAR = Calendar(
    HANOI,
    weekly=[DAY, DAY, DAY, DAY, DAY, (MORNING,), ()],
    daily=DAY,
    holidays=frozenset({dt.date(2026, 9, 1), dt.date(2026, 9, 2)}),
    working_days=frozenset({dt.date(2026, 8, 22), dt.date(2026, 8, 23)}),
)


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=HANOI)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_the_day_turns_at_local_midnight_not_at_utc() -> None:
    assert CALENDAR.day_of(utc("2026-11-23T16:59:59.999")) == dt.date(2026, 11, 23)
    assert CALENDAR.day_of(utc("2026-11-23T17:00")) == dt.date(2026, 11, 24)
    assert CALENDAR.day_of(utc("2026-11-24T00:00")) == dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23T07:29:59.999", False),
        ("2026-11-23T07:30", True),
        ("2026-11-23T11:29:59.999", True),
        ("2026-11-23T11:30", False),
        ("2026-11-23T12:59:59", False),
        ("2026-11-23T13:00", True),
        ("2026-11-23T17:00", False),
        ("2026-11-21T08:00", True),  # Saturday: the morning only
        ("2026-11-21T14:00", False),
        ("2026-11-22T08:00", False),  # Sunday
        ("2026-09-01T08:00", False),  # a holiday on a Tuesday
        ("2026-08-22T14:00", True),  # a Saturday worked for it, both spans
        ("2026-08-23T08:00", True),  # and a Sunday
    ],
)
def test_the_centre_is_open_from_the_opening_until_before_the_closing(
    at: str, is_open: bool
) -> None:
    assert CALENDAR.is_open(local(at)) is is_open


@pytest.mark.parametrize(
    ("at", "opens_at"),
    [
        ("2026-11-23T07:00", "2026-11-23T07:30"),
        ("2026-11-23T07:30", "2026-11-23T13:00"),  # already open: the next opening
        ("2026-11-23T12:00", "2026-11-23T13:00"),
        ("2026-11-23T17:00", "2026-11-24T07:30"),
        ("2026-11-21T11:30", "2026-11-23T07:30"),  # over Sunday
        ("2026-08-31T17:00", "2026-09-03T07:30"),  # over two holidays
        ("2026-08-21T17:00", "2026-08-22T07:30"),  # into a compensation day
    ],
)
def test_the_next_opening_is_found_over_nights_weekends_and_holidays(
    at: str, opens_at: str
) -> None:
    assert CALENDAR.opens_at(local(at)) == local(opens_at)


def test_a_centre_that_never_opens_has_no_next_opening() -> None:
    never = Calendar(HANOI, weekly=[()] * 7, daily=())
    assert never.opens_at(local("2026-11-23T08:00")) is None
    assert not never.is_open(local("2026-11-23T08:00"))


@given(st.datetimes(dt.datetime(2026, 7, 1), dt.datetime(2026, 12, 31)))
def test_at_the_next_opening_the_centre_is_open_and_just_before_it_was_not(
    at: dt.datetime,
) -> None:
    opens_at = CALENDAR.opens_at(at.replace(tzinfo=HANOI))
    assert opens_at is not None
    assert CALENDAR.is_open(opens_at)
    assert not CALENDAR.is_open(opens_at - dt.timedelta(microseconds=1))


@given(st.datetimes(dt.datetime(2026, 7, 1), dt.datetime(2026, 12, 31)), st.integers(-12, 14))
def test_an_instant_means_the_same_in_every_zone(at: dt.datetime, offset: int) -> None:
    here = at.replace(tzinfo=HANOI)
    there = here.astimezone(dt.timezone(dt.timedelta(hours=offset)))
    assert CALENDAR.is_open(there) == CALENDAR.is_open(here)
    assert CALENDAR.day_of(there) == CALENDAR.day_of(here) == at.date()
    assert CALENDAR.opens_at(there) == CALENDAR.opens_at(here)


def test_the_hours_told_are_those_of_today_and_of_the_next_day_that_has_any() -> None:
    def told(at: str) -> list[str]:
        return [f"{start:%d %H:%M}-{end:%H:%M}" for start, end in CALENDAR.hours_from(local(at))]

    assert told("2026-11-23T12:00") == [
        "23 07:30-11:30",
        "23 13:00-17:00",
        "24 07:30-11:30",
        "24 13:00-17:00",
    ]
    assert told("2026-11-28T09:00") == ["28 07:30-11:30", "30 07:30-11:30", "30 13:00-17:00"]
    assert told("2026-11-29T09:00") == ["30 07:30-11:30", "30 13:00-17:00"]


# ---------------------------------------------------------------- time limits


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("2026-11-23T08:00", 4, "2026-11-23T13:30"),  # over the noon break
        ("2026-11-23T08:00", 8, "2026-11-24T08:00"),  # one working day
        ("2026-11-27T10:00", 16, "2026-12-01T10:00"),  # Friday: the weekend is skipped
        ("2026-11-23T17:00", 8, "2026-11-24T17:00"),  # at closing: from the next morning
        ("2026-11-23T12:00", 4, "2026-11-23T17:00"),  # in the break: from the afternoon
        ("2026-11-21T08:00", 8, "2026-11-23T17:00"),  # a Saturday's opening counts nothing
        ("2026-08-31T14:00", 8, "2026-09-03T14:00"),  # two holidays are skipped
        ("2026-08-21T14:00", 8, "2026-08-22T14:00"),  # a Saturday worked in exchange counts
    ],
)
def test_a_time_limit_counts_working_time(received: str, hours: int, due: str) -> None:
    assert CALENDAR.after_working_hours(local(received), hours) == local(due)


@given(
    st.datetimes(dt.datetime(2026, 8, 1), dt.datetime(2026, 12, 1)),
    st.integers(1, 80),
)
def test_a_time_limit_ends_in_working_time_and_grows_with_its_hours(
    at: dt.datetime, hours: int
) -> None:
    begin = at.replace(tzinfo=HANOI)
    due = CALENDAR.after_working_hours(begin, hours)
    later = CALENDAR.after_working_hours(begin, hours + 1)
    assert due is not None
    assert later is not None
    assert begin < due < later
    minute_before = due - dt.timedelta(minutes=1)
    assert CALENDAR.is_open(minute_before)
    worked = minute_before.date() in CALENDAR.working_days
    assert worked or minute_before.weekday() < 5


def test_eight_hours_are_one_day_also_where_a_day_is_shorter() -> None:
    short = Calendar(HANOI, weekly=[(MORNING,)] * 7, daily=(MORNING,))
    assert short.after_working_hours(local("2026-11-23T07:30"), 24) == local("2026-11-25T11:30")


def test_a_centre_that_never_works_has_no_due_dates() -> None:
    never = Calendar(HANOI, weekly=[()] * 7, daily=())
    assert never.after_working_hours(local("2026-11-23T08:00"), 8) is None


def test_working_days_ahead_skip_weekends_and_holidays() -> None:
    assert CALENDAR.working_days_from(dt.date(2026, 8, 31), 2) == dt.date(2026, 9, 4)
    assert CALENDAR.working_days_from(dt.date(2026, 11, 27), 0) == dt.date(2026, 11, 27)
