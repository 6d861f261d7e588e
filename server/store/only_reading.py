"""A database file that is read and left as it is, byte for byte."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from server.store.database import StoreDamaged, Transaction, connect_to_read, make_private
from server.store.opening import DATABASE, ForeignDatabase, open_store
from server.store.schema import is_behind


@contextmanager
def only_read(path: Path) -> Iterator[tuple[Transaction, bool]]:
    """A consistent view of a file, and whether it is one of a copy.

    A file of an older version is copied into a temporary folder, and the copy is brought to
    today's tables.  Raises ``ForeignDatabase`` and ``StoreDamaged``.
    """
    try:
        with closing(_connected(path)) as connection:
            owner = _owner(connection, path)
            if is_behind(connection):
                with _copied(connection) as tx:
                    yield tx, True
                return
            connection.execute("BEGIN")
            yield Transaction(connection, owner), False
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(str(error)) from error


def _connected(path: Path) -> sqlite3.Connection:
    # Where nobody has the file open it is read as one that cannot change: to read a WAL database
    # in any other way SQLite would lay two files beside it.
    return connect_to_read(path, changes=path.with_name(f"{path.name}-wal").exists())


def _owner(connection: sqlite3.Connection, path: Path) -> str:
    try:
        found = connection.execute("SELECT centre FROM meta WHERE key = 'owner'").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        raise ForeignDatabase(f"{path} is no database of Lượt") from None
    if found is None:
        raise ForeignDatabase(f"{path} has no centre yet")
    return str(found["centre"])


@contextmanager
def _copied(connection: sqlite3.Connection) -> Iterator[Transaction]:
    with TemporaryDirectory(prefix="luot-") as folder:
        make_private(Path(folder) / DATABASE)
        with closing(sqlite3.connect(Path(folder) / DATABASE)) as copy:
            connection.backup(copy)
        with closing(open_store(Path(folder))) as store, store.reading() as tx:
            yield tx
