"""Visits: one person's stay, with its one ticket, and the dossiers it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from server.store.database import Transaction
from server.store.people import hashed
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class Visit:
    """A row of ``visit``; times as text, ``day`` the centre's day on which it began.

    ``carried_to`` is the later day it waits for; ``apology`` the end of a session that closed it;
    ``appointment`` the beginning of the window in which it came.
    """

    id: str
    day: str
    number: str
    series: str
    ordinal: int
    field: str
    procedure: str | None
    purpose: str | None
    priority: str | None
    language: str
    customer: str
    issued_at: str
    issued_by: str
    trial: int
    secret_hash: str
    sequence: int = 0
    closed_at: str | None = None
    outcome: str | None = None
    carried_to: str | None = None
    apology: str | None = None
    appointment: str | None = None


@dataclass(frozen=True, slots=True)
class VisitDossier:
    """A dossier of a visit: its key, how it was written, and what came of it."""

    identity: str
    code: str
    outcome: str | None


def add_visit(tx: Transaction, visit: Visit) -> None:
    """Store a new visit; the database refuses a number given twice on a day."""
    row = asdict(visit)
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    tx.execute(f"INSERT INTO visit (centre, {columns}) VALUES (:centre, {values})", **row)  # noqa: S608


def visit_by_id(tx: Transaction, visit: str) -> Visit | None:
    """The visit with this id."""
    return _visit(tx.row("SELECT * FROM visit WHERE centre = :centre AND id = :visit", visit=visit))


def visits_in(tx: Transaction, visits: str) -> list[Visit]:
    """The visits of a JSON list of ids."""
    rows = tx.rows(
        "SELECT * FROM visit WHERE centre = :centre"
        " AND id IN (SELECT value FROM json_each(:visits))",
        visits=visits,
    )
    return [_made(row) for row in rows]


def every_visit(tx: Transaction) -> Iterator[Visit]:
    """All of them, in the order in which they came, one at a time."""
    cursor = tx.execute("SELECT * FROM visit WHERE centre = :centre ORDER BY sequence")
    return (_made(dict(row)) for row in cursor)


def visit_by_number(tx: Transaction, day: str, number: str) -> Visit | None:
    """The visit that is called by a number on a day, also one carried over to it."""
    return _visit(
        tx.row(
            "SELECT * FROM visit WHERE centre = :centre AND coalesce(carried_to, day) = :day"
            " AND number = :number",
            day=day,
            number=number,
        )
    )


def visit_begun(tx: Transaction, day: str, number: str) -> Visit | None:
    """The visit that was given a number on a day, wherever it has been carried since."""
    return _visit(
        tx.row(
            "SELECT * FROM visit WHERE centre = :centre AND day = :day AND number = :number",
            day=day,
            number=number,
        )
    )


def visit_by_secret(tx: Transaction, secret: str) -> Visit | None:
    """The visit that a ticket's own secret opens."""
    return _visit(
        tx.row(
            "SELECT * FROM visit WHERE centre = :centre AND secret_hash = :secret_hash",
            secret_hash=hashed(secret),
        )
    )


def close_visit(tx: Transaction, visit: str, at: dt.datetime, outcome: str | None) -> None:
    """Mark a visit as over."""
    tx.execute(
        "UPDATE visit SET closed_at = :at, outcome = coalesce(:outcome, outcome) WHERE id = :visit",
        visit=visit,
        at=stamp(at),
        outcome=outcome,
    )


def reopen_visit(tx: Transaction, visit: str) -> None:
    """A missed visit that is called again is under way again."""
    tx.execute("UPDATE visit SET closed_at = NULL WHERE id = :visit", visit=visit)


def set_priority(tx: Transaction, visit: str, priority: str | None) -> None:
    """Give a visit another priority class, or none."""
    tx.execute(
        "UPDATE visit SET priority = :priority WHERE id = :visit", visit=visit, priority=priority
    )


def set_dossier(
    tx: Transaction, visit: str, identity: str, code: str, outcome: str | None, at: dt.datetime
) -> None:
    """Put a dossier to a visit, or what came of it."""
    tx.execute(
        "INSERT INTO dossier (centre, identity, code) VALUES (:centre, :identity, :code)"
        " ON CONFLICT DO NOTHING",
        identity=identity,
        code=code,
    )
    tx.execute(
        "INSERT INTO visit_dossier VALUES (:centre, :visit, :identity, :code, :outcome, :at)"
        " ON CONFLICT (centre, identity, visit)"
        " DO UPDATE SET outcome = coalesce(excluded.outcome, outcome)",
        visit=visit,
        identity=identity,
        code=code,
        outcome=outcome,
        at=stamp(at),
    )


def drop_dossier(tx: Transaction, visit: str, identity: str) -> bool:
    """Take a dossier off a visit; whether it was there."""
    cursor = tx.execute(
        "DELETE FROM visit_dossier WHERE centre = :centre AND visit = :visit"
        " AND identity = :identity",
        visit=visit,
        identity=identity,
    )
    return cursor.rowcount == 1


def dossiers_of(tx: Transaction, visit: str) -> list[VisitDossier]:
    """The dossiers of a visit in the order they were named."""
    rows = tx.rows(
        "SELECT identity, code, outcome FROM visit_dossier WHERE visit = :visit"
        " ORDER BY added_at, code",
        visit=visit,
    )
    return [VisitDossier(**row) for row in rows]


def visits_of_dossier(tx: Transaction, identity: str) -> list[tuple[Visit, str | None]]:
    """Every visit for a dossier with the dossier's outcome there, newest first."""
    rows = tx.rows(
        "SELECT visit.*, d.outcome AS dossier_outcome FROM visit_dossier AS d"
        " JOIN visit ON visit.id = d.visit"
        " WHERE d.centre = :centre AND d.identity = :identity ORDER BY visit.issued_at DESC",
        identity=identity,
    )
    outcomes = [row.pop("dossier_outcome") for row in rows]
    return [(_made(row), outcome) for row, outcome in zip(rows, outcomes, strict=True)]


@dataclass(frozen=True, slots=True)
class VisitQuestion:
    """Which visits to list; ``after`` is the sequence of the last one already seen."""

    first_day: str | None = None
    last_day: str | None = None
    field: str | None = None
    counter: str | None = None
    number: str | None = None
    identity: str | None = None
    after: int = 0
    limit: int = 100


def find_visits(tx: Transaction, question: VisitQuestion) -> list[Visit]:
    """Visits in the order of issue; one that was carried over is also of the day it waits for."""
    rows = tx.rows(
        "SELECT * FROM visit WHERE centre = :centre"
        " AND (:first_day IS NULL OR day >= :first_day OR carried_to >= :first_day)"
        " AND (:last_day IS NULL OR day <= :last_day)"
        " AND (:number IS NULL OR number = :number)"
        " AND sequence > :after"
        " AND (:field IS NULL OR EXISTS (SELECT 1 FROM stop WHERE stop.visit = visit.id"
        "      AND stop.field = :field))"
        " AND (:counter IS NULL OR EXISTS (SELECT 1 FROM stop WHERE stop.visit = visit.id"
        "      AND stop.counter = :counter))"
        " AND (:identity IS NULL OR id IN (SELECT visit FROM visit_dossier"
        "      WHERE centre = :centre AND identity = :identity))"
        " ORDER BY sequence LIMIT :limit",
        **asdict(question),
    )
    return [_made(row) for row in rows]


def _visit(row: dict[str, Any] | None) -> Visit | None:
    return _made(row) if row is not None else None


def _made(row: dict[str, Any]) -> Visit:
    return Visit(**{key: value for key, value in row.items() if key != "centre"})
