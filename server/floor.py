"""Who waits and who serves now, as the expected wait needs it: the same for what is shown and what
is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from server.centre import Centre
from server.rules.estimate import Floor, Person, Seat, Seen, ServiceTimes, Turnout
from server.rules.routing import InLine
from server.rules.tickets import State
from server.store import Transaction
from server.store.counters import CounterRow, counter_rows
from server.store.services import services_seen, turnout_seen
from server.store.tickets import (
    TicketRow,
    planned_fields,
    tickets_at_counters,
    tickets_in_state,
)
from server.store.times import instant

Ways = Mapping[str, tuple[str, ...]]
"""The fields still to come, by visit."""


def read_floor(centre: Centre, tx: Transaction) -> Floor:
    """The floor as it is in this transaction."""
    day = centre.today()
    at_counter = {row.counter: row for row in tickets_at_counters(tx) if row.counter}
    waiting = [(row, row.in_line()) for row in tickets_in_state(tx, day, State.WAITING)]
    return floor_of(centre, tx, waiting, counter_rows(tx).values(), at_counter)


def floor_of(
    centre: Centre,
    tx: Transaction,
    waiting: Iterable[tuple[TicketRow, InLine]],
    counters: Iterable[CounterRow],
    at_counter: Mapping[str, TicketRow],
) -> Floor:
    """Of what has been read already; only services seen and planned stops are asked for."""
    ways = planned_fields(tx, centre.today())
    seats = [
        _seat(centre, row, at_counter.get(row.id), ways)
        for row in counters
        if row.state == "open" and row.id in centre.counters
    ]
    turnout = Turnout(turnout_seen(tx, centre.trial))
    return Floor(
        queue=centre.queue(tx),
        people=[Person(line, row.purpose, ways.get(row.visit, ())) for row, line in waiting],
        seats=seats,
        times=_times(centre, services_seen(tx, centre.trial)),
        between_s=turnout.between_s(centre.settings.rules.auto_gap_seconds),
        turnout=turnout,
    )


def _seat(centre: Centre, row: CounterRow, there: TicketRow | None, ways: Ways) -> Seat:
    desk = centre.desk(row)
    if there is None or there.called_at is None:
        return Seat(desk)
    since = centre.now() - instant(there.called_at) - dt.timedelta(seconds=there.held_s)
    person = Person(there.in_line(), there.purpose, ways.get(there.visit, ()))
    return Seat(desk, person, max(0.0, since.total_seconds()))


def _times(centre: Centre, seen: Iterable[Seen]) -> ServiceTimes:
    minutes = {name: field.service_minutes for name, field in centre.fields.items()}
    return ServiceTimes(minutes, seen)
