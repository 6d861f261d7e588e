"""What every verb at a counter checks first: it exists, it is the officer's, what is at it."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.refusals import AtAnotherCounter, NotAllowed, NotFound
from server.centre import Centre
from server.messages import Role
from server.rules.routing import InLine
from server.rules.tickets import State, WrongMove
from server.store import Transaction
from server.store.counters import CounterRow, counter_row
from server.store.people import Person, person_by_name
from server.store.stops import Stop, stop_at_counter
from server.store.tickets import tickets_in_state

ACT_FOR_OTHERS = frozenset({Role.SUPERVISOR, Role.ADMIN})


def known_counter(centre: Centre, tx: Transaction, counter: str) -> CounterRow:
    """The counter as it is now; raises ``NotFound``."""
    if counter not in centre.counters:
        raise NotFound(counter)
    return counter_row(tx, counter)


def may_sit_at(centre: Centre, tx: Transaction, counter: str, by: Actor) -> None:
    """Raise ``NotAllowed`` when this officer's post is for other counters."""
    if by.role is not Role.OFFICER:
        return
    allowed = counters_of(centre, person_by_name(tx, by.staff or ""))
    if allowed is not None and counter not in allowed:
        raise NotAllowed(counter)


def counters_of(centre: Centre, person: Person | None) -> list[str] | None:
    """The counters that a person's post may open; ``None`` where there is no such limit."""
    if person is None or person.role is not Role.OFFICER:
        return None
    post = next((one for one in centre.settings.posts if one.id == person.post), None)
    return list(post.counters) if post is not None and post.counters else None


def at_another(centre: Centre, tx: Transaction, row: CounterRow, move: str) -> AtAnotherCounter:
    """The refusal for an officer who has this counter open."""
    busy, settings = stop_at_counter(tx, row.id), centre.counters.get(row.id)
    number = settings.number if settings else 0
    return AtAnotherCounter(row.id, number, busy.state if busy else row.state, move)


def own_counter(centre: Centre, tx: Transaction, counter: str, by: Actor) -> CounterRow:
    """A counter this person may act at: their own, or any for a supervisor.

    Raises ``NotFound``, ``NotAllowed`` and, at a closed counter, ``WrongMove``.
    """
    row = known_counter(centre, tx, counter)
    if row.officer is not None and row.officer != by.staff and by.role not in ACT_FOR_OTHERS:
        raise NotAllowed(counter)
    if row.state == "closed":
        raise WrongMove("closed", "act")
    return row


def free_counter(centre: Centre, tx: Transaction, counter: str, by: Actor) -> CounterRow:
    """An open counter with nobody at it; raises ``WrongMove`` with the state it is in."""
    row = own_counter(centre, tx, counter, by)
    if row.state != "open":
        raise WrongMove(row.state, "call")
    if (busy := stop_at_counter(tx, counter)) is not None:
        raise WrongMove(busy.state, "call")
    return row


def ticket_at(centre: Centre, tx: Transaction, counter: str, by: Actor, move: str) -> Stop:
    """The stop called to or served at a counter; raises ``WrongMove`` when there is none."""
    row = own_counter(centre, tx, counter, by)
    stop = stop_at_counter(tx, counter)
    if stop is None:
        raise WrongMove(row.state, move)
    return stop


def waiting_line(tx: Transaction, day: str) -> list[InLine]:
    """Everybody who waits today, as the routing rule sees them."""
    return [row.in_line() for row in tickets_in_state(tx, day, State.WAITING)]
