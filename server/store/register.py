"""The dossier register as a list: page by page, in the order in which dossiers were received."""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of the register."""

    code: str
    procedure: str | None
    field: str | None
    agency: str | None
    channel: str | None
    received_at: str
    due_at: str | None
    result_ready_at: str | None
    returned_at: str | None
    state: int | None
    visits: int


@dataclass(frozen=True, slots=True)
class After:
    """Where a page begins: after so many lines, of which the last was this one."""

    lines: int = 0
    received_at: str = ""
    code: str = ""


def register_page(
    tx: Transaction, first: str, last: str, trial: bool, after: After, limit: int
) -> list[RegisterRow]:
    """The next dossiers received from one instant to before another, those not taken left out."""
    rows = tx.execute(
        "SELECT d.code, d.procedure, f.field, d.agency, d.channel, d.received_at, d.due_at,"
        " d.result_ready_at, d.returned_at, d.state,"
        " coalesce(iif(:trial, f.times_with_trial, f.times), 0)"
        " FROM dossier AS d LEFT JOIN dossier_fact AS f ON"
        " f.centre = d.centre AND f.identity = d.identity"
        " WHERE d.centre = :centre AND d.received_at >= :first AND d.received_at < :last"
        " AND (d.state IS NULL OR d.state NOT IN (1, 3))"
        " AND (d.received_at, d.code) > (:received_at, :code)"
        " ORDER BY d.received_at, d.code LIMIT :limit",
        first=max(first, after.received_at),
        last=last,
        trial=int(trial),
        received_at=after.received_at,
        code=after.code,
        limit=limit,
    )
    return [RegisterRow(*row) for row in rows]
