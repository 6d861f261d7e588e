"""Tickets by where they stand: who waits, is aside, is at a counter, was called last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from server.rules.routing import InLine
from server.rules.tickets import State
from server.store.database import Transaction
from server.store.times import instant


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
    remind_at: str | None
    finished_at: str | None
    note: str | None
    officer: str | None
    here_by: str | None
    appointment: str | None
    called_at: str | None
    held_s: float
    moved_back: int

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
            coming=self.here_by is not None,
        )


TICKET_COLUMNS = (
    "stop.id AS stop, stop.visit, visit.number, stop.field, stop.state, stop.sequence,"
    " stop.arrived_at, stop.queued_at, stop.for_counter, stop.for_officer, visit.purpose,"
    " visit.priority, stop.counter, stop.goes_first, stop.held_at, stop.remind_at,"
    " stop.finished_at, stop.note, stop.officer, stop.here_by,"
    " visit.appointment, stop.called_at, stop.held_s, stop.moved_back"
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


def planned_fields(tx: Transaction, day: str) -> dict[str, tuple[str, ...]]:
    """The fields still to come on the tickets of a day, by visit, in order."""
    rows = tx.execute(
        "SELECT visit, field FROM stop WHERE centre = :centre AND day = :day"
        " AND state = 'planned' ORDER BY visit, position",
        day=day,
    )
    found: dict[str, tuple[str, ...]] = {}
    for visit, field in rows:
        found[visit] = (*found.get(visit, ()), field)
    return found


def tickets_at_counters(tx: Transaction) -> list[TicketRow]:
    """What is called to or served at the counters, also over midnight."""
    rows = tx.execute(
        f"SELECT {TICKET_COLUMNS} FROM stop JOIN visit ON visit.id = stop.visit"  # noqa: S608
        " WHERE stop.centre = :centre AND stop.state IN ('called', 'serving')"
    )
    return [TicketRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Queued:
    """Somebody who waits: for what, since when, kept for whom, and whether not here yet."""

    field: str
    queued_at: str
    for_counter: str | None
    for_officer: str | None
    coming: int


def queued_stops(tx: Transaction, day: str) -> list[Queued]:
    """Everybody who waits today, the longest wait first."""
    rows = tx.execute(
        "SELECT field, queued_at, for_counter, for_officer, here_by IS NOT NULL FROM stop"
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
