"""Numbers that were taken on phones: of which phone, and who is not here yet.

A phone is a word that the server has drawn for it and keeps only as a hash, for one day.
"""

from __future__ import annotations

import datetime as dt

from server.store.database import Transaction
from server.store.people import hashed
from server.store.times import stamp

PHONE = "(phone)"
"""Stands for a citizen's own phone in the log; no device can have this name."""


def keep_phone(tx: Transaction, visit: str, day: str, phone: str) -> None:
    """Remember which phone a number is for, and forget those of other days."""
    tx.execute("DELETE FROM phone_number WHERE centre = :centre AND day < :day", day=day)
    keep_known_phone(tx, visit, day, hashed(phone))


def keep_known_phone(tx: Transaction, visit: str, day: str, phone_hash: str) -> None:
    """The same where only the hash is known."""
    tx.execute(
        "INSERT INTO phone_number VALUES (:centre, :visit, :day, :phone)",
        visit=visit,
        day=day,
        phone=phone_hash,
    )


def numbers_of_phone(tx: Transaction, day: str, phone: str) -> list[tuple[str, bool]]:
    """The visits of one phone today, the newest first, and whether each is still open."""
    rows = tx.execute(
        "SELECT phone_number.visit, visit.closed_at IS NULL FROM phone_number"
        " JOIN visit ON visit.id = phone_number.visit WHERE phone_number.centre = :centre"
        " AND phone_number.day = :day AND phone_number.phone = :phone ORDER BY visit.sequence DESC",
        day=day,
        phone=hashed(phone),
    )
    return [(row[0], bool(row[1])) for row in rows]


def coming_in(tx: Transaction, day: str, field: str) -> int:
    """How many have a number of a field and are not here."""
    return int(
        tx.value(
            "SELECT count(*) FROM stop WHERE centre = :centre AND day = :day"
            " AND state = 'waiting' AND field = :field AND here_by IS NOT NULL",
            day=day,
            field=field,
        )
        or 0
    )


def overdue(tx: Transaction, now: dt.datetime) -> list[str]:
    """The visits of whoever should have been here by now, the first number first."""
    rows = tx.execute(
        "SELECT visit FROM stop WHERE centre = :centre AND here_by <= :now AND state = 'waiting'"
        " ORDER BY sequence",
        now=stamp(now),
    )
    return [row[0] for row in rows]
