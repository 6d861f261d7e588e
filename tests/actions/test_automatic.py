"""Counters that call by themselves: a gap, the longest idle first, never two tickets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hall import LAN, MINH, TestHall, done

from server.actions.accounts import make_account, sign_in, sign_out
from server.actions.automatic import call_waiting
from server.actions.call import next_ticket
from server.actions.counters import open_counter, pause_counter, set_mode
from server.actions.hold import hold
from server.actions.idle import lock, unlock
from server.actions.serve import finish, no_show, start
from server.actions.transfer import transfer
from server.messages import HoldRequest, Role, TransferRequest
from server.reports.supervision import hall_snapshot
from server.rules.tickets import WrongMove

GAP_S = 5
PAGE = "page of lan"


def at_counters(hall: TestHall) -> dict[str, str]:
    return {counter: ticket.number for counter, ticket in hall.now().at_counter.items()}


def test_a_free_counter_gets_the_next_ticket_after_the_gap(hall: TestHall) -> None:
    hall.open("1", LAN, "auto")
    hall.take()
    hall.clock.go_on(seconds=GAP_S - 0.001)
    assert call_waiting(hall.centre) == 0
    hall.clock.go_on(seconds=0.001)
    assert call_waiting(hall.centre) == 1
    assert at_counters(hall) == {"1": "A001"}
    line = hall.log()[-1]
    assert (line["event"], line["staff"], line["counter"]) == ("called", "lan", "1")


def test_a_manual_paused_or_closed_counter_is_left_alone(hall: TestHall) -> None:
    hall.open("1", LAN, "manual")
    hall.open("2", MINH, "auto")
    pause_counter(hall.centre, "2", "Khác", MINH)
    hall.take()
    hall.clock.go_on(minutes=5)
    before = hall.dump()
    assert call_waiting(hall.centre) == 0
    assert hall.dump() == before


def test_a_counter_with_somebody_at_it_gets_nobody_else(hall: TestHall) -> None:
    hall.open("1", LAN, "auto")
    hall.take()
    hall.take()
    hall.clock.go_on(seconds=GAP_S)
    assert call_waiting(hall.centre) == 1
    hall.clock.go_on(minutes=5)
    assert call_waiting(hall.centre) == 0
    start(hall.centre, "1", LAN)
    assert call_waiting(hall.centre) == 0
    with pytest.raises(WrongMove):
        next_ticket(hall.centre, "1", LAN)


ENDS: dict[str, Callable[[TestHall], object]] = {
    "finished": lambda hall: (
        start(hall.centre, "1", LAN),
        finish(hall.centre, "1", done(), LAN),
    ),
    "missed": lambda hall: no_show(hall.centre, "1", LAN),
    "held": lambda hall: hold(hall.centre, "1", HoldRequest(), LAN),
    "sent on": lambda hall: transfer(hall.centre, "1", TransferRequest(field="dat-dai"), LAN),
}


@pytest.mark.parametrize("ended", ENDS)
def test_after_a_service_the_gap_begins_again(hall: TestHall, ended: str) -> None:
    hall.open("1", LAN, "auto")
    hall.take()
    hall.take()
    hall.clock.go_on(seconds=GAP_S)
    call_waiting(hall.centre)
    hall.clock.go_on(minutes=3)
    ENDS[ended](hall)
    assert call_waiting(hall.centre) == 0
    hall.clock.go_on(seconds=GAP_S)
    assert call_waiting(hall.centre) == 1
    assert at_counters(hall) == {"1": "A002"}


def test_the_longest_idle_counter_gets_the_ticket(hall: TestHall) -> None:
    hall.open("2", MINH, "auto")
    hall.clock.go_on(seconds=1)
    hall.open("1", LAN, "auto")
    hall.clock.go_on(minutes=1)
    hall.take()
    assert call_waiting(hall.centre) == 1
    assert at_counters(hall) == {"2": "A001"}


def test_every_free_counter_gets_a_ticket_in_one_go_in_order(hall: TestHall) -> None:
    hall.open("2", MINH, "auto")
    hall.clock.go_on(seconds=1)
    hall.open("1", LAN, "auto")
    for _ in range(3):
        hall.clock.go_on(seconds=10)
        hall.take()
    assert call_waiting(hall.centre) == 2
    assert at_counters(hall) == {"2": "A001", "1": "A002"}


def test_nobody_waiting_means_nothing_happens(hall: TestHall) -> None:
    hall.open("1", LAN, "auto")
    hall.take("dat-dai")
    hall.clock.go_on(minutes=1)
    before = hall.dump()
    assert call_waiting(hall.centre) == 0
    assert hall.dump() == before


def test_a_counter_set_to_auto_while_free_calls_after_its_gap(hall: TestHall) -> None:
    hall.sign_in(LAN)
    hall.open("1", LAN)
    hall.take()
    hall.clock.go_on(minutes=1)
    assert call_waiting(hall.centre) == 0
    set_mode(hall.centre, "1", "auto", LAN)
    assert call_waiting(hall.centre) == 0
    hall.clock.go_on(seconds=GAP_S)
    assert call_waiting(hall.centre) == 1


def test_a_counter_says_when_it_will_call_by_itself(hall: TestHall) -> None:
    hall.open("1", LAN, "auto")
    assert hall.counter().calls_at is None  # nobody waits
    hall.take()
    assert hall.counter().calls_at == "2026-11-23T08:00:05.000+07:00"
    set_mode(hall.centre, "1", "manual", LAN)
    assert hall.counter().calls_at is None
    set_mode(hall.centre, "1", "auto", LAN)
    hall.clock.go_on(seconds=GAP_S)
    call_waiting(hall.centre)
    hall.take()
    assert hall.counter().calls_at is None  # somebody is here


LEAVES: dict[str, Callable[[TestHall, str], object]] = {
    "locks the page": lambda hall, token: lock(hall.centre, token),
    "leaves it alone": lambda hall, _: hall.machine.go_on(minutes=11),
    "signs out": lambda hall, token: sign_out(hall.centre.store, token),
}


@pytest.mark.parametrize("leaves", LEAVES)
def test_nobody_is_called_to_a_counter_whose_officer_has_left(hall: TestHall, leaves: str) -> None:
    hall.open("1", LAN, "auto")
    hall.take()
    assert not rests(hall)
    LEAVES[leaves](hall, PAGE)
    hall.clock.go_on(minutes=5)
    assert call_waiting(hall.centre) == 0
    now = hall.counter()
    assert (now.attended, now.calls_at, now.mode) == (False, None, "auto")
    assert rests(hall)


def rests(hall: TestHall) -> bool:
    """Whether supervisors see that the counter calls nobody for want of its officer."""
    with hall.centre.store.reading() as tx:
        told = hall_snapshot(hall.centre, tx, hall.now(), hall.machine.now())
    return next(one.rests for one in told.counters if one.id == "1")


def test_a_counter_that_serves_or_is_in_manual_does_not_rest(hall: TestHall) -> None:
    hall.open("1", LAN, "auto")
    hall.take()
    hall.clock.go_on(seconds=GAP_S)
    assert call_waiting(hall.centre) == 1
    lock(hall.centre, PAGE)
    assert not rests(hall)  # its officer talks to somebody
    set_mode(hall.centre, "1", "manual", LAN)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(), LAN)
    assert not rests(hall)


def test_with_the_password_the_counter_goes_on_after_its_gap(hall: TestHall) -> None:
    make_account(hall.centre.store, "lan", Role.OFFICER, "the right password", hall.machine.now())
    page = sign_in(hall.centre, "lan", "the right password", "10.0.0.7").token
    open_counter(hall.centre, "1", "auto", LAN)
    hall.take()
    lock(hall.centre, page)
    hall.clock.go_on(minutes=5)
    unlock(hall.centre, "lan", "the right password", page)
    assert call_waiting(hall.centre) == 0
    assert hall.counter().calls_at == "2026-11-23T08:05:05.000+07:00"
    hall.clock.go_on(seconds=GAP_S)
    assert call_waiting(hall.centre) == 1


def test_put_back_into_manual_within_the_gap_it_calls_nobody(hall: TestHall) -> None:
    hall.open("1", LAN, "auto")
    hall.take()
    hall.clock.go_on(seconds=GAP_S - 1)
    set_mode(hall.centre, "1", "manual", LAN)
    hall.clock.go_on(minutes=1)
    assert call_waiting(hall.centre) == 0
