"""Appointments: few in a window, a place for whoever is in time, a number for whoever is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import KIOSK, LAN, MONDAY, TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.appointments import book, come, free_windows, give_back
from server.actions.call import next_ticket
from server.actions.refusals import FieldClosed, NotFound
from server.actions.session import settle_session
from server.messages import TicketWish
from server.rules.tickets import WrongMove

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
APPOINTMENTS = {"enabled": True, "fields": ["ho-tich"], "days_ahead": 5}
NINE = MONDAY + dt.timedelta(hours=1)
TUESDAY = MONDAY + dt.timedelta(days=1, hours=1)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    centre = small_centre(appointments=APPOINTMENTS, hours=HOURS)
    with open_hall(tmp_path / "data", write_centre(tmp_path / "config", centre)) as opened:
        settle_session(opened.centre)
        yield opened


def appoint(
    hall: TestHall, at: dt.datetime = NINE, phone: str = "p", field: str = "ho-tich"
) -> str:
    """Make an appointment and return its secret."""
    made = book(hall.centre, TicketWish(field=field), at, phone)
    return hall.centre.appointment_secret(made.id)


def room(hall: TestHall) -> dict[str, int]:
    with hall.centre.store.reading() as tx:
        windows = free_windows(hall.centre, tx, "ho-tich")
    zone = hall.centre.calendar.zone
    return {f"{start.astimezone(zone):%a %H:%M}": left for (start, _), left in windows}


def called(hall: TestHall) -> str | None:
    visit = next_ticket(hall.centre, "1", LAN)
    return hall.number(visit) if visit else None


# ---------------------------------------------------------------- choosing


def test_windows_are_those_of_the_sessions_that_are_still_to_begin(hall: TestHall) -> None:
    found = room(hall)
    assert "Mon 08:00" not in found
    assert (found["Mon 08:30"], found["Mon 16:30"], found["Fri 07:30"]) == (2, 2, 2)
    assert "Mon 11:30" not in found
    assert not [window for window in found if window.startswith("Sat")]


def test_a_window_holds_so_many_people_of_a_field(hall: TestHall) -> None:
    appoint(hall, phone="1")
    second = appoint(hall, phone="2")
    assert room(hall)["Mon 09:00"] == 0
    with pytest.raises(WrongMove, match="window_full"):
        appoint(hall, phone="3")
    give_back(hall.centre, second)
    give_back(hall.centre, second)
    assert room(hall)["Mon 09:00"] == 1
    appoint(hall, phone="3")
    assert hall.events().count("appointment_cancelled") == 1


def test_one_phone_has_one_appointment_that_is_still_to_come(hall: TestHall) -> None:
    appoint(hall)
    with pytest.raises(WrongMove, match="has_appointment"):
        appoint(hall, TUESDAY)


@pytest.mark.parametrize("minutes", [-60, 10, 60 * 24 * 30])
def test_what_is_no_window_cannot_be_chosen(hall: TestHall, minutes: int) -> None:
    with pytest.raises(WrongMove, match="no_window"):
        appoint(hall, NINE + dt.timedelta(minutes=minutes))


def test_only_fields_that_take_appointments_can_be_chosen(hall: TestHall) -> None:
    with pytest.raises(FieldClosed, match="no_appointments"):
        appoint(hall, field="dat-dai")


# ---------------------------------------------------------------- coming


def test_whoever_is_in_time_goes_before_those_who_came_shortly_before(hall: TestHall) -> None:
    hall.open()
    secret = appoint(hall)
    early, later = hall.take(), None
    hall.clock.at = NINE - dt.timedelta(minutes=10)
    later = hall.take()
    hall.clock.go_on(minutes=20)
    visit = come(hall.centre, secret, KIOSK)
    assert [called(hall)] == [hall.number(early)]
    with hall.centre.store.reading():
        line = [one.number for one in hall.counter().waiting]
    assert line == [hall.number(visit), hall.number(later)]
    assert hall.counter().waiting[0].appointment == "2026-11-23T09:00:00.000+07:00"
    assert hall.counter().waiting[0].wait_s == 0


def test_whoever_is_late_is_one_of_those_who_come_now(hall: TestHall) -> None:
    hall.open()
    secret = appoint(hall)
    hall.clock.at = NINE + dt.timedelta(minutes=29)
    before = hall.take()
    hall.clock.go_on(minutes=1)
    late = come(hall.centre, secret, KIOSK)
    assert [one.number for one in hall.counter().waiting] == [
        hall.number(before),
        hall.number(late),
    ]
    assert hall.counter().waiting[1].appointment is None


def test_whoever_is_too_early_is_told_so_and_keeps_the_appointment(hall: TestHall) -> None:
    secret = appoint(hall)
    hall.clock.at = NINE - dt.timedelta(minutes=16)
    with pytest.raises(WrongMove, match="too_early"):
        come(hall.centre, secret, KIOSK)
    hall.clock.go_on(minutes=1)
    assert come(hall.centre, secret, KIOSK)


def test_coming_twice_gives_one_number(hall: TestHall) -> None:
    secret = appoint(hall)
    hall.clock.at = NINE
    assert come(hall.centre, secret, KIOSK) == come(hall.centre, secret, KIOSK)
    assert hall.events().count("issued") == 1
    with pytest.raises(WrongMove, match="has_come"):
        give_back(hall.centre, secret)


def test_no_last_number_holds_against_whoever_has_an_appointment(hall: TestHall) -> None:
    hall.open()
    secret = appoint(hall, MONDAY + dt.timedelta(hours=3))
    for _ in range(12):
        hall.take()
    hall.clock.at = MONDAY + dt.timedelta(hours=3, minutes=20)
    with pytest.raises(FieldClosed, match="wait_past_end"):
        hall.take()
    assert come(hall.centre, secret, KIOSK)


def test_whoever_is_late_comes_too_late_like_everybody(hall: TestHall) -> None:
    hall.open()
    secret = appoint(hall)
    for _ in range(12):
        hall.take()
    hall.clock.at = MONDAY + dt.timedelta(hours=3, minutes=20)
    with pytest.raises(FieldClosed, match="wait_past_end"):
        come(hall.centre, secret, KIOSK)


def test_a_cancelled_one_or_one_of_another_day_opens_nothing(hall: TestHall) -> None:
    secret = appoint(hall)
    give_back(hall.centre, secret)
    hall.clock.at = NINE
    with pytest.raises(WrongMove, match="cancelled"):
        come(hall.centre, secret, KIOSK)
    hall.clock.at = TUESDAY
    with pytest.raises(NotFound):
        come(hall.centre, secret, KIOSK)
    with pytest.raises(NotFound):
        come(hall.centre, "a-secret-of-nobody-at-all", KIOSK)
