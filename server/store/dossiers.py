"""Dossiers: what the *một cửa điện tử* system knows of each, by its spelling-free identity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A row of ``dossier``; times as text.  ``due_reckoned``: the due date is our own sum."""

    identity: str
    code: str
    procedure: str | None = None
    agency: str | None = None
    state: int | None = None
    received_at: str | None = None
    due_at: str | None = None
    due_reckoned: int = 0
    result_ready_at: str | None = None
    returned_at: str | None = None
    channel: str | None = None


COLUMNS = (
    "identity, code, procedure, agency, state, received_at, due_at, due_reckoned,"
    " result_ready_at, returned_at, channel"
)


def dossier_row(tx: Transaction, identity: str) -> DossierRow | None:
    """What is known of a dossier."""
    row = tx.row(
        f"SELECT {COLUMNS} FROM dossier WHERE centre = :centre AND identity = :identity",  # noqa: S608
        identity=identity,
    )
    return DossierRow(**row) if row is not None else None


def every_dossier(tx: Transaction) -> Iterator[DossierRow]:
    """All of them, one at a time."""
    cursor = tx.execute(f"SELECT {COLUMNS} FROM dossier WHERE centre = :centre ORDER BY identity")  # noqa: S608
    return (DossierRow(**dict(row)) for row in cursor)


def save_dossier(tx: Transaction, row: DossierRow) -> None:
    """Write a dossier, as a new one or in its place."""
    tx.execute(
        "INSERT INTO dossier (centre, identity, code, procedure, agency, state, received_at,"
        " due_at, due_reckoned, result_ready_at, returned_at, channel) VALUES (:centre, :identity,"
        " :code, :procedure, :agency, :state, :received_at, :due_at, :due_reckoned,"
        " :result_ready_at, :returned_at, :channel) ON CONFLICT (centre, identity) DO UPDATE SET"
        " procedure = :procedure, agency = :agency, state = :state, received_at = :received_at,"
        " due_at = :due_at, due_reckoned = :due_reckoned, result_ready_at = :result_ready_at,"
        " returned_at = :returned_at, channel = :channel",
        **asdict(row),
    )
