"""The last number of a session: refused to whoever would wait past its end."""

from __future__ import annotations

from dataclasses import replace

from server.centre import Centre
from server.floor import read_floor
from server.last_numbers import is_late, late_fields
from server.rules.estimate import Forecast
from server.store import Transaction
from server.store.log import append
from server.store.sessions import Session


def waits_past_end(centre: Centre, tx: Transaction, field: str) -> bool:
    """Whether somebody new in this field would come too late for the session."""
    return centre.keeps_hours and is_late(centre, field, Forecast(read_floor(centre, tx)))


def longest_wait(centre: Centre, tx: Transaction, field: str) -> int | None:
    """The upper end of the wait, in minutes, of somebody new; ``None`` while nobody serves."""
    wait = Forecast(read_floor(centre, tx)).newcomer(field)
    return wait.minutes()[1] if wait is not None else None


def tell_last_numbers(centre: Centre, tx: Transaction, known: Session) -> Session:
    """Log which fields have begun or ceased to give no more numbers, for the screens to hear."""
    late = tuple(sorted(late_fields(centre, Forecast(read_floor(centre, tx)))))
    if late == known.late:
        return known
    told = {
        "stopped": sorted(set(late) - set(known.late)),
        "again": sorted(set(known.late) - set(late)),
    }
    append(tx, "last_numbers", centre.now(), data=told)
    return replace(known, late=late)
