"""Who is there: a page that nobody touches is locked, and its officer has left the counter.

A page tells of touches at most every half minute, so that the server waits that much longer than
the page.
"""

from __future__ import annotations

import datetime as dt

from server.centre import Centre
from server.store import Transaction
from server.store.people import Session, sessions_of

TOLD_EVERY = dt.timedelta(seconds=30)


def is_locked(centre: Centre, session: Session) -> bool:
    """Whether a session may do nothing now but unlock."""
    if session.locked:
        return True
    longest = dt.timedelta(minutes=centre.settings.accounts.idle_minutes)
    untouched = centre.machine_now() - session.touched_at
    return bool(longest) and untouched > longest + TOLD_EVERY


def is_attended(centre: Centre, tx: Transaction, officer: str | None) -> bool:
    """Whether an officer is at a page: signed in somewhere, and not behind a lock there."""
    sessions = sessions_of(tx, officer, centre.machine_now()) if officer is not None else []
    return any(not is_locked(centre, session) for session in sessions)
