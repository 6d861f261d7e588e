"""At the counter: start a service, finish it, or note that nobody came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from server.actions.actor import Actor
from server.actions.desk import ticket_at
from server.actions.undo import undoable
from server.centre import Centre
from server.messages import FinishRequest
from server.rules.dossier_code import dossier_code, identity
from server.rules.tickets import Move, State, moved
from server.store import Transaction
from server.store.counters import set_idle_since
from server.store.log import append
from server.store.stops import Stop, move_stop, stops_of
from server.store.times import stamp
from server.store.visits import close_visit, set_dossier


def start(centre: Centre, counter: str, by: Actor) -> str:
    """The called citizen is here: begin the service and return the visit."""
    with centre.store.transaction() as tx:
        now, stop = centre.now(), ticket_at(centre, tx, counter, by, Move.START)
        with undoable(centre, tx, counter, stop.visit, "started"):
            move_stop(tx, stop, Move.START, started_at=stamp(now))
            log_at_counter(tx, "started", now, stop, by)
    return stop.visit


def no_show(centre: Centre, counter: str, by: Actor) -> str:
    """Nobody came: the number goes to the missed ones; return the visit."""
    with centre.store.transaction() as tx:
        now, stop = centre.now(), ticket_at(centre, tx, counter, by, Move.NO_SHOW)
        with undoable(centre, tx, counter, stop.visit, "no_show"):
            move_stop(tx, stop, Move.NO_SHOW, finished_at=stamp(now))
            log_at_counter(tx, "no_show", now, stop, by)
            close_visit(tx, stop.visit, now, None)
            set_idle_since(tx, counter, now)
    return stop.visit


def finish(centre: Centre, counter: str, request: FinishRequest, by: Actor) -> str:
    """End the service with its outcome and dossiers, go on to the next stop; return the visit.

    Raises ``BadDossier``, and then nothing is finished.
    """
    with centre.store.transaction() as tx:
        stop = ticket_at(centre, tx, counter, by, Move.FINISH)
        moved(stop.state, Move.FINISH)
        dossiers = _dossiers(centre, request)
        with undoable(centre, tx, counter, stop.visit, "finished"):
            _end(centre, tx, stop, request, dossiers, by)
            set_idle_since(tx, counter, centre.now())
    return stop.visit


def _end(
    centre: Centre,
    tx: Transaction,
    stop: Stop,
    request: FinishRequest,
    dossiers: dict[str, str | None],
    by: Actor,
) -> None:
    now, outcome, note = centre.now(), request.outcome, request.note
    move_stop(tx, stop, Move.FINISH, finished_at=stamp(now), outcome=outcome, note=note)
    for code, came_of_it in dossiers.items():
        set_dossier(tx, stop.visit, identity(code), code, came_of_it, now)
    following = _following(tx, stop)
    next_field = following.field if following else None
    told = {"outcome": outcome, "dossiers": dossiers, "note": note, "next": next_field}
    seq = log_at_counter(tx, "finished", now, stop, by, told)
    if following is not None:
        _queue(tx, following, stop, seq, now)
    else:
        close_visit(tx, stop.visit, now, outcome)


def _dossiers(centre: Centre, request: FinishRequest) -> dict[str, str | None]:
    return {
        dossier_code(item.code, centre.dossier_pattern): item.outcome or request.outcome
        for item in request.dossiers
    }


def _following(tx: Transaction, stop: Stop) -> Stop | None:
    later = (one for one in stops_of(tx, stop.visit) if one.position > stop.position)
    return next((one for one in later if one.state is State.PLANNED), None)


def _queue(tx: Transaction, following: Stop, done: Stop, seq: int, now: dt.datetime) -> None:
    # The wait counts from the first arrival (design: "Who is next"), the queueing from now.
    move_stop(
        tx,
        following,
        Move.QUEUE,
        queued_at=stamp(now),
        arrived_at=done.arrived_at,
        sequence=seq,
    )


def log_at_counter(
    tx: Transaction,
    event: str,
    now: dt.datetime,
    stop: Stop,
    by: Actor,
    data: Mapping[str, object] | None = None,
) -> int:
    """Write the line of what happened to a counter's ticket and return its sequence."""
    return append(
        tx,
        event,
        now,
        visit=stop.visit,
        stop=stop.position,
        counter=stop.counter,
        staff=by.staff,
        device=by.device,
        data=dict(data or {}),
    )
