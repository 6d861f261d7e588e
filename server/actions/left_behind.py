"""Those who still wait when a session ends: served, carried over, or closed with an apology."""

from __future__ import annotations

import datetime as dt

from server.centre import Centre
from server.rules.session_end import End, EndKind, Way, carried
from server.rules.tickets import Move, State
from server.store import Transaction
from server.store.log import append
from server.store.sessions import Left, apologise, carry_to, left_behind
from server.store.stops import move_stop, set_stop, stop_by_id
from server.store.times import instant, stamp
from server.store.visits import close_visit, visit_by_number


def part_with(centre: Centre, tx: Transaction, end: End, way: Way, until: dt.datetime) -> list[str]:
    """Do with all who came ``until`` then what the setting says; return who waited, by number.

    Whoever is at a counter is served in any case; whoever is held keeps their place overnight,
    whatever becomes of the line: their dossier is with an officer already.  Only the end of the
    day closes them too.
    """
    day = centre.calendar.day_of(end.at).isoformat()
    waiting = left_behind(tx, day, State.WAITING, until)
    if way is not Way.FINISH:
        for one in waiting:
            _carry_or_close(centre, tx, one, end, way)
        for one in left_behind(tx, day, State.HELD, until):
            _keep_or_close(centre, tx, one, end, way)
    return [one.number for one in waiting]


def _keep_or_close(centre: Centre, tx: Transaction, one: Left, end: End, way: Way) -> None:
    if end.of_day and way is Way.CLOSE:
        _close(centre, tx, one, end)
    elif _over_night(centre, end) and _can_be_carried(centre, tx, one, end):
        _carry(centre, tx, one, end)


def _over_night(centre: Centre, end: End) -> bool:
    day = centre.calendar.day_of(end.at).isoformat()
    return end.opens_at is not None and _next_day(centre, end) > day


def _carry_or_close(centre: Centre, tx: Transaction, one: Left, end: End, way: Way) -> None:
    if way is Way.CLOSE or not _can_be_carried(centre, tx, one, end):
        _close(centre, tx, one, end)
    elif end.opens_at is not None:
        _carry(centre, tx, one, end)


def _can_be_carried(centre: Centre, tx: Transaction, one: Left, end: End) -> bool:
    """Unless nobody knows until when, or somebody has got the number there already."""
    if end.opens_at is None:
        return end.kind is EndKind.ALL_CLOSED
    holder = visit_by_number(tx, _next_day(centre, end), one.number)
    return holder is None or holder.id == one.visit


def _carry(centre: Centre, tx: Transaction, one: Left, end: End) -> None:
    day = _next_day(centre, end)
    arrived_at = stamp(carried(instant(one.arrived_at), end))
    queued_at = stamp(carried(instant(one.queued_at), end))
    set_stop(tx, one.stop, arrived_at=arrived_at, queued_at=queued_at)
    if day > centre.calendar.day_of(end.at).isoformat():
        carry_to(tx, one.visit, day)
    told = {"day": day, "arrived_at": arrived_at, "before": one.arrived_at}
    _log(centre, tx, "carried_over", one, end, told)


def _close(centre: Centre, tx: Transaction, one: Left, end: End) -> None:
    now = centre.now()
    move_stop(tx, stop_by_id(tx, one.stop), Move.CLOSE, finished_at=stamp(now))
    close_visit(tx, one.visit, now, None)
    apologise(tx, one.visit, end.kind)
    _log(centre, tx, "closed_with_apology", one, end, {})


def _next_day(centre: Centre, end: End) -> str:
    assert end.opens_at is not None
    return centre.calendar.day_of(end.opens_at).isoformat()


def _log(
    centre: Centre, tx: Transaction, event: str, one: Left, end: End, told: dict[str, str]
) -> None:
    about = {"number": one.number, "field": one.field, "kind": end.kind}
    append(tx, event, centre.now(), visit=one.visit, stop=one.position, data={**about, **told})
