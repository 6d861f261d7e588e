"""What the last command at each counter may restore: the rows as they were before it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from server.store.database import Transaction
from server.store.times import instant, stamp

TABLES = {
    "stop": "SELECT * FROM stop WHERE visit = :visit",
    "visit_dossier": "SELECT * FROM visit_dossier WHERE visit = :visit",
}


@dataclass(frozen=True, slots=True)
class Before:
    """A visit and its counter as they were: rows by table."""

    counter: str
    visit: str
    rows: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last command at a counter: its log line, when by the machine's clock, what was before."""

    seq: int
    at: dt.datetime
    event: str
    before: Before


def rows_before(tx: Transaction, counter: str, visit: str) -> Before:
    """The rows that a command at a counter may change."""
    rows = {table: tx.rows(question, visit=visit) for table, question in TABLES.items()}
    rows["visit"] = tx.rows(
        "SELECT closed_at, outcome, priority FROM visit WHERE id = :visit", visit=visit
    )
    rows["counter"] = tx.rows(
        "SELECT idle_since FROM counter WHERE centre = :centre AND id = :counter", counter=counter
    )
    return Before(counter, visit, rows)


def keep_undoable(
    tx: Transaction, before: Before, seq: int, event: str, machine_now: dt.datetime
) -> None:
    """Remember a counter's last command; the one before it can no longer be taken back."""
    tx.execute(
        "INSERT INTO undo VALUES (:centre, :counter, :seq, :at, :visit, :event, :before)"
        " ON CONFLICT (centre, counter) DO UPDATE SET seq = :seq, at = :at, visit = :visit,"
        " event = :event, before = :before",
        counter=before.counter,
        seq=seq,
        at=stamp(machine_now),
        visit=before.visit,
        event=event,
        before=json.dumps(before.rows, ensure_ascii=False),
    )


def undoable_at(tx: Transaction, counter: str) -> Undoable | None:
    """The last command at a counter, while nothing has followed from it in the log."""
    row = tx.row(
        "SELECT * FROM undo WHERE centre = :centre AND counter = :counter AND NOT EXISTS ("
        " SELECT 1 FROM visit_log AS later WHERE later.centre = :centre AND later.seq > undo.seq"
        " AND (later.counter = undo.counter OR later.visit = undo.visit))",
        counter=counter,
    )
    if row is None:
        return None
    before = Before(counter, row["visit"], json.loads(row["before"]))
    return Undoable(row["seq"], instant(row["at"]), row["event"], before)


def restore(tx: Transaction, before: Before) -> None:
    """Put a visit and its counter back as they were."""
    for table in TABLES:
        tx.execute(f"DELETE FROM {table} WHERE visit = :visit", visit=before.visit)  # noqa: S608
        for row in before.rows[table]:
            _insert(tx, table, row)
    [visit] = before.rows["visit"]
    tx.execute(
        "UPDATE visit SET closed_at = :closed_at, outcome = :outcome,"
        " priority = :priority WHERE id = :visit",
        visit=before.visit,
        **visit,
    )
    for row in before.rows["counter"]:
        tx.execute(
            "UPDATE counter SET idle_since = :idle_since WHERE centre = :centre AND id = :counter",
            counter=before.counter,
            **row,
        )


def _insert(tx: Transaction, table: str, row: dict[str, Any]) -> None:
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    tx.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", **row)  # noqa: S608
