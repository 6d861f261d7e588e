"""Taken back within ten seconds, if nothing has followed from it; the log keeps both lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hall import LAN, MINH, TestHall, done

from server.actions.automatic import call_waiting
from server.actions.call import next_ticket
from server.actions.counters import pause_counter
from server.actions.hold import hold, resume
from server.actions.priority import change_priority
from server.actions.recall import recall
from server.actions.refusals import NotAllowed
from server.actions.serve import finish, no_show, start
from server.actions.transfer import transfer
from server.actions.undo import undo
from server.messages import HoldRequest, TransferRequest
from server.rules.tickets import WrongMove

CODE = "H57.12-260302-0041"
Act = Callable[[TestHall], Any]


def call(hall: TestHall) -> None:
    next_ticket(hall.centre, "1", LAN)


def begin(hall: TestHall) -> None:
    start(hall.centre, "1", LAN)


def miss(hall: TestHall) -> None:
    no_show(hall.centre, "1", LAN)


def end(hall: TestHall) -> None:
    finish(hall.centre, "1", done(outcome="received", dossiers=[{"code": CODE}]), LAN)


def aside(hall: TestHall) -> None:
    hold(hall.centre, "1", HoldRequest(note="đi photo"), LAN)


def back(hall: TestHall) -> None:
    resume(hall.centre, "1", "A001", LAN)


def on(hall: TestHall) -> None:
    transfer(hall.centre, "1", TransferRequest(field="dat-dai"), LAN)


def no_priority(hall: TestHall) -> None:
    visit = hall.counter().ticket
    assert visit is not None
    change_priority(hall.centre, visit.id, None, "không thuộc diện ưu tiên", LAN)


WAYS: dict[str, list[Act]] = {
    "call": [call],
    "start": [call, begin],
    "no-show": [call, miss],
    "finish": [call, begin, end],
    "hold": [call, begin, aside],
    "resume": [call, begin, aside, back],
    "transfer": [call, begin, on],
    "no priority": [call, no_priority],
}


@pytest.fixture
def waiting(hall: TestHall) -> TestHall:
    """A001 waits for counter 1."""
    hall.open()
    hall.take(priority="nguoi-cao-tuoi")
    return hall


def rows(hall: TestHall) -> list[str]:
    """The state: all of the database but the log, what may be taken back, what is to be counted."""
    history = (
        'INSERT INTO "visit_log"',
        'INSERT INTO "log_text"',
        'INSERT INTO "undo"',
        'INSERT INTO "dossier"',
        'INSERT INTO "dossier_changed"',
    )
    return [line for line in hall.dump() if not line.startswith(history)]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_taken_back_leaves_everything_as_it_was(waiting: TestHall, way: str) -> None:
    *before, last = WAYS[way]
    for act in before:
        act(waiting)
        waiting.clock.go_on(minutes=1)
    state, told = rows(waiting), waiting.log()
    last(waiting)
    did = waiting.log()[-1]
    assert rows(waiting) != state
    waiting.machine.go_on(seconds=9)
    undo(waiting.centre, "1", LAN)
    assert rows(waiting) == state
    assert waiting.log()[: len(told) + 1] == [*told, did]
    line = waiting.log()[-1]
    assert (line["event"], line["staff"]) == ("undone", "lan")
    assert line["data"] == {"event": did["event"], "seq": did["seq"]}


def test_after_ten_seconds_of_the_machines_clock_it_stands(waiting: TestHall) -> None:
    call(waiting)
    waiting.machine.go_on(seconds=10.1)
    before = waiting.dump()
    with pytest.raises(WrongMove):
        undo(waiting.centre, "1", LAN)
    assert waiting.dump() == before


def test_the_centres_own_clock_does_not_count(waiting: TestHall) -> None:
    call(waiting)
    waiting.clock.go_on(hours=1)
    undo(waiting.centre, "1", LAN)


def test_what_something_has_followed_from_stands(waiting: TestHall) -> None:
    call(waiting)
    begin(waiting)
    on(waiting)
    waiting.open("3", MINH)
    next_ticket(waiting.centre, "3", MINH)
    with pytest.raises(WrongMove):
        undo(waiting.centre, "1", LAN)


def test_what_the_counter_has_done_since_lets_it_stand(waiting: TestHall) -> None:
    call(waiting)
    miss(waiting)
    pause_counter(waiting.centre, "1", "Khác", LAN)
    before = waiting.dump()
    with pytest.raises(WrongMove):
        undo(waiting.centre, "1", LAN)
    assert waiting.dump() == before


def test_a_repeated_call_has_been_heard_and_stands(waiting: TestHall) -> None:
    call(waiting)
    recall(waiting.centre, "1", LAN)
    with pytest.raises(WrongMove):
        undo(waiting.centre, "1", LAN)


def test_only_the_last_command_is_taken_back_and_only_once(waiting: TestHall) -> None:
    call(waiting)
    begin(waiting)
    undo(waiting.centre, "1", LAN)
    with pytest.raises(WrongMove):
        undo(waiting.centre, "1", LAN)


def test_nobody_takes_back_what_another_did(waiting: TestHall) -> None:
    call(waiting)
    with pytest.raises(NotAllowed):
        undo(waiting.centre, "1", MINH)


def test_an_automatic_call_taken_back_is_not_called_again_by_itself(hall: TestHall) -> None:
    hall.open(mode="auto")
    hall.take()
    hall.clock.go_on(minutes=1)
    assert call_waiting(hall.centre) == 1
    undo(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=1)
    assert call_waiting(hall.centre) == 0
    assert hall.counter().mode == "manual"
