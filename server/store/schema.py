"""The tables, as migrations: each runs once, in order, in its own transaction."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from server.store import dossiers_schema, figures_schema, services_schema, turnout_schema
from server.store.first_tables import FIRST_TABLES

migrations = Migrations("luot")

NEWEST_DATE = (
    "max(coalesce(received_at, ''), coalesce(due_at, ''), coalesce(result_ready_at, ''),"
    " coalesce(returned_at, ''))"
)
"""Of a dossier; empty where nothing is known."""


@migrations()
def first_tables(db: Database) -> None:
    """Everything the way of one ticket needs."""
    for statement in FIRST_TABLES:
        db.execute(statement)


@migrations()
def number_ranges(db: Database) -> None:
    """Numbers that kiosks may give by themselves."""
    db.execute(
        """CREATE TABLE number_range (
            id INTEGER PRIMARY KEY, centre TEXT NOT NULL, day TEXT NOT NULL,
            series TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            device TEXT NOT NULL, UNIQUE (centre, day, series, first))"""
    )


@migrations()
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


@migrations()
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


@migrations()
def webhooks(db: Database) -> None:
    """How far each webhook has been told the log."""
    db.execute(
        """CREATE TABLE webhook (
            centre TEXT NOT NULL, name TEXT NOT NULL, seq INTEGER NOT NULL,
            failures INTEGER NOT NULL, failing_since TEXT,
            PRIMARY KEY (centre, name)) WITHOUT ROWID"""
    )


@migrations()
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


@migrations()
def run_time_changes(db: Database) -> None:
    """Who changed what of the configuration while the centre ran."""
    db.execute(
        """CREATE TABLE change (
            centre TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL,
            staff TEXT, PRIMARY KEY (centre, kind, subject)) WITHOUT ROWID"""
    )


@migrations()
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


@migrations()
def reports(db: Database) -> None:
    """What reports have counted of the log.  All of it can be made again: ``luot reports``."""
    for statement in figures_schema.STATEMENTS:
        db.execute(statement)


@migrations()
def reports_of_dossiers(db: Database) -> None:
    """Dossiers by when they were received, when they were settled, and when first asked for."""
    for statement in (
        "CREATE INDEX dossier_by_receipt ON dossier (centre, received_at)",
        """CREATE INDEX dossier_by_result
            ON dossier (centre, coalesce(result_ready_at, returned_at))""",
        "CREATE INDEX visit_dossier_by_time ON visit_dossier (centre, added_at)",
    ):
        db.execute(statement)


@migrations()
def accounts(db: Database) -> None:
    """Wrong passwords, kept so that a restart forgives nobody."""
    db.execute(
        """CREATE TABLE sign_in_failure (
            centre TEXT NOT NULL, subject TEXT NOT NULL, address TEXT NOT NULL,
            failures INTEGER NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
            at_address INTEGER NOT NULL,
            PRIMARY KEY (centre, subject, address)) WITHOUT ROWID"""
    )


@migrations()
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


@migrations()
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


@migrations()
def seats(db: Database) -> None:
    """Which post an officer has, and who moved from a counter to another one."""
    for statement in (
        "ALTER TABLE person ADD COLUMN post TEXT",
        "ALTER TABLE counter ADD COLUMN left_by TEXT",
    ):
        db.execute(statement)


@migrations()
def held_reminders(db: Database) -> None:
    """When a counter wants to be reminded of somebody who has stepped aside."""
    db.execute("ALTER TABLE stop ADD COLUMN remind_at TEXT")


@migrations()
def ratings(db: Database) -> None:
    """What citizens say of a service: once for each stop.  The comment is among the log's texts."""
    db.execute(
        """CREATE TABLE rating (
            centre TEXT NOT NULL, visit TEXT NOT NULL REFERENCES visit (id),
            position INTEGER NOT NULL, day TEXT NOT NULL, at TEXT NOT NULL, score INTEGER NOT NULL,
            reasons TEXT NOT NULL, field TEXT NOT NULL, officer TEXT, trial INTEGER NOT NULL,
            PRIMARY KEY (centre, visit, position)) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX rating_by_day ON rating (centre, day)")


@migrations()
def counted_dossiers(db: Database) -> None:
    """What reports have counted of dossiers.  All of it can be made again: ``luot reports``."""
    for statement in dossiers_schema.STATEMENTS:
        db.execute(statement)


@migrations()
def more_time(db: Database) -> None:
    """How often somebody who waits has let others go first."""
    db.execute("ALTER TABLE stop ADD COLUMN moved_back INTEGER NOT NULL DEFAULT 0")


@migrations()
def cheap_forgetting(db: Database) -> None:
    """What is too old is found without searching what is not: the look is every half minute."""
    for statement in (
        "CREATE INDEX log_text_by_kind ON log_text (centre, kind, seq)",
        "CREATE INDEX dossier_of_nobody ON dossier_fact (centre, identity) WHERE known_at IS NULL",
    ):
        db.execute(statement)


@migrations()
def numbers_from_phones(db: Database) -> None:
    """Who has a number from a phone and must still come, and how many one phone has had today."""
    for statement in (
        "ALTER TABLE stop ADD COLUMN here_by TEXT",
        "CREATE INDEX stop_by_check_in ON stop (centre, here_by) WHERE here_by IS NOT NULL",
        """CREATE TABLE phone_number (
            centre TEXT NOT NULL, visit TEXT NOT NULL REFERENCES visit (id), day TEXT NOT NULL,
            phone TEXT NOT NULL, PRIMARY KEY (centre, visit)) WITHOUT ROWID""",
        "CREATE INDEX phone_number_by_phone ON phone_number (centre, day, phone)",
    ):
        db.execute(statement)


@migrations()
def appointments(db: Database) -> None:
    """Who comes when, and the window in which a visit came."""
    for statement in (
        "ALTER TABLE visit ADD COLUMN appointment TEXT",
        """CREATE TABLE appointment (
            centre TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, field TEXT NOT NULL,
            purpose TEXT, language TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
            phone TEXT NOT NULL, secret_hash TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL,
            cancelled_at TEXT, visit TEXT REFERENCES visit (id),
            PRIMARY KEY (centre, id)) WITHOUT ROWID""",
        "CREATE INDEX appointment_by_window ON appointment (centre, field, starts_at)",
        "CREATE INDEX appointment_by_phone ON appointment (centre, phone, day)",
        "CREATE INDEX appointment_by_day ON appointment (centre, day)",
    ):
        db.execute(statement)


@migrations()
def learnt_services(db: Database) -> None:
    """What services have taught of how long the next ones take."""
    for statement in services_schema.STATEMENTS:
        db.execute(statement)


@migrations()
def where_numbers_were_taken(db: Database) -> None:
    """Whatever has been counted before any phone took a number was taken at the centre."""
    names = [column.name for column in db["figure"].columns if column.name != "cut"]
    columns = ", ".join(names)
    db.execute(
        f"INSERT INTO figure (cut, {columns}) SELECT 'origin', {columns} FROM figure"  # noqa: S608
        " WHERE cut = 'all'"
    )


@migrations()
def told_waits(db: Database) -> None:
    """How far the waits told were from those that came; days counted before say nothing of it."""
    for name in ("promised_wait_s", "off_s"):
        db.execute(f"ALTER TABLE figure ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0")


@migrations()
def widths_of_told_waits(db: Database) -> None:
    """How wide the ranges told were; days counted before say nothing of it.

    The index finds what one visit was told among all the lines about it.
    """
    for name in ("widths", "width_s"):
        db.execute(f"ALTER TABLE figure ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "CREATE INDEX told_wait_by_visit ON visit_log (centre, visit) WHERE event = 'estimated'"
    )


@migrations()
def learnt_turnout(db: Database) -> None:
    """What calls have taught of who comes, and of the time between two people."""
    for statement in turnout_schema.STATEMENTS:
        db.execute(statement)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database file to today's tables; does nothing when it is there already."""
    migrations.apply(Database(connection))


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether a database file lacks some of today's tables; changes nothing."""
    return bool(migrations.pending(Database(connection)))
