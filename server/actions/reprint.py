"""Ask the kiosk that gave a number for a marked copy."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.rules.tickets import WrongMove
from server.store.devices import device_kind
from server.store.log import append
from server.store.stops import current_stop, stops_of
from server.store.visits import Visit, visit_by_id


def ask_reprint(centre: Centre, visit_id: str, by: Actor) -> Visit:
    """Ask for a copy of a ticket that is still good, or for its apology, and return its visit.

    Raises ``NotFound`` for no such visit or one without a kiosk, ``WrongMove`` for a closed one.
    """
    with centre.store.transaction() as tx:
        visit = visit_by_id(tx, visit_id)
        if visit is None or device_kind(tx, visit.issued_by) != "kiosk":
            raise NotFound(visit_id)
        stop = current_stop(stops_of(tx, visit_id))
        if visit.closed_at is not None and visit.apology is None:
            raise WrongMove(stop.state, "reprint")
        append(
            tx,
            "reprint_asked",
            centre.now(),
            visit=visit_id,
            stop=stop.position,
            staff=by.staff,
            device=visit.issued_by,
        )
    return visit
