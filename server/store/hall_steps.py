"""The first steps to today's tables: tickets, counters, devices, people, dossiers and reports."""

from __future__ import annotations

from sqlite_utils import Database

from server.store import figures_schema
from server.store.first_tables import FIRST_TABLES

NEWEST_DATE = (
    "max(coalesce(received_at, ''), coalesce(due_at, ''), coalesce(result_ready_at, ''),"
    " coalesce(returned_at, ''))"
)
"""Of a dossier; empty where nothing is known."""


def first_tables(db: Database) -> None:
    """Everything the way of one ticket needs."""
    for statement in FIRST_TABLES:
        db.execute(statement)


def number_ranges(db: Database) -> None:
    """Numbers that kiosks may give by themselves."""
    db.execute(
        """CREATE TABLE number_range (
            id INTEGER PRIMARY KEY, centre TEXT NOT NULL, day TEXT NOT NULL,
            series TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            device TEXT NOT NULL, UNIQUE (centre, day, series, first))"""
    )


def desk_work(db: Database) -> None:
    """Stops that go first or step aside, and what the last command at a counter may restore."""
    for statement in (
        "ALTER TABLE stop ADD COLUMN goes_first INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE stop ADD COLUMN held_at TEXT",
        "ALTER TABLE stop ADD COLUMN held_s REAL NOT NULL DEFAULT 0",
        """CREATE TABLE undo (
            centre TEXT NOT NULL, counter TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL,
            visit TEXT NOT NULL, event TEXT NOT NULL, before TEXT NOT NULL,
            PRIMARY KEY (centre, counter)) WITHOUT ROWID""",
    ):
        db.execute(statement)


def supervision(db: Database) -> None:
    """What the supervisors' hall shows beside the queue: devices, alerts, since when."""
    for statement in (
        "ALTER TABLE device ADD COLUMN changed_at TEXT",
        "ALTER TABLE device ADD COLUMN silent INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE counter ADD COLUMN since TEXT",
        """CREATE TABLE alert (
            centre TEXT NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
            since TEXT NOT NULL, acknowledged_by TEXT, acknowledged_at TEXT,
            PRIMARY KEY (centre, id), UNIQUE (centre, kind, subject)) WITHOUT ROWID""",
    ):
        db.execute(statement)


def webhooks(db: Database) -> None:
    """How far each webhook has been told the log."""
    db.execute(
        """CREATE TABLE webhook (
            centre TEXT NOT NULL, name TEXT NOT NULL, seq INTEGER NOT NULL,
            failures INTEGER NOT NULL, failing_since TEXT,
            PRIMARY KEY (centre, name)) WITHOUT ROWID"""
    )


def session_ends(db: Database) -> None:
    """Visits that outlive their session: carried to another day, or closed with an apology."""
    for statement in (
        "ALTER TABLE visit ADD COLUMN carried_to TEXT",
        "ALTER TABLE visit ADD COLUMN apology TEXT",
        "CREATE UNIQUE INDEX one_number_a_day ON visit (centre, coalesce(carried_to, day), number)",
        "CREATE INDEX visit_by_day_carried_to ON visit (centre, carried_to)"
        " WHERE carried_to IS NOT NULL",
    ):
        db.execute(statement)


def run_time_changes(db: Database) -> None:
    """Who changed what of the configuration while the centre ran."""
    db.execute(
        """CREATE TABLE change (
            centre TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL,
            staff TEXT, PRIMARY KEY (centre, kind, subject)) WITHOUT ROWID"""
    )


