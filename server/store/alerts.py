"""Alerts that stand now, one a kind and subject.  What was raised and cleared is in the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from server.store.database import Transaction
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class AlertRow:
    """A row of ``alert``; ``id`` is the log line that raised it."""

    id: int
    kind: str
    subject: str
    since: str
    acknowledged_by: str | None = None
    acknowledged_at: str | None = None


def standing_alerts(tx: Transaction) -> list[AlertRow]:
    """The alerts that stand, the oldest first."""
    rows = tx.rows("SELECT * FROM alert WHERE centre = :centre ORDER BY id")
    return [_made(row) for row in rows]


def alert_by_id(tx: Transaction, alert: int) -> AlertRow | None:
    """One that stands."""
    row = tx.row("SELECT * FROM alert WHERE centre = :centre AND id = :alert", alert=alert)
    return _made(row) if row is not None else None


def add_alert(tx: Transaction, alert: AlertRow) -> None:
    """Keep a new one."""
    tx.execute(
        "INSERT INTO alert (centre, id, kind, subject, since)"
        " VALUES (:centre, :id, :kind, :subject, :since)",
        id=alert.id,
        kind=alert.kind,
        subject=alert.subject,
        since=alert.since,
    )


def end_alert(tx: Transaction, alert: int) -> None:
    """It stands no more."""
    tx.execute("DELETE FROM alert WHERE centre = :centre AND id = :alert", alert=alert)


def acknowledge_alert(tx: Transaction, alert: int, by: str, at: dt.datetime) -> None:
    """Somebody looks after it."""
    tx.execute(
        "UPDATE alert SET acknowledged_by = :by, acknowledged_at = :at"
        " WHERE centre = :centre AND id = :alert",
        alert=alert,
        by=by,
        at=stamp(at),
    )


def _made(row: dict[str, Any]) -> AlertRow:
    return AlertRow(**{key: value for key, value in row.items() if key != "centre"})
