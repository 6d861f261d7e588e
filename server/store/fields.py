"""Fields that a supervisor has opened or closed."""

from __future__ import annotations

from server.store.database import Transaction


def closed_fields(tx: Transaction) -> dict[str, str | None]:
    """The closed fields with the reason given."""
    rows = tx.rows("SELECT id, reason FROM field WHERE centre = :centre AND NOT open")
    return {row["id"]: row["reason"] for row in rows}


def set_field(tx: Transaction, field: str, is_open: bool, reason: str | None) -> None:
    """Open or close a field."""
    tx.execute(
        "INSERT INTO field VALUES (:centre, :id, :open, :reason)"
        " ON CONFLICT (centre, id) DO UPDATE SET open = :open, reason = :reason",
        id=field,
        open=is_open,
        reason=reason,
    )
