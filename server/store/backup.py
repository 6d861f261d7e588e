"""An online copy of the database: whole or not there."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from server.store.database import Store, StoreDamaged, Transaction

NO_ROOM = "no room is left there; make room, or name another place"


def copy_online(store: Store, target: Path) -> None:
    """Copy the database to ``target`` while others use it; raises ``OSError``.

    The copy is made beside the target, checked, and put in its place in one step.
    """
    _must_be_elsewhere(store, target)
    half = target.with_name(target.name + ".part")
    try:
        store.copy_to(half)
        _must_be_whole(half)
        os.replace(half, target)
    except sqlite3.Error as error:
        full = error.sqlite_errorname == "SQLITE_FULL"
        raise OSError(NO_ROOM if full else str(error)) from error
    finally:
        for end in ("", "-journal"):
            half.with_name(half.name + end).unlink(missing_ok=True)


def must_be_undamaged(tx: Transaction) -> None:
    """Read every page; raises ``StoreDamaged`` with the first thing that is wrong."""
    found = tx.value("PRAGMA quick_check(1)")
    if found != "ok":
        raise StoreDamaged(" ".join(str(found).split()))


def _must_be_elsewhere(store: Store, target: Path) -> None:
    if target.exists() and not target.is_file():
        raise OSError("that is no ordinary file; name one in a folder")
    living = store.path.resolve()
    own = {living, *(living.with_name(living.name + end) for end in ("-wal", "-shm"))}
    if target.resolve() in own or (target.exists() and target.samefile(living)):
        raise OSError("that is the living database; name another file")


def _must_be_whole(path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if found != "ok":
        raise OSError(f"the copy is damaged: {found}")
