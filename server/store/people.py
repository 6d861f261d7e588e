"""Members of staff and their sessions.  Only hashes of passwords and tokens are kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from server.messages import Role
from server.store.database import Transaction
from server.store.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff who may sign in; ``post`` is one of the centre's staff plan."""

    username: str
    name: str
    role: Role
    password_hash: str
    disabled: bool
    trial: bool
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; ``locked`` by hand or by its page.  By the machine's clock."""

    person: Person
    csrf: str
    touched_at: dt.datetime
    locked: bool


def hashed(secret: str) -> str:
    """SHA-256 of a random token: it has 256 bits, so no salt and no slowness are needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_person(tx: Transaction, person: Person) -> None:
    """Store a person; the same name again changes role and password and ends the sessions."""
    tx.execute(
        "INSERT INTO person VALUES (:centre, :username, :name, :role, :password_hash, :disabled,"
        " :trial, :post) ON CONFLICT (centre, username) DO UPDATE SET name = :name, role = :role,"
        " password_hash = :password_hash, disabled = :disabled, trial = :trial, post = :post",
        username=person.username,
        name=person.name,
        role=person.role,
        password_hash=person.password_hash,
        disabled=person.disabled,
        trial=person.trial,
        post=person.post,
    )
    tx.execute(
        "DELETE FROM session WHERE centre = :centre AND username = :username",
        username=person.username,
    )


def person_by_name(tx: Transaction, username: str) -> Person | None:
    """The person with this sign-in name."""
    row = tx.row(
        "SELECT username, name, role, password_hash, disabled, trial, post FROM person"
        " WHERE centre = :centre AND username = :username",
        username=username,
    )
    return _person(row) if row is not None else None


def names_of_people(tx: Transaction) -> dict[str, str]:
    """What everybody with an account is called, by sign-in name."""
    rows = tx.rows("SELECT username, name FROM person WHERE centre = :centre")
    return {row["username"]: row["name"] for row in rows}


def people(tx: Transaction) -> list[Person]:
    """Everybody with an account, by sign-in name."""
    rows = tx.rows(
        "SELECT username, name, role, password_hash, disabled, trial, post FROM person"
        " WHERE centre = :centre ORDER BY username"
    )
    return [_person(row) for row in rows]


def anybody(tx: Transaction) -> bool:
    """Whether there is any account at all."""
    return tx.value("SELECT 1 FROM person WHERE centre = :centre LIMIT 1") is not None


def add_session(
    tx: Transaction,
    token: str,
    username: str,
    csrf: str,
    expires: dt.datetime,
    now: dt.datetime,
) -> None:
    """Store a session by the hash of its token, touched now."""
    tx.execute(
        "INSERT INTO session (token_hash, centre, username, csrf, expires_at, touched_at)"
        " VALUES (:token_hash, :centre, :username, :csrf, :expires, :now)",
        token_hash=hashed(token),
        username=username,
        csrf=csrf,
        expires=stamp(expires),
        now=stamp(now),
    )


def touch_session(tx: Transaction, token: str, now: dt.datetime, *, locked: bool) -> None:
    """Somebody is at a session's page, or has locked it."""
    tx.execute(
        "UPDATE session SET touched_at = :now, locked = :locked WHERE token_hash = :token_hash",
        token_hash=hashed(token),
        now=stamp(now),
        locked=locked,
    )


def session_by_token(tx: Transaction, token: str, now: dt.datetime) -> Session | None:
    """The living session of a cookie, unless its person was disabled."""
    row = tx.row(
        "SELECT session.csrf, touched_at, locked, person.username, name, role, password_hash,"
        " disabled, trial, post"
        " FROM session JOIN person USING (centre, username)"
        " WHERE token_hash = :token_hash AND session.centre = :centre AND expires_at > :now"
        " AND NOT disabled",
        token_hash=hashed(token),
        now=stamp(now),
    )
    if row is None:
        return None
    touched_at = instant(row["touched_at"])
    return Session(_person(row), row["csrf"], touched_at, bool(row["locked"]))


def sessions_of(tx: Transaction, username: str, now: dt.datetime) -> list[Session]:
    """The living sessions of one person."""
    person = person_by_name(tx, username)
    if person is None or person.disabled:
        return []
    rows = tx.rows(
        "SELECT csrf, touched_at, locked FROM session"
        " WHERE centre = :centre AND username = :username AND expires_at > :now",
        username=username,
        now=stamp(now),
    )
    return [
        Session(person, row["csrf"], instant(row["touched_at"]), bool(row["locked"]))
        for row in rows
    ]


def end_session(tx: Transaction, token: str) -> None:
    """Forget a session."""
    tx.execute("DELETE FROM session WHERE token_hash = :token_hash", token_hash=hashed(token))


def end_every_session(tx: Transaction) -> None:
    """Nobody is signed in any more."""
    tx.execute("DELETE FROM session WHERE centre = :centre")


def end_trial_sessions(tx: Transaction) -> None:
    """Forget the sessions of those who may sign in only while trying out."""
    tx.execute(
        "DELETE FROM session WHERE centre = :centre AND username IN"
        " (SELECT username FROM person WHERE centre = :centre AND trial)"
    )


def end_old_sessions(tx: Transaction, now: dt.datetime) -> None:
    """Forget the sessions that have run out."""
    tx.execute("DELETE FROM session WHERE expires_at <= :now", now=stamp(now))


def _person(row: dict[str, object]) -> Person:
    return Person(
        username=str(row["username"]),
        name=str(row["name"]),
        role=Role(str(row["role"])),
        password_hash=str(row["password_hash"]),
        disabled=bool(row["disabled"]),
        trial=bool(row["trial"]),
        post=str(row["post"]) if row["post"] is not None else None,
    )
