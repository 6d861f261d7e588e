"""Wrong passwords, by whose they were and from which address.

A name that was tried is kept as a keyed hash only: it may be nobody's, or a password typed in the
wrong place.  One row is one name at one address, so that an address is judged by how many names
failed there, and an account by how often.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from server.store.database import Transaction
from server.store.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Failed:
    """How many failures, and the instant from which the wait counts."""

    count: int
    since: dt.datetime | None


def failures_of(tx: Transaction, subject: str) -> Failed:
    """How often this account failed, from whatever address, and when last."""
    row = tx.row(
        "SELECT sum(failures) AS count, max(last_at) AS since FROM sign_in_failure"
        " WHERE centre = :centre AND subject = :subject",
        subject=subject,
    )
    return _failed(row)


def names_failed_at(tx: Transaction, address: str, after: dt.datetime) -> Failed:
    """How many names failed at an address after an instant, and when the last one was new."""
    row = tx.row(
        "SELECT count(*) AS count, max(first_at) AS since FROM sign_in_failure"
        " WHERE centre = :centre AND address = :address AND at_address AND first_at > :after",
        address=address,
        after=stamp(after),
    )
    return _failed(row)


def addresses_failed_at(tx: Transaction, after: dt.datetime) -> list[str]:
    """The addresses at which any name failed after an instant."""
    rows = tx.rows(
        "SELECT DISTINCT address FROM sign_in_failure WHERE centre = :centre AND at_address"
        " AND address <> '' AND first_at > :after ORDER BY address",
        after=stamp(after),
    )
    return [row["address"] for row in rows]


def note_failure(
    tx: Transaction, subject: str, address: str, now: dt.datetime, new_after: dt.datetime
) -> None:
    """One more; at its address a name is new again when it failed there before ``new_after``."""
    tx.execute(
        "INSERT INTO sign_in_failure VALUES (:centre, :subject, :address, 1, :now, :now, 1)"
        " ON CONFLICT (centre, subject, address) DO UPDATE SET failures = failures + 1,"
        " last_at = :now, at_address = 1, first_at ="
        " CASE WHEN at_address AND first_at > :new_after THEN first_at ELSE :now END",
        subject=subject,
        address=address,
        now=stamp(now),
        new_after=stamp(new_after),
    )


def forget_failures(tx: Transaction, subject: str) -> bool:
    """Let an account begin anew; whether there was anything to forget."""
    cursor = tx.execute(
        "DELETE FROM sign_in_failure WHERE centre = :centre AND subject = :subject",
        subject=subject,
    )
    return cursor.rowcount > 0


def forget_address(tx: Transaction, address: str) -> bool:
    """Let an address begin anew; the accounts that failed there keep their own failures."""
    cursor = tx.execute(
        "UPDATE sign_in_failure SET at_address = 0 WHERE centre = :centre"
        " AND address = :address AND at_address",
        address=address,
    )
    return cursor.rowcount > 0


def forget_old_failures(tx: Transaction, before: dt.datetime) -> None:
    """Forget what nothing has been added to since an instant."""
    tx.execute(
        "DELETE FROM sign_in_failure WHERE centre = :centre AND last_at < :before",
        before=stamp(before),
    )


def _failed(row: dict[str, object] | None) -> Failed:
    assert row is not None, "an aggregate always answers one row"
    since = row["since"]
    return Failed(int(str(row["count"] or 0)), instant(str(since)) if since else None)
