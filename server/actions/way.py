"""Change the way of a visit at the counter: a stop more, or one left out."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.desk import ticket_at
from server.actions.refusals import UnknownField
from server.actions.serve import log_at_counter
from server.actions.undo import undoable
from server.centre import Centre
from server.rules.tickets import State
from server.store.stops import plan_stops, stops_of


def set_stops(centre: Centre, counter: str, fields: list[str], by: Actor) -> str:
    """Let the ticket here go on to these fields, in order, and to no others; return the visit.

    The place at a later stop is kept whichever way it came into the visit: its wait counts from
    the first arrival.  Raises ``UnknownField``, and ``WrongMove`` when nobody is here.
    """
    unknown = [field for field in fields if field not in centre.fields]
    if unknown:
        raise UnknownField(unknown[0])
    with centre.store.transaction() as tx:
        now, stop = centre.now(), ticket_at(centre, tx, counter, by, "stops")
        planned = [one for one in stops_of(tx, stop.visit) if one.state is State.PLANNED]
        before = [one.field for one in planned]
        if before == fields:
            return stop.visit
        with undoable(centre, tx, counter, stop.visit, "stops_changed"):
            told = {"before": before, "after": fields}
            seq = log_at_counter(tx, "stops_changed", now, stop, by, told)
            plan_stops(tx, stop, fields, seq, stop.arrived_at)
    return stop.visit
