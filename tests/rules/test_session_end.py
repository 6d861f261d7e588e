"""The ends of sessions by the calendar, and the places of those who outlive them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.session_end import EndKind, carried, comes_too_late, ends_between
from server.rules.working_calendar import Calendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SPANS = ((dt.time(7, 30), dt.time(11, 30)), (dt.time(13), dt.time(17)))
WEEK = Calendar(ZONE, [SPANS] * 5 + [(), ()], SPANS, holidays=frozenset({dt.date(2026, 11, 25)}))


def at(day: int, clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-11-{day}T{clock}:00+07:00")


def test_a_day_ends_with_a_break_and_an_evening() -> None:
    ends = ends_between(WEEK, at(23, "08:00"), at(23, "23:00"))
    assert [(end.kind, end.at, end.opens_at) for end in ends] == [
        (EndKind.BREAK, at(23, "11:30"), at(23, "13:00")),
        (EndKind.EVENING, at(23, "17:00"), at(24, "07:30")),
    ]


def test_holidays_and_weekends_have_no_ends_and_are_passed_over() -> None:
    ends = ends_between(WEEK, at(24, "12:00"), at(26, "08:00"))
    assert [(end.at, end.opens_at) for end in ends] == [(at(24, "17:00"), at(26, "07:30"))]
    [friday] = ends_between(WEEK, at(27, "12:00"), at(29, "12:00"))
    assert friday.opens_at == at(30, "07:30")


def test_an_end_is_found_once_however_often_it_is_looked_for() -> None:
    assert len(ends_between(WEEK, at(23, "11:29"), at(23, "11:30"))) == 1
    assert ends_between(WEEK, at(23, "11:30"), at(23, "12:00")) == []


@given(st.integers(0, 14_000), st.integers(0, 14_000))
def test_carrying_keeps_the_order_the_waits_and_the_place_before_newcomers(
    one: int, two: int
) -> None:
    [end] = ends_between(WEEK, at(23, "17:00") - dt.timedelta(minutes=1), at(23, "17:00"))
    assert end.opens_at is not None
    first, second = (end.at - dt.timedelta(seconds=ago) for ago in (one, two))
    assert (first < second) == (carried(first, end) < carried(second, end))
    assert end.opens_at - carried(first, end) == end.at - first
    assert carried(first, end) <= end.opens_at


@pytest.mark.parametrize(
    ("by", "wait", "late"),
    [
        ("low", (30, 60), False),
        ("low", (31, 60), True),
        ("high", (10, 31), True),
        ("off", (90, 99), False),
        ("low", None, False),
    ],
)
def test_who_comes_too_late(by: str, wait: tuple[int, int] | None, late: bool) -> None:
    assert comes_too_late(wait, at(23, "11:00"), at(23, "11:30"), by) is late  # type: ignore[arg-type]


def test_while_the_centre_is_closed_nobody_is_late_for_anything() -> None:
    assert not comes_too_late((90, 99), at(23, "12:00"), None, "low")
