"""When people came, on days that are over."""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Arrivals:
    """So many stops of a field were queued in an hour; ``people`` of them by somebody new."""

    field: str
    hour: int
    stops: int
    people: int


def arrivals_on(tx: Transaction, day: str, offset_s: int, trial: bool) -> list[Arrivals]:
    """By field and hour; ``offset_s`` is how far the centre's clock is ahead of UTC that day."""
    rows = tx.execute(
        "SELECT stop.field, CAST(strftime('%H', stop.queued_at, :shift) AS INTEGER) AS hour,"
        " count(*), sum(stop.position = 1) FROM stop JOIN visit ON visit.id = stop.visit"
        " WHERE stop.centre = :centre AND stop.day = :day AND stop.state <> 'planned'"
        " AND visit.trial <= :trial GROUP BY 1, 2",
        day=day,
        shift=f"{offset_s:+d} seconds",
        trial=int(trial),
    )
    return [Arrivals(*row) for row in rows]
