"""A page that nobody touches locks itself; the work on it stays.

The server decides: a locked session may do nothing but say the password again.  A counter whose
officer has left calls nobody by itself; with the password its gap begins anew.
"""

from __future__ import annotations

from server.actions.accounts import say_password_again
from server.attendance import TOLD_EVERY
from server.centre import Centre
from server.store import Transaction
from server.store.counters import counter_of_officer, set_idle_since
from server.store.people import Session, touch_session


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
        _begin_the_gap(centre, tx, username)


def _begin_the_gap(centre: Centre, tx: Transaction, officer: str) -> None:
    """An automatic counter calls nobody in the moment in which its officer comes back."""
    row = counter_of_officer(tx, officer)
    if row is not None and row.mode == "auto" and row.idle_since is not None:
        set_idle_since(tx, row.id, centre.now())
