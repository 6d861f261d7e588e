"""The day ends at a set hour: whoever is still open is closed as not served, or carried over.

Whoever is being served stays with their officer; who is called to a counter that its officer has
left waits again, and goes the way of all who wait.  Nothing is deleted: each is a line of the log.
"""

from __future__ import annotations

from dataclasses import replace

from server.actions.left_behind import part_with
from server.attendance import is_attended
from server.centre import Centre
from server.rules.session_end import End, Way
from server.rules.tickets import Move, State
from server.settings.session import DayEndSettings
from server.store import Transaction
from server.store.counters import counter_rows
from server.store.log import append
from server.store.sessions import Ended, Session, how_many
from server.store.stops import NOT_CALLED, Stop, move_stop, stop_at_counter
from server.store.times import stamp


def end_day(centre: Centre, tx: Transaction, known: Session, end: End) -> Session:
    """Bring a day to its end, and return the session as every screen then tells it."""
    settings = centre.settings.day_end
    assert settings is not None, "only a centre that has the hour has such ends"
    _log_end(centre, tx, end, settings)
    for stop in _left_at_counters(centre, tx, end):
        _put_back(centre, tx, stop)
    way = Way(settings.open_tickets)
    numbers = part_with(centre, tx, end, way, end.at)
    return replace(known, ended=_told(known.ended, end, way, numbers))


def _log_end(centre: Centre, tx: Transaction, end: End, settings: DayEndSettings) -> None:
    day = centre.calendar.day_of(end.at).isoformat()
    told = {
        "at": stamp(end.at),
        "way": settings.open_tickets,
        "waiting": how_many(tx, day, State.WAITING, end.at),
        "held": how_many(tx, day, State.HELD, end.at),
    }
    append(tx, "day_ended", centre.now(), data=told)


def _left_at_counters(centre: Centre, tx: Transaction, end: End) -> list[Stop]:
    """Those of this day who are called to a counter at which nobody is any more."""
    day = centre.calendar.day_of(end.at).isoformat()
    left = [row for row in counter_rows(tx).values() if not is_attended(centre, tx, row.officer)]
    stops = [stop_at_counter(tx, row.id) for row in left]
    return [one for one in stops if one and one.state is State.CALLED and one.day == day]


def _put_back(centre: Centre, tx: Transaction, stop: Stop) -> None:
    move_stop(tx, stop, Move.PUT_BACK, **NOT_CALLED)
    append(
        tx, "call_dropped", centre.now(), visit=stop.visit, stop=stop.position, counter=stop.counter
    )


def _told(before: Ended | None, end: End, way: Way, numbers: list[str]) -> Ended | None:
    """What the screens say from now on: unchanged when nobody was left, else what came of them."""
    if not numbers:
        return before
    earlier = before.numbers if before is not None and before.way is way else ()
    opens_at = stamp(end.opens_at) if end.opens_at is not None else None
    return Ended(end.kind, way, stamp(end.at), opens_at, (*earlier, *numbers))
