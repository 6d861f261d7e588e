"""What past days can teach a simulation: who came when, and how long services took."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from server.store.database import Transaction
from server.store.times import instant


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit of a past day: its stored instant, and what it was for.

    ``missed_s`` are the seconds that a counter called it in vain at its first stop, ``patience_s``
    those after which it was given back before any call.
    """

    day: str
    issued_at: str
    field: str
    purpose: str | None
    priority: str | None
    missed_s: float | None
    patience_s: float | None


def past_visits(tx: Transaction) -> list[PastVisit]:
    """Every visit, in the order in which they came."""
    rows = tx.rows(
        "SELECT visit.day, issued_at, visit.field, purpose, priority,"
        " CASE WHEN stop.state = 'no_show' AND called_at IS NOT NULL THEN"
        " max(1.0, (julianday(finished_at) - julianday(called_at)) * 86400 - held_s) END"
        " AS missed_s,"
        " CASE WHEN stop.state = 'cancelled' AND called_at IS NULL AND apology IS NULL THEN"
        " max(1.0, (julianday(finished_at) - julianday(queued_at)) * 86400) END AS patience_s"
        " FROM visit JOIN stop ON stop.visit = visit.id AND stop.position = 1"
        " WHERE visit.centre = :centre ORDER BY issued_at"
    )
    return [PastVisit(**row) for row in rows]


def past_services(tx: Transaction) -> dict[str, list[float]]:
    """The seconds of every finished service, by field."""
    rows = tx.rows(
        "SELECT field, started_at, finished_at, held_s FROM stop WHERE centre = :centre"
        " AND state = 'done' AND started_at IS NOT NULL AND finished_at IS NOT NULL ORDER BY id"
    )
    found: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        lasted = (instant(row["finished_at"]) - instant(row["started_at"])).total_seconds()
        found[row["field"]].append(max(0.0, lasted - row["held_s"]))
    return dict(found)
