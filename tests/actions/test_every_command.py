"""Every command in every situation: where it leads and what it logs, or that nothing has changed.

Counter 1 is Lan's, and what happens happens to A001.  A command that is not in ``LEADS_TO`` for a
situation is refused there, names the state that stands in its way, and leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hall import LAN, MINH, TestHall, done

from server.actions.call import call_chosen, next_ticket
from server.actions.cancel import cancel
from server.actions.counters import close_counter, pause_counter, set_mode
from server.actions.devices import enrol_device
from server.actions.hold import hold, resume
from server.actions.issue import issue
from server.actions.priority import change_priority
from server.actions.recall import recall
from server.actions.refusals import NotAllowed
from server.actions.reinstate import reinstate
from server.actions.reprint import ask_reprint
from server.actions.serve import finish, no_show, start
from server.actions.transfer import transfer
from server.actions.undo import undo
from server.actions.way import set_stops
from server.messages import DeviceKind, HoldRequest, TicketRequest, TransferRequest
from server.rules.tickets import WrongMove
from server.store.visits import visit_by_number

Act = Callable[[TestHall], object]
TO_LAND = TransferRequest(field="dat-dai")


def a001(hall: TestHall) -> str:
    with hall.centre.store.reading() as tx:
        visit = visit_by_number(tx, hall.centre.today(), "A001")
    assert visit is not None
    return visit.id


COMMANDS: dict[str, Act] = {
    "open": lambda hall: hall.open(),
    "pause": lambda hall: pause_counter(hall.centre, "1", "Khác", LAN),
    "close": lambda hall: close_counter(hall.centre, "1", LAN),
    "auto": lambda hall: set_mode(hall.centre, "1", "auto", LAN),
    "next": lambda hall: next_ticket(hall.centre, "1", LAN),
    "call": lambda hall: call_chosen(hall.centre, "1", "A001", "có hẹn", LAN),
    "recall": lambda hall: recall(hall.centre, "1", LAN),
    "start": lambda hall: start(hall.centre, "1", LAN),
    "no-show": lambda hall: no_show(hall.centre, "1", LAN),
    "finish": lambda hall: finish(hall.centre, "1", done(outcome="received"), LAN),
    "hold": lambda hall: hold(hall.centre, "1", HoldRequest(minutes=15), LAN),
    "resume": lambda hall: resume(hall.centre, "1", "A001", LAN),
    "transfer": lambda hall: transfer(hall.centre, "1", TO_LAND, LAN),
    "stops": lambda hall: set_stops(hall.centre, "1", ["dat-dai"], LAN),
    "undo": lambda hall: undo(hall.centre, "1", LAN),
    "without a ticket": lambda hall: issue(
        hall.centre, TicketRequest(field="chung-thuc", counter="1"), LAN
    ),
    "cancel": lambda hall: cancel(hall.centre, a001(hall), "đổi ý", LAN),
    "reinstate": lambda hall: reinstate(hall.centre, a001(hall), None, LAN),
    "no priority": lambda hall: change_priority(hall.centre, a001(hall), None, "không", LAN),
    "reprint": lambda hall: ask_reprint(hall.centre, a001(hall), LAN),
}

SITUATIONS: dict[str, list[str]] = {
    "closed": [],
    "open": ["open"],
    "paused": ["open", "pause"],
    "called": ["open", "next"],
    "serving": ["open", "next", "start"],
    "held": ["open", "next", "hold"],
    "missed": ["open", "next", "no-show"],
    "cancelled": ["open", "cancel"],
    "done": ["open", "next", "start", "finish"],
    "sent on": ["open", "next", "transfer"],
}
"""What has been done with counter 1 and A001, which waits for it from the beginning."""

SEEN: dict[str, tuple[str, str]] = {
    "closed": ("closed", "waiting"),
    "open": ("open", "waiting"),
    "paused": ("paused", "waiting"),
    "called": ("called", "called"),
    "serving": ("serving", "serving"),
    "held": ("open", "held"),
    "missed": ("open", "no_show"),
    "cancelled": ("open", "cancelled"),
    "done": ("open", "done"),
    "sent on": ("open", "waiting"),
}
"""The states of the counter and of A001 in a situation."""

FREE = ("open", "held", "missed", "cancelled", "done", "sent on")
WAITS = ("closed", "open", "paused", "sent on")
BUSY = ("called", "serving")


def each(situations: tuple[str, ...], **to: str) -> dict[str, tuple[str, str]]:
    """The same in several situations: only what ``counter`` or ``ticket`` says becomes another."""
    seen = {one: SEEN[one] for one in situations}
    return {
        one: (to.get("counter", counter), to.get("ticket", ticket))
        for one, (counter, ticket) in seen.items()
    }


LEADS_TO: dict[str, dict[str, tuple[str, str]]] = {
    "open": each(("closed", "paused"), counter="open"),
    "pause": each((*FREE, "paused"), counter="paused"),
    "close": each((*FREE, "paused"), counter="closed"),
    "auto": each((*FREE, *BUSY, "paused")),
    "next": each(("open",), counter="called", ticket="called"),
    "call": each(("open", "held", "missed"), counter="called", ticket="called"),
    "recall": each(("called",)),
    "start": each(("called",), counter="serving", ticket="serving"),
    "no-show": each(("called",), counter="open", ticket="no_show"),
    "finish": each(("serving",), counter="open", ticket="done"),
    "hold": each(BUSY, counter="open", ticket="held"),
    "resume": each(("held",), counter="serving", ticket="serving"),
    "transfer": each(BUSY, counter="open", ticket="waiting"),
    "stops": each(BUSY),
    "undo": {},  # more than ten seconds have passed
    "without a ticket": each(FREE, counter="called"),
    "cancel": each((*WAITS, "missed"), ticket="cancelled"),
    "reinstate": each(("missed",), ticket="waiting"),
    "no priority": each((*WAITS, "serving", "held"))
    | each(("called",), counter="open", ticket="waiting"),
    "reprint": each((*WAITS, *BUSY, "held")),
}

CHANGES_NOTHING = {("open", one) for one in (*FREE, *BUSY)} | {
    ("next", one) for one in FREE if one != "open"
}
"""Allowed, and without effect: the counter is open, or nobody waits for it."""

LOGGED = {
    "open": ["counter_opened"],
    "pause": ["counter_paused"],
    "close": ["counter_closed"],
    "auto": ["counter_mode"],
    "next": ["called"],
    "call": ["called"],
    "recall": ["recalled"],
    "start": ["started"],
    "no-show": ["no_show"],
    "finish": ["finished"],
    "hold": ["held"],
    "resume": ["resumed"],
    "transfer": ["transferred"],
    "stops": ["stops_changed"],
    "without a ticket": ["issued", "called"],
    "cancel": ["cancelled"],
    "reinstate": ["reinstated"],
    "no priority": ["priority_changed"],
    "reprint": ["reprint_asked"],
}

OF_THE_TICKET = ("cancel", "reinstate", "no priority", "reprint")
OF_A_FREE_COUNTER = ("call", "resume")


def in_the_way(command: str, situation: str) -> str:
    """The state that a refusal names: the ticket's, or the counter's where that comes first."""
    counter, ticket = SEEN[situation]
    about_ticket = command in OF_A_FREE_COUNTER and counter == "open"
    return ticket if command in OF_THE_TICKET or about_ticket else counter


@pytest.fixture
def situation(hall: TestHall, request: pytest.FixtureRequest) -> str:
    enrol_device(hall.centre.store, DeviceKind.KIOSK, "kiosk-1", hall.machine.now())
    hall.take(priority="nguoi-cao-tuoi")
    hall.open("3", MINH)
    for command in SITUATIONS[request.param]:
        COMMANDS[command](hall)
        hall.clock.go_on(seconds=30)
        hall.machine.go_on(seconds=30)
    return str(request.param)


def seen(hall: TestHall) -> tuple[str, str]:
    return hall.counter().state, hall.ticket(a001(hall)).state


LEGAL = [(to, command) for command, leads in LEADS_TO.items() for to in leads]


@pytest.mark.parametrize("situation", SITUATIONS, indirect=True)
def test_each_situation_is_what_it_is_called(hall: TestHall, situation: str) -> None:
    assert seen(hall) == SEEN[situation]


@pytest.mark.parametrize(("situation", "command"), LEGAL, indirect=["situation"])
def test_a_command_leads_where_it_should_and_is_one_step_in_the_log(
    hall: TestHall, situation: str, command: str
) -> None:
    before = hall.log()[-1]["seq"]
    COMMANDS[command](hall)
    assert seen(hall) == LEADS_TO[command][situation]
    lines = hall.log(before)
    assert [line["event"] for line in lines] == LOGGED[command]
    assert {line["staff"] for line in lines} == {"lan"}


@pytest.mark.parametrize("situation", SITUATIONS, indirect=True)
def test_whatever_else_is_pressed_is_refused_by_state_and_changes_nothing(
    hall: TestHall, situation: str
) -> None:
    before = hall.dump()
    for command, press in COMMANDS.items():
        if situation in LEADS_TO[command]:
            continue
        if (command, situation) in CHANGES_NOTHING:
            press(hall)
        elif (command, situation) == ("call", "sent on"):
            with pytest.raises(NotAllowed):
                press(hall)
        else:
            with pytest.raises(WrongMove) as refused:
                press(hall)
            assert refused.value.state == in_the_way(command, situation), command
        assert hall.dump() == before, command
