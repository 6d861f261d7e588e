"""Stops: one wait and one service of a visit, at one counter."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.rules.routing import InLine
from server.rules.tickets import Move, State, WrongMove, moved
from server.store.database import Transaction
from server.store.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Stop:
    """A row of ``stop``; times as text."""

    id: int
    day: str
    visit: str
    position: int
    field: str
    state: State
    sequence: int
    arrived_at: str
    queued_at: str
    called_at: str | None
    started_at: str | None
    finished_at: str | None
    calls: int
    counter: str | None
    officer: str | None
    call_seq: int | None
    outcome: str | None
    note: str | None
    for_counter: str | None
    for_officer: str | None
    goes_first: int
    held_at: str | None
    held_s: float


NOT_CALLED: dict[str, Any] = {
    "counter": None,
    "officer": None,
    "called_at": None,
    "started_at": None,
    "finished_at": None,
    "calls": 0,
    "call_seq": None,
}
"""What a waiting stop does not have yet."""


def add_stop(
    tx: Transaction,
    visit: str,
    day: str,
    position: int,
    field: str,
    state: State,
    sequence: int,
    at: dt.datetime,
    for_counter: str | None = None,
) -> int:
    """Store a stop, waiting or planned, and return its id."""
    cursor = tx.execute(
        "INSERT INTO stop (centre, day, visit, position, field, state, sequence, arrived_at,"
        " queued_at, for_counter) VALUES (:centre, :day, :visit, :position, :field, :state,"
        " :sequence, :at, :at, :for_counter)",
        visit=visit,
        day=day,
        position=position,
        field=field,
        state=state,
        sequence=sequence,
        at=stamp(at),
        for_counter=for_counter,
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def move_stop(tx: Transaction, stop: Stop, move: Move, **changes: Any) -> Stop:
    """Move a stop by the table of moves and write its other changes in the same statement.

    The statement names the state it comes from, so that a stop somebody else has just moved is
    refused (``WrongMove``) and not overwritten.
    """
    changes["state"] = moved(stop.state, move)
    columns = ", ".join(f"{name} = :{name}" for name in changes)
    cursor = tx.execute(
        f"UPDATE stop SET {columns} WHERE id = :stop_id AND state = :from_state",  # noqa: S608
        stop_id=stop.id,
        from_state=stop.state,
        **changes,
    )
    if cursor.rowcount != 1:
        raise WrongMove(stop.state, move)
    return stop_by_id(tx, stop.id)


def make_room(tx: Transaction, visit: str, position: int) -> None:
    """Move a visit's stops from ``position`` on one further, for a stop that comes between."""
    later = [stop for stop in stops_of(tx, visit) if stop.position >= position]
    for stop in reversed(later):
        tx.execute("UPDATE stop SET position = position + 1 WHERE id = :stop_id", stop_id=stop.id)


def set_stop(tx: Transaction, stop: int, **values: Any) -> None:
    """Write columns of a stop that are no move."""
    columns = ", ".join(f"{name} = :{name}" for name in values)
    tx.execute(f"UPDATE stop SET {columns} WHERE id = :stop_id", stop_id=stop, **values)  # noqa: S608


def free_kept(tx: Transaction, counter: str, officer: str | None) -> list[str]:
    """Let those who wait for one counter or its officer wait for any; returns their numbers."""
    rows = tx.rows(
        "UPDATE stop SET for_counter = NULL, for_officer = NULL WHERE centre = :centre"
        " AND state = 'waiting' AND (for_counter = :counter OR for_officer = :officer)"
        " RETURNING (SELECT number FROM visit WHERE visit.id = stop.visit) AS number",
        counter=counter,
        officer=officer,
    )
    return sorted(row["number"] for row in rows)


def stop_by_id(tx: Transaction, stop: int) -> Stop:
    """The stop with this id."""
    row = tx.row("SELECT * FROM stop WHERE id = :stop", stop=stop)
    assert row is not None
    return _made(row)


def stops_of(tx: Transaction, visit: str) -> list[Stop]:
    """All stops of a visit in their order."""
    rows = tx.rows("SELECT * FROM stop WHERE visit = :visit ORDER BY position", visit=visit)
    return [_made(row) for row in rows]


def current_stop(stops: list[Stop]) -> Stop:
    """The stop a visit is at: the last one that is not planned."""
    begun = [stop for stop in stops if stop.state is not State.PLANNED]
    assert begun, "a visit begins with a stop in the queue"
    return begun[-1]


def stop_at_counter(tx: Transaction, counter: str) -> Stop | None:
    """What is called to or served at a counter."""
    row = tx.row(
        "SELECT * FROM stop WHERE centre = :centre AND counter = :counter"
        " AND state IN ('called', 'serving')",
        counter=counter,
    )
    return _made(row) if row is not None else None


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A stop with what its visit says, for routing and lists."""

    stop: int
    visit: str
    number: str
    field: str
    state: str
    sequence: int
    arrived_at: str
    queued_at: str
    for_counter: str | None
    for_officer: str | None
    purpose: str | None
    priority: str | None
    counter: str | None
    goes_first: int
    held_at: str | None
    note: str | None

    def in_line(self) -> InLine:
        """This stop as the routing rule sees it."""
        return InLine(
            stop=self.stop,
            number=self.number,
            field=self.field,
            arrived_at=instant(self.arrived_at),
            sequence=self.sequence,
            priority=self.priority is not None,
            for_counter=self.for_counter,
            for_officer=self.for_officer,
            first=bool(self.goes_first),
        )


TICKET_COLUMNS = (
    "stop.id AS stop, stop.visit, visit.number, stop.field, stop.state, stop.sequence,"
    " stop.arrived_at, stop.queued_at, stop.for_counter, stop.for_officer, visit.purpose,"
    " visit.priority, stop.counter, stop.goes_first, stop.held_at, stop.note"
)


def tickets_in_state(tx: Transaction, day: str, state: State) -> list[TicketRow]:
    """The day's stops in one state with number, purpose and priority, by sequence."""
    rows = tx.execute(
        f"SELECT {TICKET_COLUMNS} FROM stop JOIN visit ON visit.id = stop.visit"  # noqa: S608
        " WHERE stop.centre = :centre AND stop.day = :day AND stop.state = :state"
        " ORDER BY stop.sequence, stop.id",
        day=day,
        state=state,
    )
    return [TicketRow(*row) for row in rows]


