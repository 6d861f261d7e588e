"""Stepping aside: the counter is free meanwhile, and the time aside is no service."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hall import LAN, MINH, TestHall, done

from server.actions.call import call_chosen, next_ticket
from server.actions.hold import hold, resume
from server.actions.refusals import NotAllowed, NotFound
from server.actions.serve import finish, start
from server.messages import HoldRequest
from server.rules.tickets import WrongMove
from server.store.stops import current_stop, stops_of


@pytest.fixture
def held(hall: TestHall) -> TestHall:
    """A001 was served at counter 1 for four minutes, and is away since."""
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=4)
    hold(hall.centre, "1", HoldRequest(note="đi photo"), LAN)
    return hall


def test_who_steps_aside_leaves_the_counter_free_and_stands_in_its_list(held: TestHall) -> None:
    counter = held.counter()
    assert (counter.state, counter.ticket) == ("open", None)
    [one] = counter.held
    assert (one.number, one.note) == ("A001", "đi photo")
    assert one.held_at == "2026-11-23T08:04:00.000+07:00"


def test_who_is_held_with_a_reminder_stands_there_with_its_time(hall: TestHall) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(note="đi photo", minutes=15), LAN)
    [one] = hall.counter().held
    assert one.remind_at == "2026-11-23T08:15:00.000+07:00"
    assert hall.log()[-1]["data"] == {"note": "đi photo", "minutes": 15}


@pytest.mark.parametrize("back", [resume, lambda *who: call_chosen(*who[:3], "đã về", who[3])])
def test_back_at_the_counter_nobody_is_reminded_any_more(
    hall: TestHall, back: Callable[..., str]
) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(minutes=15), LAN)
    visit = back(hall.centre, "1", "A001", LAN)
    with hall.centre.store.reading() as tx:
        stop = current_stop(stops_of(tx, visit))
    assert (stop.held_at, stop.remind_at) == (None, None)


def test_the_next_citizen_is_served_meanwhile(held: TestHall) -> None:
    second = held.take()
    assert next_ticket(held.centre, "1", LAN) == second
    with pytest.raises(WrongMove):
        resume(held.centre, "1", "A001", LAN)


def test_the_time_aside_is_no_service(held: TestHall) -> None:
    held.clock.go_on(minutes=30)
    resume(held.centre, "1", "A001", LAN)
    held.clock.go_on(minutes=2)
    finish(held.centre, "1", done(), LAN)
    assert held.counter().today.mean_service_s == pytest.approx(360)


def test_twice_aside_both_times_are_no_service(held: TestHall) -> None:
    for _ in range(2):
        held.clock.go_on(minutes=10)
        resume(held.centre, "1", "A001", LAN)
        held.clock.go_on(minutes=1)
        hold(held.centre, "1", HoldRequest(), LAN)
    resume(held.centre, "1", "A001", LAN)
    finish(held.centre, "1", done(), LAN)
    assert held.counter().today.mean_service_s == pytest.approx(360)


def test_a_held_number_goes_on_at_any_counter_of_its_field(held: TestHall) -> None:
    held.open("2", MINH)
    visit = resume(held.centre, "2", "A001", MINH)
    ticket = held.ticket(visit)
    assert (ticket.state, ticket.counter) == ("serving", "2")
    assert held.counter("1").held == []


def test_a_held_number_may_be_called_anew(held: TestHall) -> None:
    visit = call_chosen(held.centre, "1", "A001", "đã về", LAN)
    assert held.ticket(visit).state == "called"


def test_who_steps_aside_before_the_service_begins_it_on_return(hall: TestHall) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(), LAN)
    hall.clock.go_on(minutes=10)
    ticket = hall.ticket(resume(hall.centre, "1", "A001", LAN))
    assert ticket.started_at == "2026-11-23T08:10:00.000+07:00"


def test_only_what_is_held_is_resumed(held: TestHall) -> None:
    held.take()
    before = held.dump()
    with pytest.raises(NotFound):
        resume(held.centre, "1", "A009", LAN)
    with pytest.raises(WrongMove):
        resume(held.centre, "1", "A002", LAN)
    assert held.dump() == before


def test_a_counter_goes_on_only_with_a_field_that_it_serves(hall: TestHall) -> None:
    hall.open("3", MINH)
    hall.take("dat-dai")
    next_ticket(hall.centre, "3", MINH)
    hold(hall.centre, "3", HoldRequest(), MINH)
    hall.open("1", LAN)
    before = hall.dump()
    with pytest.raises(NotAllowed):
        resume(hall.centre, "1", "C001", LAN)
    assert hall.dump() == before
