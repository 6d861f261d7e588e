"""Stops: one wait and one service of a visit, at one counter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
    remind_at: str | None
    moved_back: int
    here_by: str | None


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


NOT_ASIDE: dict[str, Any] = {"held_at": None, "remind_at": None}
"""What is over when somebody who had stepped aside is back."""


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


def plan_stops(tx: Transaction, stop: Stop, fields: Sequence[str], seq: int, at: str) -> None:
    """Let a visit go on to these fields after ``stop``, and to no others."""
    tx.execute("DELETE FROM stop WHERE visit = :visit AND state = 'planned'", visit=stop.visit)
    for position, field in enumerate(fields, start=stop.position + 1):
        add_stop(tx, stop.visit, stop.day, position, field, State.PLANNED, seq, instant(at))


def free_kept(tx: Transaction, counter: str, officer: str | None) -> list[str]:
    """Let those who are kept for one counter or its officer go to any; returns their numbers.

    Also those who have stepped aside or were missed: they may come back when nobody is there.
    """
    rows = tx.rows(
        "UPDATE stop SET for_counter = NULL, for_officer = NULL WHERE centre = :centre"
        " AND state IN ('waiting', 'held', 'no_show')"
        " AND (for_counter = :counter OR for_officer = :officer)"
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


def stops_in(tx: Transaction, visits: str) -> list[Stop]:
    """All stops of some visits (a JSON list of their ids), each visit's in their order."""
    rows = tx.rows(
        "SELECT * FROM stop WHERE visit IN (SELECT value FROM json_each(:visits))"
        " ORDER BY visit, position",
        visits=visits,
    )
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


def newest_service_at(tx: Transaction, counter: str, day: str) -> Stop | None:
    """The stop whose service began last at a counter today."""
    row = tx.row(
        "SELECT * FROM stop WHERE centre = :centre AND counter = :counter AND day = :day"
        " AND started_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT 1",
        counter=counter,
        day=day,
    )
    return _made(row) if row is not None else None


def _made(row: dict[str, Any]) -> Stop:
    kept = {key: value for key, value in row.items() if key != "centre"}
    return Stop(**{**kept, "state": State(row["state"])})
