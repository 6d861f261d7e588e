"""A day as reports read it: its stops, and those lines of its log that say more than they do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from server.rules.day_log import OF_COUNTERS, Line
from server.store.database import Transaction
from server.store.phones import PHONE
from server.store.times import instant


@dataclass(frozen=True, slots=True)
class StopOfDay:
    """A stop that is in the queue or has been, with what its visit says."""

    visit: str
    position: int
    number: str
    field: str
    procedure: str | None
    trial: int
    state: str
    queued_at: str
    called_at: str | None
    started_at: str | None
    finished_at: str | None
    held_s: float
    counter: str | None
    officer: str | None
    apology: str | None
    origin: str
    """``phone``, ``appointment``, or nothing: the number was taken at the centre."""


def stops_on(tx: Transaction, day: str) -> list[StopOfDay]:
    """Every stop but the planned ones of the visits that were given a number on a day."""
    rows = tx.execute(
        "SELECT stop.visit, stop.position, visit.number, stop.field, visit.procedure, visit.trial,"
        " stop.state, stop.queued_at, stop.called_at, stop.started_at, stop.finished_at,"
        " stop.held_s, stop.counter, stop.officer, visit.apology,"
        " CASE WHEN visit.appointment IS NOT NULL THEN 'appointment'"
        " WHEN visit.issued_by = :phone THEN 'phone' ELSE '' END"
        " FROM visit JOIN stop ON stop.visit = visit.id"
        " WHERE visit.centre = :centre AND visit.day = :day AND stop.state != 'planned'",
        day=day,
        phone=PHONE,
    )
    return [StopOfDay(*row) for row in rows]


def lines_of_visits(tx: Transaction, day: str) -> list[Line]:
    """The lines about the visits of a day that reports read, on whatever day they were written."""
    rows = tx.rows(
        "SELECT seq, at, event, visit_log.visit, stop, counter, data FROM visit JOIN visit_log"
        " ON visit_log.centre = visit.centre AND visit_log.visit = visit.id"
        " WHERE visit.centre = :centre AND visit.day = :day"
        " AND event IN ('called', 'undone', 'estimated', 'moved_back') ORDER BY seq",
        day=day,
    )
    return [_line(row) for row in rows]


def lines_on(tx: Transaction, day: str) -> list[Line]:
    """The lines of a day that say how its counters spent their time, oldest first."""
    return [_line(row) for row in _rows_on(tx, day)]


def _rows_on(tx: Transaction, day: str) -> Iterator[dict[str, Any]]:
    runs = tx.rows(
        "SELECT first_seq, last_seq FROM log_run WHERE centre = :centre AND day = :day"
        " ORDER BY first_seq",
        day=day,
    )
    for run in runs:
        yield from tx.rows(
            "SELECT seq, at, event, visit, stop, counter, data FROM visit_log"
            " WHERE centre = :centre AND seq BETWEEN :first_seq AND :last_seq"
            " AND event IN (SELECT value FROM json_each(:read)) ORDER BY seq",
            read=json.dumps(OF_COUNTERS),
            **run,
        )


def _line(row: dict[str, Any]) -> Line:
    return Line(**{**row, "at": instant(row["at"]), "data": json.loads(row["data"])})
