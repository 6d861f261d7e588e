"""A page that nobody touches locks itself; the work on it stays.

The server decides: a locked session may do nothing but say the password again.  A page tells of
touches at most every half minute, so that the server waits that much longer than the page.
"""

from __future__ import annotations

import datetime as dt

from server.actions.accounts import say_password_again
from server.centre import Centre
from server.store.people import Session, touch_session

TOLD_EVERY = dt.timedelta(seconds=30)


def is_locked(centre: Centre, session: Session) -> bool:
    """Whether a session may do nothing now but unlock."""
    if session.locked:
        return True
    longest = dt.timedelta(minutes=centre.settings.accounts.idle_minutes)
    untouched = centre.machine_now() - session.touched_at
    return bool(longest) and untouched > longest + TOLD_EVERY


def keep_awake(centre: Centre, session: Session, token: str) -> None:
    """Somebody is at the page."""
    now = centre.machine_now()
    if now - session.touched_at >= TOLD_EVERY:
        with centre.store.transaction() as tx:
            touch_session(tx, token, now, locked=False)


def lock(centre: Centre, token: str) -> None:
    """Lock a session's pages."""
    with centre.store.transaction() as tx:
        touch_session(tx, token, centre.machine_now(), locked=True)


def unlock(centre: Centre, username: str, password: str, token: str) -> None:
    """Go on where the page was left; raises ``NotAllowed`` and ``TooManyTries``."""
    say_password_again(centre, username, password, token)
    with centre.store.transaction() as tx:
        touch_session(tx, token, centre.machine_now(), locked=False)
