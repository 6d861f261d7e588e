"""Which days the reports have counted, and which the log has touched since.

The log is followed by its sequence.  Each new line makes two days stale: its own, and that of its
visit.  A day is counted again as a whole, so that no line can be counted twice or forgotten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that the reports have not followed yet."""

    seq: int
    at: str
    visit_day: str | None


def followed_to(tx: Transaction) -> int:
    """The newest line that the reports know of, 0 before the first."""
    found = tx.value("SELECT max(last_seq) FROM log_run WHERE centre = :centre")
    return int(found or 0)


def lines_to_follow(tx: Transaction, limit: int) -> list[NewLine]:
    """The next lines, oldest first."""
    rows = tx.execute(
        "SELECT seq, at, (SELECT day FROM visit WHERE visit.id = visit_log.visit)"
        " FROM visit_log WHERE centre = :centre AND seq > :seq ORDER BY seq LIMIT :limit",
        seq=followed_to(tx),
        limit=limit,
    )
    return [NewLine(*row) for row in rows]


def keep_run(tx: Transaction, day: str, first: int, last: int) -> None:
    """These lines, one after the other, are of this day; the newest run grows where it can."""
    grown = tx.execute(
        "UPDATE log_run SET last_seq = :last WHERE centre = :centre AND day = :day"
        " AND last_seq = :before",
        day=day,
        last=last,
        before=first - 1,
    )
    if grown.rowcount == 0:
        tx.execute(
            "INSERT INTO log_run (centre, first_seq, last_seq, day)"
            " VALUES (:centre, :first, :last, :day)",
            day=day,
            first=first,
            last=last,
        )


def touch_days(tx: Transaction, days: Mapping[str, int]) -> None:
    """These days have changed, each up to a line; months that hold them are no longer whole."""
    for day, seq in days.items():
        tx.execute(
            "INSERT INTO report_day (centre, day, touched) VALUES (:centre, :day, :seq)"
            " ON CONFLICT (centre, day) DO UPDATE SET touched = max(touched, :seq)",
            day=day,
            seq=seq,
        )
        tx.execute(
            "DELETE FROM report_month WHERE centre = :centre AND month IN (:month, :year)",
            month=day[:7],
            year=day[:4],
        )


def stale_days(tx: Transaction, first: str, last: str) -> list[str]:
    """The days from ``first`` to ``last`` that must be counted again."""
    rows = tx.execute(
        "SELECT day FROM report_day WHERE centre = :centre AND day BETWEEN :first AND :last"
        " AND touched > counted ORDER BY day",
        first=first,
        last=last,
    )
    return [row[0] for row in rows]


def may_count(tx: Transaction, day: str, seq: int) -> bool:
    """Mark a day as counted up to a line; no, when somebody has counted further."""
    done = tx.execute(
        "UPDATE report_day SET counted = :seq WHERE centre = :centre AND day = :day"
        " AND counted < :seq",
        day=day,
        seq=seq,
    )
    return done.rowcount == 1


def spans_to_add(tx: Transaction, first: str, last: str, length: int) -> list[str]:
    """The months (``2026-11``, length 7) or years (length 4) with days, and no sum of them yet."""
    rows = tx.execute(
        "SELECT DISTINCT substr(day, 1, :length) AS span FROM report_day WHERE centre = :centre"
        " AND day BETWEEN :first AND :last AND substr(day, 1, :length) NOT IN"
        " (SELECT month FROM report_month WHERE centre = :centre) ORDER BY span",
        first=first,
        last=last,
        length=length,
    )
    return [row[0] for row in rows]


def whole_spans(tx: Transaction) -> set[str]:
    """The months and years whose days have been added up."""
    rows = tx.execute("SELECT month FROM report_month WHERE centre = :centre")
    return {row[0] for row in rows}


def may_keep_span(tx: Transaction, span: str, seq: int) -> bool:
    """Mark a month or a year as added up; no, when one of its days has changed after a line."""
    changed = tx.value(
        "SELECT 1 FROM report_day WHERE centre = :centre AND day > :span AND day < :span || '~'"
        " AND (touched > :seq OR counted > :seq OR touched > counted) LIMIT 1",
        span=span,
        seq=seq,
    )
    if changed:
        return False
    tx.execute("INSERT OR IGNORE INTO report_month VALUES (:centre, :span)", span=span)
    return True


def first_day(tx: Transaction) -> dt.date | None:
    """The earliest day of which the log tells."""
    found = tx.value("SELECT min(day) FROM report_day WHERE centre = :centre")
    return dt.date.fromisoformat(found) if found else None


def forget_counts(tx: Transaction) -> None:
    """Count everything anew: what was counted is derived from the log and can be made again."""
    for table in ("log_run", "report_day", "report_month", "figure", "counter_time"):
        tx.execute(f"DELETE FROM {table} WHERE centre = :centre")  # noqa: S608