def tickets_at_counters(tx: Transaction) -> list[TicketRow]:
    """What is called to or served at the counters, also over midnight."""
    rows = tx.execute(
        f"SELECT {TICKET_COLUMNS} FROM stop JOIN visit ON visit.id = stop.visit"  # noqa: S608
        " WHERE stop.centre = :centre AND stop.state IN ('called', 'serving')"
    )
    return [TicketRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Queued:
    """Somebody who waits: for what, since when, and kept for whom."""

    field: str
    queued_at: str
    for_counter: str | None
    for_officer: str | None


def queued_stops(tx: Transaction, day: str) -> list[Queued]:
    """Everybody who waits today, the longest wait first."""
    rows = tx.execute(
        "SELECT field, queued_at, for_counter, for_officer FROM stop"
        " WHERE centre = :centre AND day = :day AND state = 'waiting' ORDER BY queued_at, id",
        day=day,
    )
    return [Queued(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class AtCounter:
    """What is called to or served at a counter, and since when."""

    counter: str
    field: str
    called_at: str
    started_at: str | None


def stops_at_counters(tx: Transaction) -> list[AtCounter]:
    """The stops called to or served at the counters with their times, also over midnight."""
    rows = tx.rows(
        "SELECT counter, field, called_at, started_at FROM stop"
        " WHERE centre = :centre AND state IN ('called', 'serving')"
    )
    return [AtCounter(**row) for row in rows]


def normals_since_priority(tx: Transaction, day: str) -> int:
    """How many normal tickets have been called today since the last priority one."""
    return int(
        tx.value(
            "SELECT count(*) FROM stop JOIN visit ON visit.id = stop.visit"
            " WHERE stop.centre = :centre AND stop.day = :day AND visit.priority IS NULL"
            " AND stop.called_at > coalesce((SELECT max(s.called_at) FROM stop AS s"
            "  JOIN visit AS v ON v.id = s.visit WHERE s.centre = :centre AND s.day = :day"
            "  AND v.priority IS NOT NULL), '')",
            day=day,
        )
        or 0
    )


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """Services of a day: how many, and their seconds together."""

    count: int
    total_s: float


def service_times(tx: Transaction, day: str) -> dict[str, ServiceTimes]:
    """Finished services of a day by field."""
    rows = tx.rows(
        "SELECT field, count(*) AS count,"
        " sum((julianday(finished_at) - julianday(started_at)) * 86400 - held_s) AS total FROM stop"
        " WHERE centre = :centre AND day = :day AND state = 'done' GROUP BY field",
        day=day,
    )
    return {row["field"]: ServiceTimes(row["count"], row["total"] or 0.0) for row in rows}


def counter_figures(tx: Transaction, day: str) -> dict[str, dict[str, Any]]:
    """Served, missed and mean seconds of each counter today."""
    rows = tx.rows(
        "SELECT counter, sum(state = 'done') AS served, sum(state = 'no_show') AS no_show,"
        " avg((julianday(called_at) - julianday(queued_at)) * 86400) AS mean_wait_s,"
        " avg((julianday(finished_at) - julianday(started_at)) * 86400 - held_s) AS mean_service_s"
        " FROM stop WHERE centre = :centre AND day = :day AND counter IS NOT NULL"
        " AND called_at IS NOT NULL GROUP BY counter",
        day=day,
    )
    return {row.pop("counter"): row for row in rows}


def _made(row: dict[str, Any]) -> Stop:
    kept = {key: value for key, value in row.items() if key != "centre"}
    return Stop(**{**kept, "state": State(row["state"])})


@dataclass(frozen=True, slots=True)
class CalledRow:
    """The newest call of a stop, as the hall's screen lists it."""

    seq: int
    number: str
    counter: str
    field: str
    calls: int
    called_at: str
    state: State


def newest_calls(tx: Transaction, day: str, counters: Sequence[str], limit: int) -> list[CalledRow]:
    """The stops called last to some counters, newest first."""
    rows = tx.rows(
        "SELECT stop.call_seq AS seq, visit.number, stop.counter, stop.field, stop.calls,"
        " stop.called_at, stop.state FROM stop JOIN visit ON visit.id = stop.visit"
        " WHERE stop.centre = :centre AND stop.day = :day AND stop.call_seq IS NOT NULL"
        " AND stop.counter IN (SELECT value FROM json_each(:counters))"
        " ORDER BY stop.call_seq DESC LIMIT :limit",
        day=day,
        counters=json.dumps(list(counters)),
        limit=limit,
    )
    return [CalledRow(**{**row, "state": State(row["state"])}) for row in rows]
