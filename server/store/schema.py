"""The tables, as migrations: each runs once, in order, in its own transaction."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from server.store import citizen_steps, hall_steps

migrations = Migrations("luot")
for step in (*hall_steps.STEPS, *citizen_steps.STEPS):
    migrations()(step)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database file to today's tables; does nothing when it is there already."""
    migrations.apply(Database(connection))


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether a database file lacks some of today's tables; changes nothing."""
    return bool(migrations.pending(Database(connection)))
