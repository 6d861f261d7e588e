"""Dossiers whose time at their agency is short or over, and who was reminded of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from server.store.database import Transaction
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class DueRow:
    """A dossier that an agency has, with its reminders so far."""

    identity: str
    code: str
    procedure: str | None
    agency: str | None
    state: int
    received_at: str | None
    due_at: str
    reminders: int
    reminded_at: str | None


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """Due from ``first`` until before ``until``; ``after`` is the place of the last one seen."""

    first: str
    until: str
    agency: str | None = None
    after: str = ""
    limit: int = 100


WITH_ITS_AGENCY = "due_at IS NOT NULL AND state IN (2, 4)"
"""As the index says it; the states of ``rules.dossier_states.WITH_THE_AGENCY``."""


def due_dossiers(tx: Transaction, question: DueQuestion) -> list[DueRow]:
    """The most urgent first."""
    rows = tx.rows(
        "SELECT identity, code, procedure, agency, state, received_at, due_at,"  # noqa: S608
        " (SELECT count(*) FROM reminder AS r WHERE r.centre = d.centre"
        "  AND r.identity = d.identity) AS reminders,"
        " (SELECT max(at) FROM reminder AS r WHERE r.centre = d.centre"
        "  AND r.identity = d.identity) AS reminded_at"
        f" FROM dossier AS d WHERE centre = :centre AND {WITH_ITS_AGENCY}"
        " AND due_at >= :first AND due_at < :until"
        " AND (:agency IS NULL OR agency = :agency)"
        " AND due_at || ' ' || identity > :after ORDER BY due_at, identity LIMIT :limit",
        **asdict(question),
    )
    return [DueRow(**row) for row in rows]


def place_of(row: DueRow) -> str:
    """Where a dossier stands in the list: a cursor."""
    return f"{row.due_at} {row.identity}"


def due_by_agency(tx: Transaction, now: str, until: str) -> list[tuple[str | None, int, int]]:
    """Each agency with how many are due from now until then, and how many are overdue."""
    rows = tx.rows(
        "SELECT agency, sum(due_at >= :now) AS soon, sum(due_at < :now) AS overdue"  # noqa: S608
        f" FROM dossier WHERE centre = :centre AND {WITH_ITS_AGENCY} AND due_at < :until"
        " GROUP BY agency ORDER BY overdue DESC, soon DESC, agency",
        now=now,
        until=until,
    )
    return [(row["agency"], row["soon"], row["overdue"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Reminder:
    """One dossier of a reminder; those of one reminder share ``seq``, its line of the log."""

    seq: int
    identity: str
    at: str
    agency: str | None
    due_at: str
    means: str
    note: str | None
    staff: str


def add_reminder(tx: Transaction, reminder: Reminder) -> None:
    """Keep it."""
    tx.execute(
        "INSERT INTO reminder VALUES (:centre, :seq, :identity, :at, :agency, :due_at, :means,"
        " :note, :staff)",
        **asdict(reminder),
    )


@dataclass(frozen=True, slots=True)
class RemindersQuestion:
    """Of which time, agency and dossier; ``before`` is the last one seen."""

    first: dt.datetime
    until: dt.datetime
    agency: str | None
    before: int
    limit: int
    identity: str | None = None


def find_reminders(
    tx: Transaction, question: RemindersQuestion
) -> dict[int, list[tuple[Reminder, str]]]:
    """Reminders by their sequence, newest first, each dossier with its code."""
    sequences = tx.rows(
        "SELECT DISTINCT seq FROM reminder WHERE centre = :centre AND at >= :first AND at < :until"
        " AND (:agency IS NULL OR agency = :agency)"
        " AND (:identity IS NULL OR identity = :identity)"
        " AND seq < :before ORDER BY seq DESC LIMIT :limit",
        first=stamp(question.first),
        until=stamp(question.until),
        agency=question.agency,
        identity=question.identity,
        before=question.before,
        limit=question.limit,
    )
    return {row["seq"]: reminder_of(tx, row["seq"]) for row in sequences}


def reminder_of(tx: Transaction, seq: int) -> list[tuple[Reminder, str]]:
    """The dossiers of one reminder, each with its code."""
    rows = tx.rows(
        "SELECT r.seq, r.identity, r.at, r.agency, r.due_at, r.means, r.note, r.staff, d.code"
        " FROM reminder AS r JOIN dossier AS d ON d.centre = r.centre AND d.identity = r.identity"
        " WHERE r.centre = :centre AND r.seq = :seq ORDER BY r.due_at, r.identity",
        seq=seq,
    )
    codes = [row.pop("code") for row in rows]
    return [(Reminder(**row), code) for row, code in zip(rows, codes, strict=True)]
