"""One SQLite file, one writer connection in a process, one lock.

``transaction()`` is the only place that begins one, and it begins it immediately: a deferred
transaction that reads and then writes fails at once when another process writes.  Under eventlet
the whole work runs on a native thread (``run``), so that no commit freezes the other requests.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Run = Callable[[Callable[[], Any]], Any]
Lock = AbstractContextManager[Any]

BUSY_MS = 5000


class StorageFull(Exception):
    """Nothing can be written: the disk is full or fails.  Reads go on."""


class StoreBusy(Exception):
    """Another process has held the database for longer than five seconds."""


class StoreDamaged(Exception):
    """The file is no longer a whole database; a backup must take its place."""


class Transaction:
    """SQL inside one transaction of one centre; every statement may use ``:centre``."""

    def __init__(self, connection: sqlite3.Connection, centre: str) -> None:
        self._connection = connection
        self.centre = centre

    def execute(self, sql: str, **values: Any) -> sqlite3.Cursor:
        """Run one statement."""
        return self._connection.execute(sql, {"centre": self.centre, **values})

    def rows(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        """Every row of an answer."""
        return [dict(row) for row in self.execute(sql, **values)]

    def row(self, sql: str, **values: Any) -> dict[str, Any] | None:
        """The first row, or ``None``."""
        found = self.execute(sql, **values).fetchone()
        return dict(found) if found is not None else None

    def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row, or ``None``."""
        found = self.execute(sql, **values).fetchone()
        return found[0] if found is not None else None


def _directly(work: Callable[[], T]) -> T:
    return work()


class Store:
    """The centre's database file."""

    def __init__(
        self, path: Path, centre: str, run: Run = _directly, lock: Lock | None = None
    ) -> None:
        self.path = path
        self.centre = centre
        self._run = run
        self._lock = lock if lock is not None else threading.RLock()
        self._connection = connect(path)

    def run(self, work: Callable[[], T]) -> T:
        """Do some work that uses the store, where it may wait without stopping the others."""
        result: T = self._run(work)
        return result

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One immediate transaction, or a savepoint inside the one already begun here.

        Raises ``StorageFull`` and ``StoreBusy``; whatever raises inside undoes everything.
        """
        with self._lock, _named_errors():
            nested = self._connection.in_transaction
            self._connection.execute("SAVEPOINT inner" if nested else "BEGIN IMMEDIATE")
            try:
                yield Transaction(self._connection, self.centre)
                self._connection.execute("RELEASE inner" if nested else "COMMIT")
            except BaseException:
                self._undo(nested)
                raise

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A consistent view for questions; works while nothing can be written."""
        with self._lock, _named_errors():
            nested = self._connection.in_transaction
            if not nested:
                self._connection.execute("BEGIN")
            try:
                yield Transaction(self._connection, self.centre)
            finally:
                if not nested:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def looking(self) -> Iterator[Transaction]:
        """A consistent view on a connection of its own that cannot write, for long questions.

        Nobody waits for it: numbers are given while a report is read.
        """
        with closing(connect_to_read(self.path)) as connection, _named_errors():
            connection.execute("BEGIN")
            yield Transaction(connection, self.centre)

    def copy_to(self, target: Path) -> None:
        """Copy the whole file, page by page, while others use it."""
        make_private(target)
        copy = sqlite3.connect(target)
        try:
            with self._lock:
                self._connection.backup(copy)
        finally:
            copy.close()

    def checkpoint(self) -> None:
        """Let nothing that was deleted stay in the journal; waits for no reader."""
        with self._lock, _named_errors():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _undo(self, nested: bool) -> None:
        if not self._connection.in_transaction:
            return  # SQLite has rolled back by itself, as it does when the disk is full
        if nested:
            self._connection.execute("ROLLBACK TO inner")
            self._connection.execute("RELEASE inner")
        else:
            self._connection.execute("ROLLBACK")


def make_private(path: Path) -> None:
    """Make the file, if it is not there, for its owner's eyes only; SQLite's own files follow."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def connect(path: Path) -> sqlite3.Connection:
    """A connection set up for durability: WAL with ``synchronous=FULL``."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    return connection


def connect_to_read(path: Path, changes: bool = True) -> sqlite3.Connection:
    """A connection that cannot write; ``changes``: whether somebody else may meanwhile."""
    address = f"{path.resolve().as_uri()}?mode=ro{'' if changes else '&immutable=1'}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return connection


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_FULL" or name.startswith(("SQLITE_IOERR", "SQLITE_READONLY")):
            raise StorageFull(str(error)) from error
        if name.startswith("SQLITE_BUSY"):
            raise StoreBusy(str(error)) from error
        raise
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StoreDamaged(str(error)) from error
        raise
