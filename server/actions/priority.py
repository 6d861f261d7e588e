"""Change a ticket's priority class: confirmed, corrected or taken away by an officer."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.refusals import NotFound, UnknownField
from server.centre import Centre
from server.rules.tickets import WrongMove
from server.store.log import append
from server.store.stops import current_stop, stops_of
from server.store.visits import set_priority, visit_by_id


def change_priority(
    centre: Centre, visit_id: str, priority: str | None, reason: str, by: Actor
) -> None:
    """Give an open visit another priority class, or none: it then waits in its normal place.

    Raises ``NotFound``, ``UnknownField`` for no such class, ``WrongMove`` for a closed visit.
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
        set_priority(tx, visit_id, priority)
        append(
            tx,
            "priority_changed",
            centre.now(),
            visit=visit_id,
            stop=stop.position,
            staff=by.staff,
            data={"before": visit.priority, "after": priority, "reason": reason},
        )
