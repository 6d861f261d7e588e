"""People who sign in: accounts, sessions and their ends."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from server.messages import Role
from server.store import Store
from server.store.log import append
from server.store.people import (
    Person,
    add_person,
    add_session,
    anybody,
    end_old_sessions,
    end_session,
    person_by_name,
)

SESSION = dt.timedelta(hours=12)
HASHER = PasswordHasher()
NOBODY = HASHER.hash(secrets.token_hex(16))
"""Checked for unknown names, so that they take as long as known ones."""


class WrongPassword(Exception):
    """No such person, disabled, or another password: the answer is the same."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session: the cookie's token and the page's CSRF token."""

    person: Person
    token: str
    csrf: str


def make_account(
    store: Store, username: str, role: Role, password: str, now: dt.datetime, trial: bool = False
) -> None:
    """Make an account, or give an old one another role and password."""
    person = Person(username, username, role, HASHER.hash(password), False, trial)
    with store.transaction() as tx:
        add_person(tx, person)
        append(tx, "account_made", now, data={"username": username, "role": role})


def make_trial_sign_in(store: Store, now: dt.datetime) -> tuple[str, str] | None:
    """One admin sign-in for an empty trial centre: name and password, or ``None`` if not empty."""
    with store.transaction() as tx:
        if anybody(tx):
            return None
        password = secrets.token_urlsafe(9)
        make_account(store, "thu-nghiem", Role.ADMIN, password, now, trial=True)
    return "thu-nghiem", password


def sign_in(
    store: Store, username: str, password: str, machine_now: dt.datetime, trial: bool
) -> SignedIn:
    """Check a password and begin a session; raises ``WrongPassword``.

    A sign-in made for trials is refused outside trial mode.
    """
    with store.reading() as tx:
        person = person_by_name(tx, username)
    usable = person is not None and not person.disabled and (trial or not person.trial)
    right = _verified(person.password_hash if person else NOBODY, password)
    if person is None or not usable or not right:
        raise WrongPassword(username)
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with store.transaction() as tx:
        end_old_sessions(tx, machine_now)
        add_session(tx, token, username, csrf, machine_now + SESSION)
    return SignedIn(person, token, csrf)


def sign_out(store: Store, token: str) -> None:
    """End a session."""
    with store.transaction() as tx:
        end_session(tx, token)


def _verified(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
