"""Let a citizen step aside for a while (photocopy, bank), and go on when they are back."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.chosen import chosen_stop
from server.actions.desk import free_counter, ticket_at
from server.actions.serve import log_at_counter
from server.actions.undo import undoable
from server.centre import Centre
from server.rules.tickets import Move
from server.store.counters import set_idle_since
from server.store.stops import Stop, move_stop
from server.store.times import instant, stamp


def hold(centre: Centre, counter: str, note: str | None, by: Actor) -> str:
    """Put the counter's ticket aside and return the visit; the counter is free again."""
    with centre.store.transaction() as tx:
        now, stop = centre.now(), ticket_at(centre, tx, counter, by, Move.HOLD)
        with undoable(centre, tx, counter, stop.visit, "held"):
            move_stop(tx, stop, Move.HOLD, held_at=stamp(now), note=note)
            log_at_counter(tx, "held", now, stop, by, {"note": note})
            set_idle_since(tx, counter, now)
    return stop.visit


def resume(centre: Centre, counter: str, number: str, by: Actor) -> str:
    """Go on with a held number at this free counter and return the visit.

    Raises ``NotFound`` for a number not given today, ``NotAllowed`` for one of a field that this
    counter does not serve, and ``WrongMove``.
    """
    with centre.store.transaction() as tx:
        row = free_counter(centre, tx, counter, by)
        now, stop = centre.now(), chosen_stop(centre, tx, row, number, Move.RESUME)
        with undoable(centre, tx, counter, stop.visit, "resumed"):
            again = {"counter": row.id, "officer": row.officer, "held_at": None}
            back = move_stop(tx, stop, Move.RESUME, **again, **_times(stop, stamp(now)))
            log_at_counter(tx, "resumed", now, back, by)
    return stop.visit


def _times(stop: Stop, now: str) -> dict[str, object]:
    """The time aside is no service; who was held before the service began, begins now."""
    if stop.started_at is None or stop.held_at is None:
        return {"started_at": now}
    aside = (instant(now) - instant(stop.held_at)).total_seconds()
    return {"held_s": stop.held_s + aside}
