"""First answers by idempotency key, kept for a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from server.store.database import Transaction
from server.store.times import stamp

KEPT = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What was answered to a key; ``request`` is a digest of method, path and body."""

    request: str
    status: int
    body: str


def first_answer(tx: Transaction, caller: str, key: str, now: dt.datetime) -> FirstAnswer | None:
    """The answer already given to this caller's key within the last day."""
    row = tx.row(
        "SELECT request, status, body FROM answer WHERE centre = :centre AND caller = :caller"
        " AND key = :key AND at > :oldest",
        caller=caller,
        key=key,
        oldest=stamp(now - KEPT),
    )
    return FirstAnswer(**row) if row is not None else None


def keep_answer(
    tx: Transaction, caller: str, key: str, answer: FirstAnswer, now: dt.datetime
) -> None:
    """Remember the first answer to a key."""
    tx.execute(
        "INSERT OR REPLACE INTO answer VALUES (:centre, :caller, :key, :request, :status, :body,"
        " :now)",
        caller=caller,
        key=key,
        request=answer.request,
        status=answer.status,
        body=answer.body,
        now=stamp(now),
    )


def forget_old_answers(tx: Transaction, now: dt.datetime) -> None:
    """Drop the answers that nobody can ask for again."""
    tx.execute(
        "DELETE FROM answer WHERE centre = :centre AND at <= :oldest", oldest=stamp(now - KEPT)
    )
