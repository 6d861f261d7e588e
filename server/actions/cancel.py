"""Take a number back: the citizen has left, or never needed it."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.rules.tickets import Move
from server.store.log import append
from server.store.stops import current_stop, move_stop, stops_of
from server.store.times import stamp
from server.store.visits import close_visit, visit_by_id


def cancel(centre: Centre, visit_id: str, reason: str | None, by: Actor) -> None:
    """Cancel a waiting or missed ticket; raises ``NotFound`` and ``WrongMove``."""
    with centre.store.transaction() as tx:
        if visit_by_id(tx, visit_id) is None:
            raise NotFound(visit_id)
        now, stop = centre.now(), current_stop(stops_of(tx, visit_id))
        move_stop(tx, stop, Move.CANCEL, finished_at=stamp(now))
        close_visit(tx, visit_id, now, None)
        append(
            tx,
            "cancelled",
            now,
            visit=visit_id,
            stop=stop.position,
            staff=by.staff,
            device=by.device,
            data={"reason": reason},
        )