def dossier_register(db: Database) -> None:
    """What another system knows of a dossier, and who was reminded of it."""
    for statement in (
        "ALTER TABLE dossier ADD COLUMN agency TEXT",
        "ALTER TABLE dossier ADD COLUMN received_at TEXT",
        "ALTER TABLE dossier ADD COLUMN due_reckoned INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE dossier ADD COLUMN result_ready_at TEXT",
        "ALTER TABLE dossier ADD COLUMN returned_at TEXT",
        "ALTER TABLE dossier ADD COLUMN channel TEXT",
        """CREATE INDEX dossier_with_agency ON dossier (centre, due_at)
            WHERE due_at IS NOT NULL AND state IN (2, 4)""",
        """CREATE TABLE reminder (
            centre TEXT NOT NULL, seq INTEGER NOT NULL, identity TEXT NOT NULL, at TEXT NOT NULL,
            agency TEXT, due_at TEXT NOT NULL, means TEXT NOT NULL, note TEXT, staff TEXT NOT NULL,
            PRIMARY KEY (centre, identity, seq)) WITHOUT ROWID""",
        "CREATE INDEX reminder_by_time ON reminder (centre, seq)",
    ):
        db.execute(statement)


def reports(db: Database) -> None:
    """What reports have counted of the log.  All of it can be made again: ``luot reports``."""
    for statement in figures_schema.STATEMENTS:
        db.execute(statement)


def reports_of_dossiers(db: Database) -> None:
    """Dossiers by when they were received, when they were settled, and when first asked for."""
    for statement in (
        "CREATE INDEX dossier_by_receipt ON dossier (centre, received_at)",
        """CREATE INDEX dossier_by_result
            ON dossier (centre, coalesce(result_ready_at, returned_at))""",
        "CREATE INDEX visit_dossier_by_time ON visit_dossier (centre, added_at)",
    ):
        db.execute(statement)


def accounts(db: Database) -> None:
    """Wrong passwords, kept so that a restart forgives nobody."""
    db.execute(
        """CREATE TABLE sign_in_failure (
            centre TEXT NOT NULL, subject TEXT NOT NULL, address TEXT NOT NULL,
            failures INTEGER NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
            at_address INTEGER NOT NULL,
            PRIMARY KEY (centre, subject, address)) WITHOUT ROWID"""
    )


def idle_pages(db: Database) -> None:
    """When a session was last touched, and whether its pages are locked.

    Sessions from before have no touch yet: they end, and everybody signs in anew.
    """
    for statement in (
        "DELETE FROM session",
        "ALTER TABLE session ADD COLUMN touched_at TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE session ADD COLUMN locked INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(statement)


def sealed_texts(db: Database) -> None:
    """What the log says of people, beside it: it can be forgotten, not changed."""
    for statement in (
        """CREATE TABLE log_text (
            centre TEXT NOT NULL, seq INTEGER NOT NULL, seal TEXT NOT NULL, salt TEXT NOT NULL,
            text TEXT NOT NULL, kind TEXT NOT NULL,
            PRIMARY KEY (centre, seq, seal)) WITHOUT ROWID""",
        "CREATE INDEX note_by_age ON stop (centre, finished_at) WHERE note IS NOT NULL",
        f"CREATE INDEX dossier_by_age ON dossier (centre, {NEWEST_DATE})",
        "CREATE INDEX log_text_by_text ON log_text (centre, text)",
        """CREATE TRIGGER log_text_keeps_texts BEFORE UPDATE ON log_text
            BEGIN SELECT RAISE(ABORT, 'a sealed text is kept or forgotten, never changed'); END""",
    ):
        db.execute(statement)


def seats(db: Database) -> None:
    """Which post an officer has, and who moved from a counter to another one."""
    for statement in (
        "ALTER TABLE person ADD COLUMN post TEXT",
        "ALTER TABLE counter ADD COLUMN left_by TEXT",
    ):
        db.execute(statement)


def held_reminders(db: Database) -> None:
    """When a counter wants to be reminded of somebody who has stepped aside."""
    db.execute("ALTER TABLE stop ADD COLUMN remind_at TEXT")


STEPS = (
    first_tables,
    number_ranges,
    desk_work,
    supervision,
    webhooks,
    session_ends,
    run_time_changes,
    dossier_register,
    reports,
    reports_of_dossiers,
    accounts,
    idle_pages,
    sealed_texts,
    seats,
    held_reminders,
)
