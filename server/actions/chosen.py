"""A number that an officer names: whether there is one today, and whether this counter may."""

from __future__ import annotations

from server.actions.refusals import NotAllowed, NotFound
from server.centre import Centre
from server.rules.tickets import Move, moved
from server.store import Transaction
from server.store.counters import CounterRow
from server.store.stops import Stop, current_stop, stops_of
from server.store.visits import visit_by_number


def chosen_stop(centre: Centre, tx: Transaction, row: CounterRow, number: str, move: Move) -> Stop:
    """Where the visit of a chosen number stands, ready for a move at this counter.

    Raises ``NotFound`` for a number not given today, ``WrongMove``, and ``NotAllowed`` for one of
    a field that this counter does not serve, or kept for another.
    """
    visit = visit_by_number(tx, centre.today(), number)
    if visit is None:
        raise NotFound(number)
    stop = current_stop(stops_of(tx, visit.id))
    moved(stop.state, move)
    _must_serve(centre, row, stop)
    return stop


def _must_serve(centre: Centre, row: CounterRow, stop: Stop) -> None:
    served = stop.field in (*centre.fields_at(row), *centre.counters[row.id].secondary)
    kept_elsewhere = stop.for_counter not in (None, row.id)
    kept_for_another = stop.for_officer not in (None, row.officer)
    sent_here = stop.for_counter == row.id or stop.for_officer == (row.officer or "")
    if not (served or sent_here) or kept_elsewhere or kept_for_another:
        raise NotAllowed(stop.field)
