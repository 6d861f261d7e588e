"""Appointments as staff see them: taken and free in each window, and who has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import CHIEF, KIOSK, MONDAY, TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.appointments import book, come, give_back
from server.actions.fields import change_field
from server.messages import AppointmentsDay, TicketWish, WindowOfDay
from server.reports.appointment_days import appointments_day
from server.reports.appointment_file import appointments_file
from server.reports.sheets.csv_file import csv_file

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
APPOINTMENTS = {"enabled": True, "fields": ["ho-tich", "dat-dai"], "days_ahead": 5}
NINE = MONDAY + dt.timedelta(hours=1)
TUESDAY = MONDAY + dt.timedelta(days=1, hours=1)
TODAY = MONDAY.date()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    centre = small_centre(appointments=APPOINTMENTS, hours=HOURS)
    with open_hall(tmp_path / "data", write_centre(tmp_path / "config", centre)) as opened:
        yield opened


def appoint(hall: TestHall, phone: str, at: dt.datetime = NINE, field: str = "ho-tich") -> str:
    """Make an appointment and return its secret."""
    made = book(hall.centre, TicketWish(field=field), at, phone)
    return hall.centre.appointment_secret(made.id)


def told(hall: TestHall, day: dt.date = TODAY, field: str | None = None) -> AppointmentsDay:
    with hall.centre.store.reading() as tx:
        return appointments_day(hall.centre, tx, day, field)


def window(hall: TestHall, at: str = "09:00", field: str | None = None) -> WindowOfDay:
    [found] = [one for one in told(hall, field=field).windows if one.starts_at[11:16] == at]
    return found


def states(hall: TestHall) -> list[str]:
    return [item.state for one in window(hall).fields for item in one.items]


def test_a_window_tells_what_is_taken_and_free_in_all_and_of_each_field(hall: TestHall) -> None:
    assert (window(hall).taken, window(hall).free, window(hall).fields) == (0, 4, [])
    appoint(hall, "1")
    appoint(hall, "2")
    appoint(hall, "3", field="dat-dai")
    nine = window(hall)
    assert (nine.taken, nine.free) == (3, 1)
    assert [(one.field, one.taken, one.free) for one in nine.fields] == [
        ("dat-dai", 1, 1),
        ("ho-tich", 2, 0),
    ]
    alone = window(hall, field="ho-tich")
    assert (alone.taken, alone.free) == (2, 0)


def test_what_was_given_back_is_free_again(hall: TestHall) -> None:
    give_back(hall.centre, appoint(hall, "1"))
    assert (window(hall).taken, window(hall).free) == (0, 4)


def test_a_window_that_has_begun_and_a_closed_field_have_no_room(hall: TestHall) -> None:
    assert window(hall, "08:00").free == 0
    change_field(hall.centre, "dat-dai", False, None, CHIEF)
    assert window(hall).free == 2


def test_everybody_is_expected_until_the_window_is_over(hall: TestHall) -> None:
    in_time, late = appoint(hall, "1"), appoint(hall, "2")
    appoint(hall, "3", field="dat-dai")
    assert states(hall) == ["expected"] * 3
    hall.clock.at = NINE
    come(hall.centre, in_time, KIOSK)
    hall.clock.at = NINE + dt.timedelta(minutes=30)
    assert states(hall) == ["missed", "in_time", "missed"]
    come(hall.centre, late, KIOSK)
    assert states(hall) == ["missed", "in_time", "late"]
    [_, kept] = window(hall).fields
    assert [(one.number, (one.came_at or "")[11:16]) for one in kept.items] == [
        ("A001", "09:00"),
        ("A002", "09:30"),
    ]


def test_the_days_are_those_that_can_be_chosen_each_with_its_counts(hall: TestHall) -> None:
    appoint(hall, "1", TUESDAY)
    counts = {one.day[-2:]: (one.taken, one.free) for one in told(hall).days}
    assert list(counts) == ["23", "24", "25", "26", "27"]  # Saturday is closed
    assert counts["24"] == (1, 16 * 4 - 1)


def test_nothing_tells_whose_an_appointment_is(hall: TestHall) -> None:
    secret = appoint(hall, "the word of a phone")
    text = told(hall).model_dump_json()
    assert secret not in text
    assert set(window(hall).fields[0].items[0].model_dump()) == {
        "state",
        "purpose",
        "number",
        "came_at",
    }


def test_the_file_has_a_line_for_each_and_one_for_a_window_that_is_free(hall: TestHall) -> None:
    hall.clock.at = MONDAY + dt.timedelta(hours=8)
    appoint(hall, "1", MONDAY + dt.timedelta(hours=8, minutes=30))
    lines = csv_file(appointments_file(hall.centre, told(hall), "vi")).decode().splitlines()
    assert len(lines) == 1 + 16
    assert lines[-1] == ("2026-11-23 16:30:00,2026-11-23 17:00:00,Lĩnh vực ho-tich,1,1,,Chưa đến,,")
    assert lines[1] == "2026-11-23 07:30:00,2026-11-23 08:00:00,,0,0,,,,"


def test_a_centre_without_appointments_says_so(small_config: Path, tmp_path: Path) -> None:
    with open_hall(tmp_path / "data", small_config) as opened:
        answer = told(opened)
    assert (answer.enabled, answer.windows) == (False, [])
