"""Who changed what of the configuration while the centre ran, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from server.store.database import Transaction
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """The newest change of one thing: a counter's fields or mode, a field, the notices."""

    kind: str
    subject: str
    at: str
    staff: str | None


def changes(tx: Transaction) -> dict[tuple[str, str], ChangeRow]:
    """Every one, by kind and subject."""
    rows = tx.rows("SELECT kind, subject, at, staff FROM change WHERE centre = :centre")
    return {(row["kind"], row["subject"]): ChangeRow(**row) for row in rows}


def note_change(
    tx: Transaction, kind: str, subject: str, at: dt.datetime, staff: str | None
) -> None:
    """Remember who changed it last."""
    tx.execute(
        "INSERT OR REPLACE INTO change VALUES (:centre, :kind, :subject, :at, :staff)",
        kind=kind,
        subject=subject,
        at=stamp(at),
        staff=staff,
    )
