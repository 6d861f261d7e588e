"""A counter as its officer and the supervisors see it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, cast

from server.attendance import is_attended
from server.centre import Centre
from server.messages import CounterAnswer, CounterFigures, CounterMode, WaitingTicket, WentTo
from server.reports.hall import Hall
from server.reports.tickets import ticket_answer
from server.rules.routing import coming_to, eligible, in_order, reason_for
from server.rules.tickets import State
from server.store import Transaction
from server.store.counters import CounterRow
from server.store.tickets import TicketRow
from server.store.times import instant, stamp

LONGEST_LIST = 200
CounterState = Literal["closed", "open", "paused", "called", "serving"]


def counter_answer(centre: Centre, tx: Transaction, hall: Hall, counter: str) -> CounterAnswer:
    """One counter with its ticket, its waiting list in calling order and its figures."""
    settings, row = centre.counters[counter], hall.counters[counter]
    stop, waiting = hall.at_counter.get(counter), _waiting(centre, hall, counter)
    attended = is_attended(centre, tx, row.officer)
    return CounterAnswer(
        id=counter,
        number=settings.number,
        name=settings.name,
        zone=settings.zone,
        fields=list(centre.fields_at(row)),
        state=cast(CounterState, hall.state_of(counter)),
        mode=cast(CounterMode, row.mode),
        attended=attended,
        calls_at=_calls_at(centre, row, waiting) if stop is None and attended else None,
        officer=row.officer,
        officer_name=hall.names.get(row.officer or ""),
        pause_reason=row.pause_reason,
        went_to=_went_to(centre, hall, row.left_by),
        ticket=ticket_answer(centre, tx, hall, stop.visit) if stop else None,
        waiting=waiting,
        held=[
            _line(centre, hall, one, "held")
            for one in hall.held
            if centre.keeper_of(one, hall.counters) == counter
        ],
        missed=[
            _line(centre, hall, one, "missed") for one in hall.missed if one.counter == counter
        ],
        coming=_coming(centre, hall, counter),
        today=_figures(hall, counter),
    )


def _went_to(centre: Centre, hall: Hall, officer: str | None) -> WentTo | None:
    if officer is None:
        return None
    now = next((row.id for row in hall.counters.values() if row.officer == officer), None)
    if now is None:
        return None
    name, number = hall.names.get(officer, officer), centre.counters[now].number
    return WentTo(officer_name=name, counter=now, number=number)


def _calls_at(centre: Centre, row: CounterRow, waiting: list[WaitingTicket]) -> str | None:
    """When the gap of a free automatic counter is over, if there is somebody to call."""
    if row.state != "open" or row.mode != "auto" or row.idle_since is None or not waiting:
        return None
    gap = dt.timedelta(seconds=centre.settings.rules.auto_gap_seconds)
    return centre.local(stamp(instant(row.idle_since) + gap))


def _waiting(centre: Centre, hall: Hall, counter: str) -> list[WaitingTicket]:
    desk = centre.desk(hall.counters[counter])
    mine = eligible(hall.line, desk, hall.queue)
    ordered = in_order(mine, hall.queue)[:LONGEST_LIST]
    return [
        _line(centre, hall, hall.rows[one.stop], reason_for(one, ordered[place + 1 :], hall.queue))
        for place, one in enumerate(ordered)
    ]


def _coming(centre: Centre, hall: Hall, counter: str) -> list[WaitingTicket]:
    found = coming_to(hall.line, centre.desk(hall.counters[counter]))[:LONGEST_LIST]
    return [_line(centre, hall, hall.rows[one.stop], "coming") for one in found]


def _line(centre: Centre, hall: Hall, row: TicketRow, reason: str) -> WaitingTicket:
    field = centre.fields.get(row.field)
    wait = (hall.queue.now - instant(row.queued_at)).total_seconds()
    missed = row.finished_at if row.state == State.NO_SHOW else None
    return WaitingTicket(
        id=row.visit,
        number=row.number,
        field=row.field,
        field_name=field.name if field else row.field,
        purpose=row.purpose,
        priority=row.priority,
        queued_at=centre.local(row.queued_at),
        wait_s=max(0, round(wait)),
        reason=reason,
        held_at=centre.local_or_none(row.held_at),
        remind_at=centre.local_or_none(row.remind_at),
        grace_until=centre.local(stamp(centre.grace_ends(instant(missed)))) if missed else None,
        note=row.note,
        here_by=centre.local_or_none(row.here_by),
        appointment=centre.local_or_none(row.appointment),
        moved_back=row.moved_back,
    )


def _figures(hall: Hall, counter: str) -> CounterFigures:
    figures = hall.figures.get(counter)
    if figures is None:
        return CounterFigures(served=0, no_show=0, mean_wait_s=None, mean_service_s=None)
    return CounterFigures(**figures)
