"""Change a ticket's priority class: confirmed, corrected or taken away by an officer."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from server.actions.actor import Actor
from server.actions.desk import own_counter
from server.actions.refusals import NotFound, UnknownField
from server.actions.serve import log_at_counter
from server.actions.undo import undoable
from server.centre import Centre
from server.rules.tickets import Move, State, WrongMove
from server.store import Transaction
from server.store.counters import set_idle_since
from server.store.stops import NOT_CALLED, Stop, current_stop, move_stop, stops_of
from server.store.visits import set_priority, visit_by_id


def change_priority(
    centre: Centre, visit_id: str, priority: str | None, reason: str, by: Actor
) -> None:
    """Give an open visit another priority class, or none: it then waits in its normal place.

    Somebody called as a priority who is none goes back there, and the counter is free.

    Raises ``NotFound``, ``NotAllowed`` for a ticket at another's counter, ``UnknownField`` for no
    such class and ``WrongMove`` for a closed visit.
    """
    if priority is not None and priority not in {one.id for one in centre.settings.priorities}:
        raise UnknownField(priority)
    with centre.store.transaction() as tx:
        visit = visit_by_id(tx, visit_id)
        if visit is None:
            raise NotFound(visit_id)
        stop = current_stop(stops_of(tx, visit_id))
        if visit.closed_at is not None:
            raise WrongMove(stop.state, "priority")
        with _at_its_counter(centre, tx, stop, by):
            set_priority(tx, visit_id, priority)
            told = {"before": visit.priority, "after": priority, "reason": reason}
            log_at_counter(tx, "priority_changed", centre.now(), stop, by, told)
            if priority is None and visit.priority and stop.state is State.CALLED:
                _put_back(centre, tx, stop)


def _at_its_counter(
    centre: Centre, tx: Transaction, stop: Stop, by: Actor
) -> AbstractContextManager[None]:
    """At a counter it is that officer's doing, and can be taken back like any other."""
    if stop.counter is None or stop.state not in (State.CALLED, State.SERVING):
        return nullcontext()
    own_counter(centre, tx, stop.counter, by)
    return undoable(centre, tx, stop.counter, stop.visit, "priority_changed")


def _put_back(centre: Centre, tx: Transaction, stop: Stop) -> None:
    assert stop.counter is not None, "a called stop is at a counter"
    move_stop(tx, stop, Move.PUT_BACK, **NOT_CALLED)
    set_idle_since(tx, stop.counter, centre.now())
