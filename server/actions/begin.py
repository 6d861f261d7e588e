"""Begin a visit: its number, its stops, its dossiers and its log line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ulid import ULID

from server.actions.actor import Actor
from server.actions.wish import Wish
from server.centre import Centre
from server.rules.dossier_code import identity
from server.rules.ticket_numbers import ticket_number
from server.rules.tickets import State
from server.store import Transaction
from server.store.log import append
from server.store.people import hashed
from server.store.stops import add_stop, set_stop
from server.store.times import stamp
from server.store.visits import Visit, add_visit, set_dossier


@dataclass(frozen=True, slots=True)
class Given:
    """A number: its day, its place in the series, when, and whether by a kiosk alone or by hand.

    ``here_by``: until when its holder, who is away, must have checked in.  ``appointment``: when
    its window begins, and since when its place in the line counts.
    """

    day: str
    ordinal: int
    at: dt.datetime
    offline: bool = False
    by_hand: bool = False
    here_by: dt.datetime | None = None
    appointment: tuple[str, dt.datetime] | None = None


def begin_visit(
    centre: Centre,
    tx: Transaction,
    wish: Wish,
    given: Given,
    by: Actor,
    counter: str | None = None,
) -> str:
    """Write the visit with its first stop waiting, and return its id.

    The wait counts from ``given.at``; the log line from now.
    """
    visit, stops = _visit(centre, wish, given, by), _way(centre, wish)
    seq = _log(centre, tx, visit, wish, given, stops, counter, by)
    add_visit(tx, replace(visit, sequence=seq))
    for position, field in enumerate(stops, start=1):
        state = State.WAITING if position == 1 else State.PLANNED
        kept_for = counter if position == 1 else None
        stop = add_stop(tx, visit.id, visit.day, position, field, state, seq, given.at, kept_for)
        if given.appointment is not None:
            set_stop(tx, stop, arrived_at=stamp(given.appointment[1]))
        if position == 1 and given.here_by is not None:
            set_stop(tx, stop, here_by=stamp(given.here_by))
    for code in wish.dossiers:
        set_dossier(tx, visit.id, identity(code), code, None, given.at)
    return visit.id


def _way(centre: Centre, wish: Wish) -> list[str]:
    """The fields this wish goes through, in order."""
    return centre.settings.way(wish.field.id, wish.purpose)


def _visit(centre: Centre, wish: Wish, given: Given, by: Actor) -> Visit:
    visit, series = str(ULID.from_datetime(given.at)), wish.field.series
    return Visit(
        id=visit,
        day=given.day,
        number=ticket_number(series, given.ordinal),
        series=series,
        ordinal=given.ordinal,
        field=wish.field.id,
        procedure=wish.procedure,
        purpose=wish.purpose,
        priority=wish.priority,
        language=wish.language,
        customer=wish.customer,
        issued_at=stamp(given.at),
        issued_by=by.name,
        trial=int(centre.trial),
        secret_hash=hashed(centre.secret(visit)),
        appointment=given.appointment[0] if given.appointment else None,
    )


TOLD = (
    "day",
    "number",
    "series",
    "ordinal",
    "field",
    "procedure",
    "purpose",
    "priority",
    "language",
    "customer",
    "trial",
    "issued_at",
)


def _log(
    centre: Centre,
    tx: Transaction,
    visit: Visit,
    wish: Wish,
    given: Given,
    stops: list[str],
    counter: str | None,
    by: Actor,
) -> int:
    told = {name: getattr(visit, name) for name in TOLD}
    extra = {"stops": stops, "dossiers": wish.dossiers, "counter": counter}
    if given.here_by is not None:
        extra["here_by"] = stamp(given.here_by)
    if given.appointment is not None:
        starts_at, counts_from = given.appointment
        extra |= {"appointment": starts_at, "arrived_at": stamp(counts_from)}
    return append(
        tx,
        "issued",
        centre.now(),
        visit=visit.id,
        stop=1,
        staff=by.staff,
        device=by.device,
        data={**told, **extra, "offline": given.offline, "by_hand": given.by_hand},
    )
