"""The last number of a session: refused to whoever would wait past its end."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import replace

from server.centre import Centre
from server.floor import floor_of
from server.last_numbers import is_late, late_fields
from server.rules.estimate import Floor, expected_wait
from server.store import Transaction
from server.store.counters import counter_rows
from server.store.figures import service_times
from server.store.log import append
from server.store.sessions import Session
from server.store.tickets import queued_stops, tickets_at_counters


def waits_past_end(centre: Centre, tx: Transaction, field: str) -> bool:
    """Whether somebody new in this field would come too late for the session."""
    return centre.keeps_hours and is_late(centre, field, *_now(centre, tx))


def longest_wait(centre: Centre, tx: Transaction, field: str) -> int | None:
    """The upper end of the wait, in minutes, of somebody new; ``None`` while nobody serves."""
    floor, waiting = _now(centre, tx)
    wait = expected_wait(field, waiting, floor)
    return wait[1] if wait is not None else None


def tell_last_numbers(centre: Centre, tx: Transaction, known: Session) -> Session:
    """Log which fields have begun or ceased to give no more numbers, for the screens to hear."""
    late = tuple(sorted(late_fields(centre, *_now(centre, tx))))
    if late == known.late:
        return known
    told = {
        "stopped": sorted(set(late) - set(known.late)),
        "again": sorted(set(known.late) - set(late)),
    }
    append(tx, "last_numbers", centre.now(), data=told)
    return replace(known, late=late)


def _now(centre: Centre, tx: Transaction) -> tuple[Floor, Mapping[str, int]]:
    busy = {row.counter for row in tickets_at_counters(tx) if row.counter}
    done = service_times(tx, centre.today())
    floor = floor_of(centre, counter_rows(tx).values(), busy, done)
    return floor, Tally(one.field for one in queued_stops(tx, centre.today()))
