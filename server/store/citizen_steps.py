"""The later steps to today's tables: ratings, phones, appointments and what is learnt of waits."""

from __future__ import annotations

from sqlite_utils import Database

from server.store import dossiers_schema, services_schema, turnout_schema


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


def counted_dossiers(db: Database) -> None:
    """What reports have counted of dossiers.  All of it can be made again: ``luot reports``."""
    for statement in dossiers_schema.STATEMENTS:
        db.execute(statement)


def more_time(db: Database) -> None:
    """How often somebody who waits has let others go first."""
    db.execute("ALTER TABLE stop ADD COLUMN moved_back INTEGER NOT NULL DEFAULT 0")


def cheap_forgetting(db: Database) -> None:
    """What is too old is found without searching what is not: the look is every half minute."""
    for statement in (
        "CREATE INDEX log_text_by_kind ON log_text (centre, kind, seq)",
        "CREATE INDEX dossier_of_nobody ON dossier_fact (centre, identity) WHERE known_at IS NULL",
    ):
        db.execute(statement)


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


def learnt_services(db: Database) -> None:
    """What services have taught of how long the next ones take."""
    for statement in services_schema.STATEMENTS:
        db.execute(statement)


def where_numbers_were_taken(db: Database) -> None:
    """Whatever has been counted before any phone took a number was taken at the centre."""
    names = [column.name for column in db["figure"].columns if column.name != "cut"]
    columns = ", ".join(names)
    db.execute(
        f"INSERT INTO figure (cut, {columns}) SELECT 'origin', {columns} FROM figure"  # noqa: S608
        " WHERE cut = 'all'"
    )


def told_waits(db: Database) -> None:
    """How far the waits told were from those that came; days counted before say nothing of it."""
    for name in ("promised_wait_s", "off_s"):
        db.execute(f"ALTER TABLE figure ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0")


def widths_of_told_waits(db: Database) -> None:
    """How wide the ranges told were; days counted before say nothing of it.

    The index finds what one visit was told among all the lines about it.
    """
    for name in ("widths", "width_s"):
        db.execute(f"ALTER TABLE figure ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "CREATE INDEX told_wait_by_visit ON visit_log (centre, visit) WHERE event = 'estimated'"
    )


def learnt_turnout(db: Database) -> None:
    """What calls have taught of who comes, and of the time between two people."""
    for statement in turnout_schema.STATEMENTS:
        db.execute(statement)


STEPS = (
    ratings,
    counted_dossiers,
    more_time,
    cheap_forgetting,
    numbers_from_phones,
    appointments,
    learnt_services,
    where_numbers_were_taken,
    told_waits,
    widths_of_told_waits,
    learnt_turnout,
)
