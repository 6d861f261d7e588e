"""What a zone's screens show: numbers and counters, never a person."""

from __future__ import annotations

from server.centre import Centre
from server.messages import BoardCall, BoardCounter, BoardSnapshot, BoardWaiting
from server.reports.hall import Hall, waiting_by_field
from server.reports.session import session_notices
from server.settings import CounterSettings
from server.store import Transaction
from server.store.tickets import CalledRow, newest_calls

NEWEST_CALLS = 8
MISSED = 12
MOST_FIELDS = 9
UNDONE = 20


def board_snapshot(centre: Centre, tx: Transaction, hall: Hall, zone: str) -> BoardSnapshot:
    """The whole state of a zone's screens."""
    settings = centre.settings
    counters = [counter for counter in settings.counters if counter.zone == zone]
    names = [counter.id for counter in counters]
    calls = newest_calls(tx, hall.day, names, NEWEST_CALLS)
    missed = [row.number for row in hall.missed if row.counter in names]
    undone = [call for call, counter in hall.undone_calls.items() if counter in names]
    return BoardSnapshot(
        seq=hall.seq,
        epoch=centre.epoch,
        at=centre.local_now(),
        zone=zone,
        zone_name=next(one.name for one in settings.zones if one.id == zone),
        centre_name=settings.name,
        centre_name_en=settings.name_en,
        trial=centre.trial,
        emergency=hall.emergency,
        emergency_en=hall.emergency_en,
        calls=[_call(centre, call) for call in calls],
        counters=[_counter(hall, counter) for counter in counters],
        waiting=_waiting(centre, hall, names),
        missed=missed[-MISSED:],
        notices=[*session_notices(centre, hall), *hall.notices],
        session_over=hall.session_end is not None,
        undone=undone[-UNDONE:],
    )


def _call(centre: Centre, call: CalledRow) -> BoardCall:
    counter = centre.counters[call.counter]
    return BoardCall(
        seq=call.seq,
        number=call.number,
        counter=counter.number,
        counter_name=counter.name,
        field=call.field,
        nth=call.calls,
        at=centre.local(call.called_at),
        state=call.state,
    )


def _counter(hall: Hall, counter: CounterSettings) -> BoardCounter:
    stop = hall.at_counter.get(counter.id)
    return BoardCounter(
        id=counter.id,
        number=counter.number,
        name=counter.name,
        state=hall.state_of(counter.id),
        ticket=stop.number if stop else None,
    )


def _waiting(centre: Centre, hall: Hall, counters: list[str]) -> list[BoardWaiting]:
    """The fields with the most people, in the centre's order; the others in one line."""
    here = {field for name in counters for field in centre.fields_at(hall.counters[name])}
    counts = {field: count for field, count in waiting_by_field(hall).items() if field in here}
    shown = set(sorted(counts, key=lambda field: -counts[field])[:MOST_FIELDS])
    lines = [
        BoardWaiting(field=field.id, name=field.name, count=counts[field.id])
        for field in centre.settings.fields
        if field.id in shown
    ]
    others = sum(count for field, count in counts.items() if field not in shown)
    return [*lines, BoardWaiting(field="", name="Lĩnh vực khác", count=others)] if others else lines
