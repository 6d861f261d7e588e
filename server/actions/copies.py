"""The daily copy of the database with its anchor, and how many are kept.

A trial makes none: it must not push real copies out of their folder.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import closing
from pathlib import Path

from server.centre import Centre
from server.settings.outside import CopiesSettings
from server.store import Store, StoreBusy, StoreDamaged
from server.store.anchor import newest_anchor, write_anchor
from server.store.backup import copy_online
from server.store.log import append
from server.store.meta import copied_at, note_copy, note_copy_failure
from server.store.times import instant

NAME = re.compile(r"luot-(?P<centre>.+)-\d{4}-\d\d-\d\d\.db")


def copy_when_due(centre: Centre) -> Path | None:
    """Make the copy whose hour has come, also one that was missed; ``None`` when none is due.

    A copy that cannot be made is noted for the supervisors' hall and tried again later.
    """
    wanted = centre.settings.copies
    if wanted is None or centre.trial or not _is_due(centre, wanted):
        return None
    try:
        return _copy(centre, wanted)
    except (OSError, StoreBusy, StoreDamaged):
        with centre.store.transaction() as tx:
            note_copy_failure(tx, centre.now())
        raise


def _is_due(centre: Centre, wanted: CopiesSettings) -> bool:
    with centre.store.reading() as tx:
        last = copied_at(tx)
    return last is None or instant(last) < _last_hour(centre, wanted)


def _last_hour(centre: Centre, wanted: CopiesSettings) -> dt.datetime:
    """The newest instant, not in the future, that is a copy's hour."""
    now = centre.now().astimezone(centre.calendar.zone)
    today = dt.datetime.combine(now.date(), dt.time.fromisoformat(wanted.at), now.tzinfo)
    return today if today <= now else today - dt.timedelta(days=1)


def _copy(centre: Centre, wanted: CopiesSettings) -> Path:
    """Copy over a connection of its own, so that nobody in the hall waits for it."""
    wanted.folder.mkdir(parents=True, exist_ok=True)
    target = wanted.folder / f"luot-{centre.settings.id}-{centre.today()}.db"
    with closing(Store(centre.store.path, centre.store.centre)) as own:
        with own.reading() as tx:
            anchor = newest_anchor(tx)
        copy_online(own, target)
    write_anchor(anchor, target.with_suffix(".anchor"))
    with centre.store.transaction() as tx:
        note_copy(tx, centre.now())
        append(tx, "copied", centre.now(), data={"line": anchor.seq, "hash": anchor.hash})
    _forget_old(wanted, centre.settings.id)
    return target


def _forget_old(wanted: CopiesSettings, centre: str) -> None:
    """Only what carries our name goes, oldest first; anchors stay."""
    ours = [path for path in wanted.folder.iterdir() if _is_ours(path, centre)]
    for path in sorted(ours)[: -wanted.keep]:
        path.unlink()


def _is_ours(path: Path, centre: str) -> bool:
    found = NAME.fullmatch(path.name)
    return found is not None and found["centre"] == centre and not path.is_symlink()
