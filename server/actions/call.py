"""Call a number to a counter: the next by rule, or a chosen one with a reason."""

from __future__ import annotations

from typing import Any

from server.actions.actor import Actor
from server.actions.chosen import chosen_stop
from server.actions.desk import free_counter, waiting_line
from server.actions.undo import undoable
from server.centre import Centre
from server.rules.routing import InLine, eligible, next_for, overtaken, reason_for
from server.rules.tickets import Move, WrongMove
from server.store import Transaction
from server.store.counters import CounterRow
from server.store.log import append
from server.store.sessions import is_resting
from server.store.stops import NOT_ASIDE, Stop, current_stop, move_stop, stops_of
from server.store.times import stamp
from server.store.visits import reopen_visit, visit_by_id, visit_by_number

SESSION_ENDED = "session_ended"
"""The state that a refused *next* names: nobody is called before the centre opens again."""


def next_ticket(centre: Centre, counter: str, by: Actor) -> str | None:
    """Call whoever is next for this counter and return the visit, or ``None`` when nobody waits.

    Raises ``WrongMove`` while a ticket is at the counter: finishing it is the caller's business.
    """
    with centre.store.transaction() as tx:
        row = free_counter(centre, tx, counter, by)
        return call_next(centre, tx, row, by)


def call_next(centre: Centre, tx: Transaction, row: CounterRow, by: Actor) -> str | None:
    """The same inside a transaction, for a counter known to be free.

    Raises ``WrongMove`` while those who wait have been told to come back later.
    """
    if is_resting(tx):
        raise WrongMove(SESSION_ENDED, Move.CALL)
    waiting, queue = waiting_line(tx, centre.today()), centre.queue(tx)
    one = next_for(centre.desk(row), waiting, queue)
    if one is None:
        return None
    mine = eligible(waiting, centre.desk(row), queue)
    visit = visit_by_number(tx, centre.today(), one.number)
    assert visit is not None
    call_to(centre, tx, row, visit.id, by, reason_for(one, mine, queue), overtaken(one, mine))
    return visit.id


def call_chosen(centre: Centre, counter: str, number: str, reason: str, by: Actor) -> str:
    """Call a chosen waiting, held or missed number; the log keeps the reason.

    Raises ``NotFound`` for a number not given today, ``NotAllowed`` for one of a field that this
    counter does not serve, and ``WrongMove``.
    """
    with centre.store.transaction() as tx:
        row = free_counter(centre, tx, counter, by)
        stop = chosen_stop(centre, tx, row, number, Move.CALL)
        waiting = waiting_line(tx, centre.today())
        chosen = [one for one in waiting if one.number == number]
        mine = eligible(waiting, centre.desk(row), centre.queue(tx))
        passed = overtaken(chosen[0], mine) if chosen else []
        call_to(centre, tx, row, stop.visit, by, reason, passed)
    return stop.visit


def call_to(
    centre: Centre,
    tx: Transaction,
    row: CounterRow,
    visit_id: str,
    by: Actor,
    reason: str,
    passed: list[InLine] | None = None,
) -> None:
    """Move a visit's stop to ``called`` at this counter and log the call and every overtake."""
    stop, visit = current_stop(stops_of(tx, visit_id)), visit_by_id(tx, visit_id)
    assert visit is not None
    told = {
        "number": visit.number,
        "field": stop.field,
        "nth": 1,
        "language": visit.language,
        "customer": visit.customer,
        "officer": row.officer,
        "reason": reason,
        "overtook": [one.number for one in passed or []],
    }
    with undoable(centre, tx, row.id, visit_id, "called"):
        _move_to(centre, tx, row, stop, by, told)
        reopen_visit(tx, visit_id)


def _move_to(
    centre: Centre, tx: Transaction, row: CounterRow, stop: Stop, by: Actor, told: dict[str, Any]
) -> None:
    now = centre.now()
    who = {"counter": row.id, "staff": by.staff, "device": by.device}
    seq = append(tx, "called", now, visit=stop.visit, stop=stop.position, **who, data=told)
    move_stop(
        tx,
        stop,
        Move.CALL,
        counter=row.id,
        officer=row.officer,
        called_at=stamp(now),
        started_at=None,
        finished_at=None,
        held_s=0,
        here_by=None,
        **NOT_ASIDE,
        calls=1,
        call_seq=seq,
    )
