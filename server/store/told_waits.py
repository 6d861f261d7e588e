"""How true the waits of a day were that people were told when they took their number."""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class ToldWaits:
    """Ranges told and proved by a call: how many, how many kept, and sums of seconds.

    ``waited_s`` is how long they waited together, ``off_s`` how far from the lower ends,
    ``width_s`` how wide the ranges were together.
    """

    told: int
    kept: int
    waited_s: int
    off_s: int
    width_s: int


def told_waits(tx: Transaction, day: str, trial: bool) -> ToldWaits:
    """Those of a day, as its report counts them: nobody who asked for more time."""
    row = tx.execute(
        "SELECT count(*), coalesce(sum(wait <= high * 60), 0), coalesce(sum(wait), 0),"
        " coalesce(sum(abs(wait - low * 60)), 0), coalesce(sum((high - low) * 60), 0) FROM ("
        " SELECT max(0, CAST(round((julianday(stop.called_at) - julianday(stop.queued_at))"
        "  * 86400) AS INTEGER)) AS wait,"
        " json_extract(told.data, '$.low') AS low, json_extract(told.data, '$.high') AS high"
        " FROM visit JOIN stop ON stop.visit = visit.id AND stop.position = 1"
        " JOIN visit_log AS told ON told.centre = visit.centre AND told.visit = visit.id"
        "  AND told.event = 'estimated'"
        " WHERE visit.centre = :centre AND visit.day = :day AND visit.trial <= :trial"
        " AND stop.called_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stop AS later"
        "  WHERE later.visit = visit.id AND later.moved_back > 0))",
        day=day,
        trial=int(trial),
    ).fetchone()
    return ToldWaits(*row)
