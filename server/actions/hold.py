"""Let a citizen step aside for a while (photocopy, bank), and go on when they are back."""

from __future__ import annotations

import datetime as dt

from server.actions.actor import Actor
from server.actions.chosen import chosen_stop
from server.actions.desk import free_counter, ticket_at
from server.actions.serve import log_at_counter
from server.actions.undo import undoable
from server.centre import Centre
from server.messages import HoldRequest
from server.rules.tickets import Move
from server.store.counters import set_idle_since
from server.store.stops import NOT_ASIDE, Stop, move_stop
from server.store.times import instant, stamp


def hold(centre: Centre, counter: str, request: HoldRequest, by: Actor) -> str:
    """Put the counter's ticket aside and return the visit; the counter is free again.

    After ``request.minutes`` the counter and the hall are reminded of it.
    """
    note, minutes = request.note, request.minutes
    with centre.store.transaction() as tx:
        now, stop = centre.now(), ticket_at(centre, tx, counter, by, Move.HOLD)
        remind_at = stamp(now + dt.timedelta(minutes=minutes)) if minutes else None
        with undoable(centre, tx, counter, stop.visit, "held"):
            move_stop(tx, stop, Move.HOLD, held_at=stamp(now), remind_at=remind_at, note=note)
            log_at_counter(tx, "held", now, stop, by, {"note": note, "minutes": minutes})
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
            again = {"counter": row.id, "officer": row.officer}
            times = _times(stop, stamp(now))
            back = move_stop(tx, stop, Move.RESUME, **again, **NOT_ASIDE, **times)
            log_at_counter(tx, "resumed", now, back, by)
    return stop.visit


def _times(stop: Stop, now: str) -> dict[str, object]:
    """The time aside is no service; who was held before the service began, begins now."""
    if stop.started_at is None or stop.held_at is None:
        return {"started_at": now}
    aside = (instant(now) - instant(stop.held_at)).total_seconds()
    return {"held_s": stop.held_s + aside}
