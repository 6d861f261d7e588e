"""An act that is not possible now changes nothing at all, and one that is writes its lines.

The whole database is compared as text before and after, for every act in every state of a counter.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hall import CHIEF, LAN, MINH, TestHall, done

from server.actions.call import call_chosen, next_ticket
from server.actions.counters import (
    close_counter,
    open_counter,
    pause_counter,
    set_counter_fields,
    set_mode,
)
from server.actions.recall import recall
from server.actions.refusals import NotAllowed
from server.actions.serve import finish, no_show, start
from server.rules.tickets import WrongMove

STATES = ("closed", "open", "paused", "called", "serving")
ACTS: dict[str, Callable[[TestHall], object]] = {
    "open": lambda hall: open_counter(hall.centre, "1", "manual", LAN),
    "open by another": lambda hall: open_counter(hall.centre, "1", "manual", MINH),
    "pause": lambda hall: pause_counter(hall.centre, "1", "Khác", LAN),
    "close": lambda hall: close_counter(hall.centre, "1", LAN),
    "mode": lambda hall: set_mode(hall.centre, "1", "auto", LAN),
    "next": lambda hall: next_ticket(hall.centre, "1", LAN),
    "next by another": lambda hall: next_ticket(hall.centre, "1", MINH),
    "next by a supervisor": lambda hall: next_ticket(hall.centre, "1", CHIEF),
    "call": lambda hall: call_chosen(hall.centre, "1", "A002", "thử", LAN),
    "recall": lambda hall: recall(hall.centre, "1", LAN),
    "start": lambda hall: start(hall.centre, "1", LAN),
    "no-show": lambda hall: no_show(hall.centre, "1", LAN),
    "finish": lambda hall: finish(hall.centre, "1", done(), LAN),
    "fields": lambda hall: set_counter_fields(hall.centre, "1", ["dat-dai"], CHIEF),
}
LINES = {
    ("closed", "open"): ["counter_opened"],
    ("closed", "open by another"): ["counter_opened"],
    ("open", "open"): [],
    ("open", "pause"): ["counter_paused"],
    ("open", "close"): ["counter_closed"],
    ("open", "mode"): ["counter_mode"],
    ("open", "next"): ["called"],
    ("open", "next by a supervisor"): ["called"],
    ("open", "call"): ["called"],
    ("paused", "open"): ["counter_opened"],
    ("paused", "pause"): ["counter_paused"],
    ("paused", "close"): ["counter_closed"],
    ("paused", "mode"): ["counter_mode"],
    ("called", "open"): [],
    ("called", "mode"): ["counter_mode"],
    ("called", "recall"): ["recalled"],
    ("called", "start"): ["started"],
    ("called", "no-show"): ["no_show"],
    ("serving", "open"): [],
    ("serving", "mode"): ["counter_mode"],
    ("serving", "finish"): ["finished"],
    **{(state, "fields"): ["counter_fields"] for state in STATES},
}
"""What may be done in which state, and the lines it writes; everything else is refused."""


def bring_to(hall: TestHall, state: str) -> None:
    """Three people wait, and counter 1 is in this state."""
    for _ in range(3):
        hall.take()
        hall.clock.go_on(minutes=1)
    if state != "closed":
        hall.open("1", LAN)
    if state == "paused":
        pause_counter(hall.centre, "1", "Họp đột xuất", LAN)
    if state in ("called", "serving"):
        next_ticket(hall.centre, "1", LAN)
    if state == "serving":
        start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=1)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ACTS)
def test_an_act_writes_its_lines_or_is_refused_and_changes_nothing(
    hall: TestHall, state: str, act: str
) -> None:
    bring_to(hall, state)
    before, seq = hall.dump(), hall.log()[-1]["seq"]
    expected = LINES.get((state, act))
    if expected is None:
        with pytest.raises((WrongMove, NotAllowed)):
            ACTS[act](hall)
    else:
        ACTS[act](hall)
        assert hall.events(seq) == expected
    assert (hall.dump() == before) is (not expected)
