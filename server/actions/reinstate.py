"""Put a missed number back into the queue."""

from __future__ import annotations

import datetime as dt

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.rules.tickets import Move, WrongMove
from server.store.log import append
from server.store.stops import NOT_CALLED, Stop, current_stop, move_stop, stops_of
from server.store.times import instant, stamp
from server.store.visits import reopen_visit, visit_by_id


def reinstate(centre: Centre, visit_id: str, reason: str | None, by: Actor) -> None:
    """Let a missed number wait again: within the grace time in its old place, later as if new.

    Raises ``NotFound``, and ``WrongMove`` for a ticket that was not missed today.
    """
    with centre.store.transaction() as tx:
        visit = visit_by_id(tx, visit_id)
        if visit is None:
            raise NotFound(visit_id)
        now, stop = centre.now(), current_stop(stops_of(tx, visit_id))
        if stop.day != centre.today():
            raise WrongMove(stop.state, Move.REINSTATE)
        keeps = _in_grace(centre, stop, now)
        told = {"reason": reason, "place": "keep" if keeps else "last"}
        who = {"staff": by.staff, "device": by.device}
        seq = append(tx, "reinstated", now, visit=visit_id, stop=stop.position, **who, data=told)
        arrived_at = stop.arrived_at if keeps else stamp(now)
        move_stop(
            tx,
            stop,
            Move.REINSTATE,
            **NOT_CALLED,
            arrived_at=arrived_at,
            queued_at=stamp(now),
            sequence=seq,
        )
        reopen_visit(tx, visit_id)


def _in_grace(centre: Centre, stop: Stop, now: dt.datetime) -> bool:
    return stop.finished_at is not None and now <= centre.grace_ends(instant(stop.finished_at))
