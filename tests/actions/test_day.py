"""The turn of the day: what was yesterday's stays written, and today begins empty."""

from __future__ import annotations

import datetime as dt

from hall import LAN, TestHall, done

from server.actions.call import next_ticket
from server.actions.serve import finish, start
from server.reports.centre import centre_answer
from server.reports.visits import visits_answer
from server.store.visits import VisitQuestion

LATE = dt.datetime.fromisoformat("2026-11-23T23:58:00+07:00")


def test_a_new_day_begins_with_nobody_waiting_and_no_figures(hall: TestHall) -> None:
    hall.open()
    hall.take()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(), LAN)
    hall.clock.go_on(days=1)
    counter = hall.counter()
    assert counter.waiting == []
    assert (counter.today.served, counter.today.mean_wait_s) == (0, None)
    centre = centre_answer(hall.centre, hall.now())
    assert {field.waiting for field in centre.fields} == {0}
    assert next_ticket(hall.centre, "1", LAN) is None


def test_yesterdays_visits_are_kept(hall: TestHall) -> None:
    visit = hall.take()
    hall.clock.go_on(days=1)
    hall.take()
    with hall.centre.store.reading() as tx:
        listed = visits_answer(hall.centre, tx, VisitQuestion()).items
    assert [(one.day, one.number) for one in listed] == [
        ("2026-11-23", "A001"),
        ("2026-11-24", "A001"),
    ]
    assert hall.ticket(visit).state == "waiting"


def test_a_service_over_midnight_stays_at_its_counter(hall: TestHall) -> None:
    hall.clock.at = LATE
    hall.open()
    visit = hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=10)
    counter = hall.counter()
    assert counter.state == "serving"
    assert counter.ticket is not None
    assert counter.ticket.id == visit
    assert finish(hall.centre, "1", done(), LAN) == visit
    assert hall.counter().state == "open"


def test_a_call_over_midnight_can_still_be_answered(hall: TestHall) -> None:
    hall.clock.at = LATE
    hall.open()
    visit = hall.take()
    next_ticket(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=10)
    hall.take()
    assert hall.counter().state == "called"
    assert start(hall.centre, "1", LAN) == visit
