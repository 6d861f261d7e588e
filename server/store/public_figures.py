"""Today in a few figures, for everybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Today:
    """Visits with a number, stops served and waiting, and those called with their waits."""

    issued: int
    served: int
    waiting: int
    called: int
    waited_s: int
    in_target: int


def today_so_far(tx: Transaction, day: str, trial: bool, targets_s: Mapping[str, float]) -> Today:
    """The figures of a day, as its report says them; ``targets_s`` by field."""
    row = tx.execute(
        "SELECT coalesce(sum(position = 1), 0), coalesce(sum(state = 'done'), 0),"
        " coalesce(sum(state = 'waiting'), 0), count(wait), coalesce(sum(wait), 0),"
        " coalesce(sum(wait <= target), 0) FROM ("
        " SELECT stop.position, stop.state, t.value AS target, max(0, CAST(round("
        "  (julianday(called_at) - julianday(queued_at)) * 86400) AS INTEGER)) AS wait"
        " FROM visit JOIN stop ON stop.visit = visit.id"
        " LEFT JOIN json_each(:targets) AS t ON t.key = stop.field"
        " WHERE visit.centre = :centre AND visit.day = :day AND visit.trial <= :trial"
        " AND stop.state != 'planned')",
        day=day,
        trial=int(trial),
        targets=json.dumps(dict(targets_s)),
    ).fetchone()
    return Today(*row)
