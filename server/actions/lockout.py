"""Wrong passwords slow down whoever goes on guessing, and nobody else.

An account waits 1 s, 2 s, 4 s … after each failure, wherever it comes from.  An address waits only
when many different names have failed there: behind one address may sit a whole hall, and one
person who types wrong must not stop the others.  Whoever has signed in already and only says the
password again (to unlock a page, to change it) is counted by session, so that nobody elsewhere
can keep an officer out of an open page.  By the machine's clock, and kept over a restart.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import math
from dataclasses import dataclass

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.rules.lockout import wait_seconds
from server.store import Transaction
from server.store.failures import (
    Failed,
    addresses_failed_at,
    failures_of,
    forget_address,
    forget_failures,
    forget_old_failures,
    names_failed_at,
    note_failure,
)
from server.store.log import append
from server.store.people import people

REMEMBERED = dt.timedelta(hours=24)
NAMES_REMEMBERED = dt.timedelta(hours=1)
LONGEST_AT_ADDRESS_S = 60.0
NO_ADDRESS = ""


class TooManyTries(Exception):
    """Too many wrong passwords; ``seconds`` is how long to wait, 1 or more."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"wait {seconds} s")


@dataclass(frozen=True, slots=True)
class Tried:
    """Whose password is tried (a keyed hash), and from where."""

    subject: str
    address: str


@dataclass(frozen=True, slots=True)
class Lock:
    """Somebody or some address that has to wait; ``until`` by the machine's clock."""

    name: str
    failures: int
    until: dt.datetime


def tried_name(centre: Centre, username: str, address: str) -> Tried:
    """A sign-in under this name, whoever's it may be."""
    return Tried(subject_of(centre.key, username), address)


def subject_of(key: bytes, username: str) -> str:
    """What stands for a name among the failures; ``key`` is the database's own."""
    return _keyed(key, f"name:{username}")


def tried_session(centre: Centre, token: str) -> Tried:
    """The password said again in an open session."""
    return Tried(_keyed(centre.key, f"session:{token}"), NO_ADDRESS)


def must_not_wait(centre: Centre, tried: Tried) -> None:
    """Raise ``TooManyTries`` while this account or this address has to wait."""
    now = centre.machine_now()
    with centre.store.reading() as tx:
        waits = [_left(*_account_wait(centre, tx, tried.subject), now)]
        if tried.address != NO_ADDRESS:
            waits.append(_left(*_address_wait(centre, tx, tried.address, now), now))
    if max(waits) > 0:
        raise TooManyTries(max(1, math.ceil(max(waits))))


def note_wrong(centre: Centre, tried: Tried, person: str | None) -> None:
    """Count a wrong password and log it: the account's name where there is one, never the tried."""
    now = centre.machine_now()
    with centre.store.transaction() as tx:
        forget_old_failures(tx, now - REMEMBERED)
        note_failure(tx, tried.subject, tried.address, now, now - NAMES_REMEMBERED)
        failed, wait = _account_wait(centre, tx, tried.subject)
        data = {"person": person, "failures": failed.count, "wait_s": wait}
        append(tx, "password_wrong", centre.now(), data=data)


def note_right(tx: Transaction, tried: Tried) -> None:
    """A right password ends the account's wait for good."""
    forget_failures(tx, tried.subject)


def clear_person(centre: Centre, username: str, by: Actor) -> None:
    """Let a person try again at once; raises ``NotFound`` when nothing keeps them."""
    with centre.store.transaction() as tx:
        if not forget_failures(tx, subject_of(centre.key, username)):
            raise NotFound(username)
        _log_cleared(centre, tx, by, {"person": username})


def clear_address(centre: Centre, address: str, by: Actor) -> None:
    """Let an address try again at once; raises ``NotFound`` when nothing keeps it."""
    with centre.store.transaction() as tx:
        if not forget_address(tx, address):
            raise NotFound(address)
        _log_cleared(centre, tx, by, {"address": address})


def locked_people(centre: Centre, tx: Transaction) -> list[Lock]:
    """Everybody with an account who has to wait now."""
    now, locks = centre.machine_now(), []
    for person in people(tx):
        failed, wait = _account_wait(centre, tx, subject_of(centre.key, person.username))
        locks.append(_lock(person.username, failed, wait, now))
    return [lock for lock in locks if lock is not None]


def locked_addresses(centre: Centre, tx: Transaction) -> list[Lock]:
    """Every address that has to wait now."""
    now = centre.machine_now()
    found = addresses_failed_at(tx, now - NAMES_REMEMBERED)
    locks = [_lock(one, *_address_wait(centre, tx, one, now), now) for one in found]
    return [lock for lock in locks if lock is not None]


def _account_wait(centre: Centre, tx: Transaction, subject: str) -> tuple[Failed, float]:
    failed = failures_of(tx, subject)
    longest = centre.settings.accounts.longest_wait_minutes * 60
    return failed, wait_seconds(failed.count, longest)


def _address_wait(
    centre: Centre, tx: Transaction, address: str, now: dt.datetime
) -> tuple[Failed, float]:
    accounts = centre.settings.accounts
    failed = names_failed_at(tx, address, now - NAMES_REMEMBERED)
    longest = min(LONGEST_AT_ADDRESS_S, accounts.longest_wait_minutes * 60)
    return failed, wait_seconds(failed.count, longest, free=accounts.names_an_address)


def _left(failed: Failed, wait: float, now: dt.datetime) -> float:
    """Seconds still to wait; a machine's clock that was set back makes nobody wait longer."""
    if failed.since is None:
        return 0.0
    return min(wait, wait - (now - failed.since).total_seconds())


def _lock(name: str, failed: Failed, wait: float, now: dt.datetime) -> Lock | None:
    left = _left(failed, wait, now)
    return Lock(name, failed.count, now + dt.timedelta(seconds=left)) if left > 0 else None


def _log_cleared(centre: Centre, tx: Transaction, by: Actor, data: dict[str, str]) -> None:
    append(tx, "lock_cleared", centre.now(), staff=by.staff, data=data)


def _keyed(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
