"""The day's figures: calls, services and their times."""

from __future__ import annotations

from typing import Any

from server.store.database import Transaction


def normals_since_priority(tx: Transaction, day: str) -> int:
    """How many normal tickets have been called today since the last priority one."""
    return int(
        tx.value(
            "SELECT count(*) FROM stop JOIN visit ON visit.id = stop.visit"
            " WHERE stop.centre = :centre AND stop.day = :day AND visit.priority IS NULL"
            " AND stop.called_at > coalesce((SELECT max(s.called_at) FROM stop AS s"
            "  JOIN visit AS v ON v.id = s.visit WHERE s.centre = :centre AND s.day = :day"
            "  AND v.priority IS NOT NULL), '')",
            day=day,
        )
        or 0
    )


def counter_figures(tx: Transaction, day: str) -> dict[str, dict[str, Any]]:
    """Served, missed and mean seconds of each counter today."""
    rows = tx.rows(
        "SELECT counter, sum(state = 'done') AS served, sum(state = 'no_show') AS no_show,"
        " avg((julianday(called_at) - julianday(queued_at)) * 86400) AS mean_wait_s,"
        " avg((julianday(finished_at) - julianday(started_at)) * 86400 - held_s) AS mean_service_s"
        " FROM stop WHERE centre = :centre AND day = :day AND counter IS NOT NULL"
        " AND called_at IS NOT NULL GROUP BY counter",
        day=day,
    )
    return {row.pop("counter"): row for row in rows}
