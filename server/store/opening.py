"""Opening a centre's database: made, migrated, and refused when it is somebody else's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from server.store.database import Lock, Run, Store, connect, make_private
from server.store.schema import migrate

DATABASE = "luot.db"


class ForeignDatabase(Exception):
    """The file belongs to another centre or is no database; the message says what to do."""


def open_store(
    data: Path,
    centre: str | None = None,
    run: Run | None = None,
    lock: Lock | None = None,
    name: str = DATABASE,
) -> Store:
    """Open the database in ``data``, making and migrating it when needed.

    Without ``centre`` (the command line) the file must exist, and its own centre is used.
    Raises ``ForeignDatabase``.
    """
    path = data / name
    if centre is None and not path.exists():
        raise ForeignDatabase(f"no database at {path}: start the server once, or give --data DIR")
    owner = _prepared(path, centre)
    extras: dict[str, Any] = {"run": run} if run is not None else {}
    return Store(path, owner, lock=lock, **extras)


def owner_of(path: Path) -> str | None:
    """The centre of a database file; ``None`` where there is no such file or no such database."""
    if not path.exists():
        return None
    try:
        with closing(connect(path)) as connection:
            found = connection.execute("SELECT centre FROM meta WHERE key = 'owner'").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        # the second: SQLite's own words about a table whose name is rubbish cannot be read
        return None
    return str(found["centre"]) if found else None


def _prepared(path: Path, centre: str | None) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(path)
        connection = connect(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise ForeignDatabase(f"{path} cannot be opened ({error}); give --data DIR") from None
    except sqlite3.DatabaseError:
        raise ForeignDatabase(f"{path} is not a database of Lượt; move it away") from None
    try:
        _must_be_ours(connection, path)
        migrate(connection)
        return _owner(connection, path, centre)
    finally:
        connection.close()


def _must_be_ours(connection: sqlite3.Connection, path: Path) -> None:
    """A file with tables, but not ours, is left as it is."""
    tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master")}
    foreign = {name for name in tables if not name.startswith(("_sqlite_", "sqlite_"))}
    if foreign and "visit_log" not in foreign:
        raise ForeignDatabase(f"{path} is another program's database; give another --data DIR")


def _owner(connection: sqlite3.Connection, path: Path, centre: str | None) -> str:
    found = connection.execute("SELECT centre FROM meta WHERE key = 'owner'").fetchone()
    if found is None:
        if centre is None:
            raise ForeignDatabase(f"{path} has no centre yet: start the server once")
        connection.execute("INSERT INTO meta VALUES (?, 'owner', ?)", (centre, centre))
        return centre
    owner = str(found["centre"])
    if centre not in (None, owner):
        raise ForeignDatabase(
            f"{path} is the database of centre {owner!r}, not of {centre!r}; give another --data"
        )
    return owner
