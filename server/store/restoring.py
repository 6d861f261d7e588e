"""A backup put in the database's place: checked first, and what was there is kept beside it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from server.store.backup import must_be_undamaged
from server.store.database import Store, StoreDamaged, make_private
from server.store.holding import held
from server.store.log import append, first_broken, newest_lines
from server.store.meta import begin_epoch
from server.store.opening import DATABASE, ForeignDatabase, open_store, owner_of
from server.store.people import end_every_session

SQLITE = b"SQLite format 3\0"
WAL_FILES = ("-wal", "-shm")


class BadBackup(Exception):
    """Not a whole backup of this centre; the message says why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: its newest line, and where the file that was there is kept now."""

    seq: int
    at: str | None
    kept: Path | None


def put_back(backup: Path, data: Path, now: dt.datetime) -> Restored:
    """Make ``backup`` the database of ``data``, under a new epoch and with nobody signed in.

    Raises ``BadBackup``, ``ForeignDatabase``, ``DataInUse`` and ``OSError``; the database that
    was there is then as it was.  The backup itself is only read.
    """
    if (data / DATABASE).exists() and backup.samefile(data / DATABASE):
        raise BadBackup("that is the living database; name a backup")
    with held(data):
        half = data / f"{DATABASE}.restoring"
        try:
            _copy(backup, half)
            seq, at = _checked(half, now)
            _must_be_of_one_centre(half, data / DATABASE)
            kept = _set_aside(data / DATABASE, now)
            os.replace(half, data / DATABASE)
        finally:
            _remove(half)
    return Restored(seq, at, kept)


def _copy(backup: Path, half: Path) -> None:
    _remove(half)
    make_private(half)
    shutil.copyfile(backup, half)


def _checked(half: Path, now: dt.datetime) -> tuple[int, str | None]:
    """Look the copy through, and mark it as restored; gives its newest line's sequence and time."""
    if not owner_of(half):
        raise BadBackup(_why_nobodys(half))
    try:
        with closing(open_store(half.parent, name=half.name)) as store:
            newest = _whole(store)
            _mark(store, now)
    except (sqlite3.DatabaseError, StoreDamaged, UnicodeDecodeError) as error:
        raise BadBackup(f"the backup is damaged ({error}); take another one") from None
    _sync(half)
    return newest


def _why_nobodys(half: Path) -> str:
    with half.open("rb") as file:
        begins_well = file.read(len(SQLITE)) == SQLITE
    if begins_well:
        return "the backup is not whole: it may have been cut off while copied; take another one"
    return "that is no backup of Lượt"


def _whole(store: Store) -> tuple[int, str | None]:
    with store.reading() as tx:
        must_be_undamaged(tx)
        if (broken := first_broken(tx)) is not None:
            raise BadBackup(f"the backup's visit log is broken at line {broken}; take another one")
        last = newest_lines(tx, 1)
    return (last[-1]["seq"], last[-1]["at"]) if last else (0, None)


def _mark(store: Store, now: dt.datetime) -> None:
    with store.transaction() as tx:
        begin_epoch(tx)
        end_every_session(tx)
        append(tx, "restored", now)


def _must_be_of_one_centre(half: Path, living: Path) -> None:
    ours, theirs = owner_of(living), owner_of(half)
    if ours is not None and ours != theirs:
        raise ForeignDatabase(f"that is a backup of centre {theirs!r}, here is {ours!r}")


def _set_aside(living: Path, now: dt.datetime) -> Path | None:
    """Keep what was there under another name, a damaged file too, and leave it no old journal."""
    if not living.exists():
        return None
    kept = living.with_name(f"{living.name}.before-{now:%Y%m%d-%H%M%S}")
    os.link(living, kept)
    for end in WAL_FILES:
        journal = living.with_name(living.name + end)
        if journal.exists():
            os.replace(journal, kept.with_name(kept.name + end))
    return kept


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove(half: Path) -> None:
    for end in ("", *WAL_FILES):
        half.with_name(half.name + end).unlink(missing_ok=True)
