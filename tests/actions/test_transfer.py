"""Sent on: to a field, a counter or an officer; the place is kept unless said otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from hall import LAN, MINH, TestHall
from pydantic import ValidationError

from server.actions.accounts import make_account
from server.actions.call import call_chosen, next_ticket
from server.actions.counters import close_counter
from server.actions.hold import hold, resume
from server.actions.refusals import NotAllowed, NotFound, UnknownField
from server.actions.serve import start
from server.actions.transfer import transfer
from server.messages import HoldRequest, Role, TransferRequest
from server.rules.tickets import WrongMove


@pytest.fixture
def serving(hall: TestHall) -> TestHall:
    """A001 is at counter 1 since five past eight, and has come at eight."""
    hall.open()
    hall.take()
    hall.clock.go_on(minutes=5)
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    return hall


def send(hall: TestHall, **way: Any) -> str:
    return transfer(hall.centre, "1", TransferRequest.model_validate(way), LAN)


def line(hall: TestHall, counter: str) -> list[str]:
    return [one.number for one in hall.counter(counter).waiting]


def test_a_citizen_sent_on_waits_for_the_other_field_and_frees_the_counter(
    serving: TestHall,
) -> None:
    ticket = serving.ticket(send(serving, field="dat-dai", note="cần trích lục"))
    assert (ticket.state, ticket.field, ticket.stop) == ("waiting", "dat-dai", 2)
    assert [stop.state for stop in ticket.stops] == ["transferred", "waiting"]
    assert serving.counter().state == "open"


def test_the_place_is_kept_first_or_last_as_said(serving: TestHall) -> None:
    serving.clock.go_on(minutes=1)
    later = serving.number(serving.take("dat-dai"))
    serving.clock.go_on(minutes=1)
    send(serving, field="dat-dai")
    assert line(serving, "3") == ["A001", later]


def test_last_goes_behind_all_who_wait_now(serving: TestHall) -> None:
    waiting = serving.number(serving.take("dat-dai"))
    serving.clock.go_on(minutes=1)
    send(serving, field="dat-dai", place="last")
    serving.clock.go_on(minutes=1)
    later = serving.number(serving.take("dat-dai"))
    assert line(serving, "3") == [waiting, "A001", later]


def test_first_goes_before_everybody_also_before_priority(hall: TestHall) -> None:
    hall.take("dat-dai", priority="nguoi-cao-tuoi")
    hall.open()
    hall.clock.go_on(hours=2)
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    send(hall, field="dat-dai", place="first")
    assert line(hall, "3")[0] == "A001"
    assert hall.counter("3").waiting[0].reason == "first"


def test_sent_to_a_counter_nobody_else_calls_it(serving: TestHall) -> None:
    serving.open("3", MINH)
    send(serving, counter="3")
    assert line(serving, "3") == ["A001"]
    assert next_ticket(serving.centre, "1", LAN) is None
    assert next_ticket(serving.centre, "3", MINH) is not None


def test_sent_to_an_officer_it_is_called_wherever_they_sit(serving: TestHall) -> None:
    make_account(serving.centre.store, "minh", Role.OFFICER, "p" * 12, serving.machine.now())
    serving.open("3", MINH)
    send(serving, officer="minh")
    assert next_ticket(serving.centre, "1", LAN) is None
    assert next_ticket(serving.centre, "3", MINH) is not None


def test_nobody_else_takes_by_choice_who_was_sent_to_an_officer(serving: TestHall) -> None:
    make_account(serving.centre.store, "minh", Role.OFFICER, "p" * 12, serving.machine.now())
    serving.open("3", MINH)
    send(serving, officer="minh")
    before = serving.dump()
    with pytest.raises(NotAllowed):
        call_chosen(serving.centre, "1", "A001", "có hẹn", LAN)
    assert serving.dump() == before


def test_who_was_sent_to_a_counter_may_be_chosen_there_whatever_it_serves(hall: TestHall) -> None:
    hall.open("3", MINH)
    hall.open("1", LAN)
    visit = hall.take("dat-dai")
    next_ticket(hall.centre, "3", MINH)
    transfer(hall.centre, "3", TransferRequest(counter="1"), MINH)
    assert call_chosen(hall.centre, "1", "C001", "đã hẹn", LAN) == visit


def test_when_that_counter_closes_it_waits_for_any_of_its_field(serving: TestHall) -> None:
    serving.open("3", MINH)
    send(serving, counter="3")
    close_counter(serving.centre, "3", MINH)
    assert serving.log()[-1]["data"]["freed"] == ["A001"]
    assert next_ticket(serving.centre, "1", LAN) is not None


def test_who_stepped_aside_there_goes_on_elsewhere_when_that_counter_has_closed(
    serving: TestHall,
) -> None:
    serving.open("3", MINH)
    visit = send(serving, counter="3")
    next_ticket(serving.centre, "3", MINH)
    hold(serving.centre, "3", HoldRequest(), MINH)
    close_counter(serving.centre, "3", MINH)
    assert resume(serving.centre, "1", "A001", LAN) == visit


def test_nobody_is_sent_where_nobody_is(serving: TestHall) -> None:
    make_account(serving.centre.store, "minh", Role.OFFICER, "p" * 12, serving.machine.now())
    before = serving.dump()
    for way in ({"counter": "3"}, {"officer": "minh"}, {"counter": "1"}):
        with pytest.raises(WrongMove):
            send(serving, **way)
    for way in ({"counter": "99"}, {"officer": "ai-do"}):
        with pytest.raises(NotFound):
            send(serving, **way)
    with pytest.raises(UnknownField):
        send(serving, field="khong-co")
    assert serving.dump() == before


def test_one_way_is_named_not_two() -> None:
    for way in ({}, {"field": "a", "counter": "1"}, {"counter": "1", "officer": "minh"}):
        with pytest.raises(ValidationError):
            TransferRequest.model_validate(way)
