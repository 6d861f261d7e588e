"""Send a citizen on to another field, counter or officer, as a further stop of the same visit."""

from __future__ import annotations

from dataclasses import dataclass

from server.actions.actor import Actor
from server.actions.desk import known_counter, ticket_at
from server.actions.refusals import NotFound, UnknownField
from server.actions.serve import log_at_counter
from server.actions.undo import undoable
from server.centre import Centre
from server.messages import TransferRequest
from server.rules.tickets import Move, State, WrongMove
from server.store import Transaction
from server.store.counters import counter_rows, set_idle_since
from server.store.people import person_by_name
from server.store.stops import Stop, add_stop, make_room, move_stop, set_stop
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class Way:
    """Where a stop goes on."""

    field: str
    counter: str | None = None
    officer: str | None = None


def transfer(centre: Centre, counter: str, request: TransferRequest, by: Actor) -> str:
    """End the stop at this counter, queue the next one, and return the visit.

    Raises ``UnknownField``, ``NotFound``, and ``WrongMove`` where nobody is there to serve it: a
    closed counter, or an officer without one.
    """
    with centre.store.transaction() as tx:
        stop = ticket_at(centre, tx, counter, by, Move.TRANSFER)
        way = _way(centre, tx, stop, request)
        with undoable(centre, tx, counter, stop.visit, "transferred"):
            _go_on(centre, tx, stop, way, request, by)
            set_idle_since(tx, counter, centre.now())
    return stop.visit


def _way(centre: Centre, tx: Transaction, stop: Stop, request: TransferRequest) -> Way:
    if request.field is not None:
        if request.field not in centre.fields:
            raise UnknownField(request.field)
        return Way(request.field)
    if request.counter is not None:
        row = known_counter(centre, tx, request.counter)
        if row.state == "closed" or row.id == stop.counter:
            raise WrongMove(row.state, Move.TRANSFER)
        return Way(stop.field, counter=row.id)
    return Way(stop.field, officer=_officer_at_work(tx, request.officer or ""))


def _officer_at_work(tx: Transaction, officer: str) -> str:
    if person_by_name(tx, officer) is None:
        raise NotFound(officer)
    if officer not in {row.officer for row in counter_rows(tx).values()}:
        raise WrongMove("closed", Move.TRANSFER)
    return officer


def _go_on(
    centre: Centre, tx: Transaction, stop: Stop, way: Way, request: TransferRequest, by: Actor
) -> None:
    now, place = centre.now(), request.place
    move_stop(tx, stop, Move.TRANSFER, finished_at=stamp(now), note=request.note)
    told = {
        "from": stop.field,
        "field": way.field,
        "to_counter": way.counter,
        "to_officer": way.officer,
        "place": place,
        "note": request.note,
    }
    seq = log_at_counter(tx, "transferred", now, stop, by, told)
    make_room(tx, stop.visit, stop.position + 1)
    following = add_stop(
        tx, stop.visit, stop.day, stop.position + 1, way.field, State.WAITING, seq, now, way.counter
    )
    arrived_at = stamp(now) if place == "last" else stop.arrived_at
    first = int(place == "first")
    set_stop(tx, following, arrived_at=arrived_at, for_officer=way.officer, goes_first=first)
