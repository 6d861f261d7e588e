"""Counters that call by themselves: a gap, the longest idle first, never two tickets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hall import LAN, MINH, TestHall, done

from server.actions.automatic import call_waiting
from server.actions.call import next_ticket
from server.actions.counters import pause_counter, set_mode
from server.actions.hold import hold
from server.actions.serve import finish, no_show, start
from server.actions.transfer import transfer
from server.messages import HoldRequest, TransferRequest
from server.rules.tickets import WrongMove

GAP_S = 5


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


def test_put_back_into_manual_within_the_gap_it_calls_nobody(hall: TestHall) -> None:
    hall.open("1", LAN, "auto")
    hall.take()
    hall.clock.go_on(seconds=GAP_S - 1)
    set_mode(hall.centre, "1", "manual", LAN)
    hall.clock.go_on(minutes=1)
    assert call_waiting(hall.centre) == 0
