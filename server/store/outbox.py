"""How far each webhook has been told the log, and since when it has not taken it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from server.store.database import Transaction
from server.store.log import newest_seq
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class Delivered:
    """A webhook has taken every line up to ``seq``; ``failures`` tries in a row have failed."""

    name: str
    seq: int
    failures: int
    failing_since: str | None


def delivered_to(tx: Transaction, name: str) -> Delivered | None:
    """How far a webhook is, or ``None`` before its first line."""
    row = tx.row(
        "SELECT name, seq, failures, failing_since FROM webhook"
        " WHERE centre = :centre AND name = :name",
        name=name,
    )
    return Delivered(**row) if row else None


def begin_delivery(tx: Transaction, name: str) -> Delivered:
    """Let a new webhook begin with what comes from now on."""
    set_delivered(tx, name, newest_seq(tx))
    known = delivered_to(tx, name)
    assert known is not None
    return known


def set_delivered(tx: Transaction, name: str, seq: int) -> None:
    """Every line up to ``seq`` is taken, and nothing stands in the way."""
    tx.execute(
        "INSERT INTO webhook VALUES (:centre, :name, :seq, 0, NULL)"
        " ON CONFLICT (centre, name) DO UPDATE SET seq = :seq, failures = 0, failing_since = NULL",
        name=name,
        seq=seq,
    )


def pass_over(tx: Transaction, told: Delivered, seq: int) -> bool:
    """Go on to ``seq`` unless somebody has wished another place meanwhile."""
    cursor = tx.execute(
        "UPDATE webhook SET seq = :seq, failures = 0, failing_since = NULL"
        " WHERE centre = :centre AND name = :name AND seq = :before",
        name=told.name,
        seq=seq,
        before=told.seq,
    )
    return cursor.rowcount == 1


def note_failure(tx: Transaction, name: str, now: dt.datetime) -> int:
    """One more try has failed; gives how many in a row."""
    tx.execute(
        "UPDATE webhook SET failures = failures + 1,"
        " failing_since = coalesce(failing_since, :now) WHERE centre = :centre AND name = :name",
        name=name,
        now=stamp(now),
    )
    told = delivered_to(tx, name)
    assert told is not None
    return told.failures


def every_delivery(tx: Transaction) -> list[Delivered]:
    """How far each webhook is."""
    return failing(tx, 0)


def failing(tx: Transaction, failures: int) -> list[Delivered]:
    """The webhooks that have failed at least so many times in a row."""
    rows = tx.rows(
        "SELECT name, seq, failures, failing_since FROM webhook"
        " WHERE centre = :centre AND failures >= :failures ORDER BY name",
        failures=failures,
    )
    return [Delivered(**row) for row in rows]
