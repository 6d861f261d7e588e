"""People who sign in: accounts, sessions and their ends."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from dataclasses import dataclass, replace
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from server.actions.lockout import (
    Tried,
    must_not_wait,
    note_right,
    note_wrong,
    subject_of,
    tried_name,
    tried_session,
)
from server.actions.refusals import NotAllowed, NotFound
from server.centre import Centre
from server.messages import NewPerson, PasswordChange, PersonChange, Role
from server.rules.tickets import WrongMove
from server.store import Store, Transaction
from server.store.failures import forget_failures
from server.store.log import append
from server.store.meta import secret_key
from server.store.people import (
    Person,
    add_person,
    add_session,
    anybody,
    end_old_sessions,
    end_session,
    end_trial_sessions,
    people,
    person_by_name,
)

SESSION = dt.timedelta(hours=12)
HASHER = PasswordHasher()
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""For a password that was drawn and has 128 bits: nobody guesses it at any speed."""


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
    _make(store, Person(username, username, role, HASHER.hash(password), False, trial), now)


def make_player(store: Store, username: str, now: dt.datetime) -> str:
    """An officer of a rehearsal, who may sign in to trial servers only; returns the password."""
    password = secrets.token_urlsafe(16)
    hashed = QUICK_HASHER.hash(password)
    _make(store, Person(username, username, Role.OFFICER, hashed, False, trial=True), now)
    return password


def _make(store: Store, fresh: Person, now: dt.datetime) -> None:
    with store.transaction() as tx:
        old = person_by_name(tx, fresh.username) or fresh
        _keep(tx, replace(fresh, name=old.name, post=old.post), now, None)


def add_somebody(centre: Centre, new: NewPerson, now: dt.datetime, by: str) -> Person:
    """Make an account of a name that is free.

    Raises ``WrongMove`` where it is taken, and ``NotFound`` for a post that the centre has not.
    """
    _known_post(centre, new.post)
    person = Person(
        username=new.username,
        name=new.name or new.username,
        role=new.role,
        password_hash=HASHER.hash(new.password),
        disabled=False,
        trial=False,
        post=new.post,
    )
    with centre.store.transaction() as tx:
        if person_by_name(tx, new.username) is not None:
            raise WrongMove("exists", "add")
        _keep(tx, person, now, by)
    return person


def change_person(centre: Centre, username: str, change: PersonChange, by: str) -> Person:
    """Change an account and end its sessions and its waits: the next page asks who it is.

    Raises ``NotFound``, and ``WrongMove`` when nobody would be left to look after the accounts.
    """
    changes: dict[str, Any] = change.model_dump(exclude_none=True, exclude={"password"})
    told = {"username": username, **changes, "password": change.password is not None}
    if change.post is not None:
        _known_post(centre, change.post or None)
        changes["post"] = change.post or None
    if change.password is not None:
        changes["password_hash"] = HASHER.hash(change.password)
    with centre.store.transaction() as tx:
        person = person_by_name(tx, username)
        if person is None:
            raise NotFound(username)
        changed = replace(person, **changes)
        if _looks_after_accounts(person):
            _leave_an_admin(tx, changed)
        add_person(tx, changed)
        forget_failures(tx, subject_of(centre.key, username))
        append(tx, "account_changed", centre.machine_now(), staff=by, data=told)
    return changed


def change_password(centre: Centre, username: str, change: PasswordChange, token: str) -> None:
    """Give oneself another password; every session ends.

    Raises ``NotAllowed`` for a wrong old one: whoever sits at an open page is not yet its owner;
    and ``TooManyTries``.
    """
    say_password_again(centre, username, change.old, token)
    change_person(centre, username, PersonChange(password=change.new), username)


def say_password_again(centre: Centre, username: str, password: str, token: str) -> None:
    """Whoever sits at an open page shows to be its owner; raises as ``change_password`` does."""
    tried = tried_session(centre, token)
    must_not_wait(centre, tried)
    with centre.store.reading() as tx:
        person = person_by_name(tx, username)
    if person is None or not _verified(person.password_hash, password):
        note_wrong(centre, tried, username)
        raise NotAllowed("password")
    with centre.store.transaction() as tx:
        note_right(tx, tried)


def make_trial_sign_in(store: Store, now: dt.datetime) -> tuple[str, str] | None:
    """One admin sign-in for an empty trial centre: name and password, or ``None`` if not empty."""
    with store.transaction() as tx:
        if anybody(tx):
            return None
        password = secrets.token_urlsafe(9)
        make_account(store, "thu-nghiem", Role.ADMIN, password, now, trial=True)
    return "thu-nghiem", password


def sign_in(
    centre: Centre, username: str, password: str, address: str, shown: str = ""
) -> SignedIn:
    """Check a password and begin a session; the one ``shown`` before ends.

    A sign-in made for trials is refused outside trial mode.  Raises ``WrongPassword``, and
    ``TooManyTries`` without looking at the password.
    """
    tried = tried_name(centre, username, address)
    must_not_wait(centre, tried)
    with centre.store.reading() as tx:
        person = person_by_name(tx, username)
    right = _verified(person.password_hash if person else nobodys_hash(), password)
    if person is None or not right or not _may_sign_in(centre, person):
        note_wrong(centre, tried, person.username if person else None)
        raise WrongPassword
    return _begun(centre, person, tried, shown)


def nobodys_hash() -> str:
    """What is checked for an unknown name, so that it takes as long as a known one.

    It is the hash of no password, written down and not reckoned, which would take as long as
    a sign-in at the start of every program.
    """
    cost = f"m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${_by_chance(HASHER.salt_len)}${_by_chance(HASHER.hash_len)}"


def _by_chance(count: int) -> str:
    return base64.b64encode(secrets.token_bytes(count)).decode().rstrip("=")


def _may_sign_in(centre: Centre, person: Person) -> bool:
    return not person.disabled and (centre.trial or not person.trial)


def _begun(centre: Centre, person: Person, tried: Tried, shown: str) -> SignedIn:
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    now = centre.machine_now()
    with centre.store.transaction() as tx:
        note_right(tx, tried)
        end_old_sessions(tx, now)
        end_session(tx, shown)
        add_session(tx, token, person.username, csrf, now + SESSION, now)
    return SignedIn(person, token, csrf)


def end_trials(store: Store) -> None:
    """Show out whoever signed in while trying out, as a server does when the trial is over."""
    with store.transaction() as tx:
        end_trial_sessions(tx)


def sign_out(store: Store, token: str) -> None:
    """End a session."""
    with store.transaction() as tx:
        end_session(tx, token)


def _keep(tx: Transaction, person: Person, now: dt.datetime, by: str | None) -> None:
    add_person(tx, person)
    forget_failures(tx, subject_of(secret_key(tx), person.username))
    told = {"username": person.username, "role": person.role}
    append(tx, "account_made", now, staff=by, data=told)


def _leave_an_admin(tx: Transaction, changed: Person) -> None:
    after = {person.username: person for person in people(tx)} | {changed.username: changed}
    if not any(_looks_after_accounts(one) for one in after.values()):
        raise WrongMove("last_admin", "change")


def _known_post(centre: Centre, post: str | None) -> None:
    if post is not None and post not in {one.id for one in centre.settings.posts}:
        raise NotFound(post)


def _looks_after_accounts(person: Person) -> bool:
    return person.role is Role.ADMIN and not person.disabled


def _verified(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
