"""Counters as they are now: open or not, by whom, and which fields a supervisor gave them."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from server.store.database import Transaction
from server.store.times import stamp


class CounterTaken(Exception):
    """The officer already has another counter open."""

    def __init__(self, officer: str) -> None:
        super().__init__(f"{officer} already has a counter open")


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A row of ``counter``; ``fields`` only where a supervisor changed them.

    ``since`` is when it was opened, paused or closed; ``idle_since`` when it last became free.
    ``left_by`` is the officer who moved from it to another counter.
    """

    id: str
    state: str = "closed"
    mode: str = "manual"
    officer: str | None = None
    pause_reason: str | None = None
    idle_since: str | None = None
    fields: tuple[str, ...] | None = None
    since: str | None = None
    left_by: str | None = None


def counter_rows(tx: Transaction) -> dict[str, CounterRow]:
    """Every counter that has ever been opened or changed, by id."""
    rows = tx.rows("SELECT * FROM counter WHERE centre = :centre")
    return {row["id"]: _made(row) for row in rows}


def counter_row(tx: Transaction, counter: str) -> CounterRow:
    """One counter; closed when it was never opened."""
    row = tx.row("SELECT * FROM counter WHERE centre = :centre AND id = :id", id=counter)
    return _made(row) if row is not None else CounterRow(counter)


def counter_of_officer(tx: Transaction, officer: str) -> CounterRow | None:
    """The counter that an officer has open."""
    row = tx.row(
        "SELECT * FROM counter WHERE centre = :centre AND officer = :officer", officer=officer
    )
    return _made(row) if row is not None else None


def set_counter(tx: Transaction, counter: CounterRow) -> None:
    """Write a counter; raises ``CounterTaken`` when its officer has another one."""
    try:
        tx.execute(
            "INSERT INTO counter VALUES (:centre, :id, :state, :mode, :officer, :pause_reason,"
            " :idle_since, :fields, :since, :left_by) ON CONFLICT (centre, id) DO UPDATE"
            " SET state = :state, mode = :mode, officer = :officer, pause_reason = :pause_reason,"
            " idle_since = :idle_since, fields = :fields, since = :since, left_by = :left_by",
            id=counter.id,
            state=counter.state,
            mode=counter.mode,
            officer=counter.officer,
            pause_reason=counter.pause_reason,
            idle_since=counter.idle_since,
            fields=json.dumps(counter.fields) if counter.fields is not None else None,
            since=counter.since,
            left_by=counter.left_by,
        )
    except sqlite3.IntegrityError as error:
        raise CounterTaken(counter.officer or "") from error


def set_idle_since(tx: Transaction, counter: str, at: dt.datetime) -> None:
    """The counter has been free since this instant."""
    tx.execute(
        "UPDATE counter SET idle_since = :at WHERE centre = :centre AND id = :id",
        id=counter,
        at=stamp(at),
    )


def _made(row: dict[str, Any]) -> CounterRow:
    kept = {key: value for key, value in row.items() if key != "centre"}
    fields = tuple(json.loads(row["fields"])) if row["fields"] is not None else None
    return CounterRow(**{**kept, "fields": fields})
