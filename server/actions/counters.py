"""Open, pause and close a counter, say how it calls, and which fields it serves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from server.actions.actor import Actor
from server.actions.desk import (
    ACT_FOR_OTHERS,
    at_another,
    known_counter,
    may_sit_at,
    own_counter,
)
from server.actions.refusals import UnknownField
from server.centre import Centre
from server.messages import CounterMode
from server.rules.tickets import Move, State, WrongMove
from server.store import Transaction
from server.store.changes import note_change
from server.store.counters import (
    CounterRow,
    CounterTaken,
    counter_of_officer,
    counter_rows,
    set_counter,
)
from server.store.log import append
from server.store.stops import NOT_CALLED, free_kept, move_stop, stop_at_counter
from server.store.times import stamp


def open_counter(centre: Centre, counter: str, mode: CounterMode, by: Actor) -> None:
    """Open a counter, or go on after a pause; a supervisor ends a pause for its officer.

    Raises ``NotFound``, and ``WrongMove`` when somebody else has it open or this officer has
    another one: one officer a counter, one counter an officer
    (``AtAnotherCounter``); ``NotAllowed`` when this officer's post is for other counters.
    """
    with centre.store.transaction() as tx:
        row = known_counter(centre, tx, counter)
        for_other = row.state == "paused" and by.role in ACT_FOR_OTHERS
        if row.state != "closed" and row.officer != by.staff and not for_other:
            raise WrongMove(row.state, "open")
        if row.state == "open" and row.mode == mode:
            return
        may_sit_at(centre, tx, counter, by)
        opened(centre, tx, row, mode, by, row.officer if for_other else by.staff)


def opened(
    centre: Centre,
    tx: Transaction,
    row: CounterRow,
    mode: CounterMode,
    by: Actor,
    officer: str | None,
) -> None:
    """The same inside a transaction, for a counter that nobody else has open."""
    now = stamp(centre.now())
    now_open = replace(
        row,
        state="open",
        mode=mode,
        officer=officer,
        pause_reason=None,
        idle_since=now,
        since=row.since if row.state == "open" else now,
        left_by=None,
    )
    _seat(centre, tx, now_open)
    note_change(tx, "mode", row.id, centre.now(), by.staff)
    log_counter(centre, tx, "counter_opened", row.id, by, {"mode": mode, "officer": officer})


def pause_counter(centre: Centre, counter: str, reason: str, by: Actor) -> None:
    """Pause a counter at which nobody is; raises ``WrongMove`` otherwise."""
    with centre.store.transaction() as tx:
        row = _idle(centre, tx, counter, by, "pause")
        paused = replace(row, state="paused", pause_reason=reason, idle_since=None)
        set_counter(tx, replace(paused, since=stamp(centre.now())))
        log_counter(centre, tx, "counter_paused", counter, by, {"reason": reason})


def close_counter(centre: Centre, counter: str, by: Actor) -> None:
    """Close a counter at which nobody is; raises ``WrongMove`` otherwise.

    Those who were sent to it, or to its officer, then wait for any counter of their field.
    """
    with centre.store.transaction() as tx:
        row = _idle(centre, tx, counter, by, "close")
        told = {"officer": row.officer, "freed": _shut(tx, row, centre.now())}
        log_counter(centre, tx, "counter_closed", counter, by, told)


def set_mode(centre: Centre, counter: str, mode: CounterMode, by: Actor) -> None:
    """Let the officer call (``manual``) or the server (``auto``).

    The server, too, begins with the gap between two citizens, in which it can be stopped.
    """
    with centre.store.transaction() as tx:
        row = own_counter(centre, tx, counter, by)
        if row.mode != mode:
            begins = mode == "auto" and row.state == "open"
            idle_since = stamp(centre.now()) if begins else row.idle_since
            set_counter(tx, replace(row, mode=mode, idle_since=idle_since))
            note_change(tx, "mode", counter, centre.now(), by.staff)
            log_counter(centre, tx, "counter_mode", counter, by, {"mode": mode})


def set_counter_fields(centre: Centre, counter: str, fields: list[str], by: Actor) -> None:
    """Give a counter other fields, with effect at once; raises ``UnknownField``."""
    unknown = [field for field in fields if field not in centre.fields]
    if unknown:
        raise UnknownField(unknown[0])
    with centre.store.transaction() as tx:
        row = known_counter(centre, tx, counter)
        before = list(centre.fields_at(row))
        as_in_file = set(fields) == set(centre.counters[counter].fields)
        set_counter(tx, replace(row, fields=None if as_in_file else tuple(dict.fromkeys(fields))))
        note_change(tx, "counter_fields", counter, centre.now(), by.staff)
        log_counter(centre, tx, "counter_fields", counter, by, {"before": before, "after": fields})


def close_lost_counters(centre: Centre) -> None:
    """Close the counters that the configuration no longer has, as a server does at its start.

    Whoever was called there waits again in the old place; whoever was being served is held; those
    who were sent there wait for any counter of their field.
    """
    with centre.store.transaction() as tx:
        for row in counter_rows(tx).values():
            if row.id not in centre.counters and row.state != "closed":
                _lose(centre, tx, row)


def _lose(centre: Centre, tx: Transaction, row: CounterRow) -> None:
    now, stop = centre.now(), stop_at_counter(tx, row.id)
    if stop is not None and stop.state is State.CALLED:
        move_stop(tx, stop, Move.PUT_BACK, **NOT_CALLED)
    elif stop is not None:
        move_stop(tx, stop, Move.HOLD, held_at=stamp(now))
    freed = _shut(tx, row, now)
    visit, told = stop.visit if stop else None, {"officer": row.officer, "freed": freed}
    append(tx, "counter_lost", now, visit=visit, counter=row.id, data=told)


def _shut(tx: Transaction, row: CounterRow, now: dt.datetime) -> list[str]:
    """Close a counter; returns the numbers that were kept for it and now are not."""
    set_counter(tx, CounterRow(id=row.id, fields=row.fields, since=stamp(now)))
    return free_kept(tx, row.id, row.officer)


def _idle(centre: Centre, tx: Transaction, counter: str, by: Actor, move: str) -> CounterRow:
    row = own_counter(centre, tx, counter, by)
    if (busy := stop_at_counter(tx, counter)) is not None:
        raise WrongMove(busy.state, move)
    return row


def _seat(centre: Centre, tx: Transaction, row: CounterRow) -> None:
    try:
        set_counter(tx, row)
    except CounterTaken:
        other = counter_of_officer(tx, row.officer or "")
        assert other is not None, "the index refused a second one"
        raise at_another(centre, tx, other, "open") from None


def log_counter(
    centre: Centre,
    tx: Transaction,
    event: str,
    counter: str,
    by: Actor,
    data: Mapping[str, object],
) -> None:
    """A line about a counter and nobody's visit."""
    append(tx, event, centre.now(), counter=counter, staff=by.staff, data=dict(data))
