"""The hours have their effect: a session ends or begins, and numbers stop that would be late.

It is looked at once a second and when the server starts, so that an end which came while it was
down is the same as one it saw.  Every change is a log line, so that every screen hears of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from server.actions.day_end import end_day
from server.actions.last_numbers import tell_last_numbers
from server.actions.left_behind import part_with
from server.centre import Centre
from server.rules.session_end import End, EndKind, Way, day_ends_between, ends_between
from server.rules.tickets import State
from server.store import Transaction
from server.store.counters import CounterRow, counter_rows
from server.store.log import append, newest_seq
from server.store.sessions import (
    Ended,
    Session,
    anybody,
    days_left_behind,
    session,
    set_session,
)
from server.store.times import instant, stamp

A_WEEK = dt.timedelta(days=7)


def settle_session(centre: Centre) -> None:
    """Bring the session to where the clock is; does nothing where no hours are kept."""
    if not centre.keeps_hours:
        return
    with centre.store.transaction() as tx:
        before = session(tx)
        after = _ended_by_hours(centre, tx, before)
        after = _left_alone(centre, tx, after)
        after = _begun(centre, tx, after)
        _carry_on(centre, tx, after)
        after = tell_last_numbers(centre, tx, after)
        if after != before:
            set_session(tx, after)


def _ended_by_hours(centre: Centre, tx: Transaction, known: Session) -> Session:
    now = centre.now()
    if known.through is None or instant(known.through) > now:
        first_seq = known.first_seq if known.first_seq is not None else newest_seq(tx)
        return replace(_first_known(centre, now), first_seq=first_seq)
    for end in _ends(centre, instant(known.through), now):
        known = replace(_let_end(centre, tx, known, end), through=stamp(end.at))
        known = _left_alone(centre, tx, known)
    return known


def _ends(centre: Centre, after: dt.datetime, until: dt.datetime) -> list[End]:
    """The ends of sessions and of days, oldest first; of two at one hour the session's."""
    ends, day_end = ends_between(centre.calendar, after, until), centre.settings.day_end
    if day_end is not None:
        ends += day_ends_between(centre.calendar, dt.time.fromisoformat(day_end.at), after, until)
    return sorted(ends, key=lambda end: (end.at, end.of_day))


def _let_end(centre: Centre, tx: Transaction, known: Session, end: End) -> Session:
    if end.of_day:
        return end_day(centre, tx, known, end)
    way = Way(getattr(centre.settings.session_end, f"at_{end.kind}"))
    return replace(known, ended=_end(centre, tx, end, way))


def _first_known(centre: Centre, now: dt.datetime) -> Session:
    """A fresh database, or a trial's clock set back: what has been is nobody's business."""
    if centre.calendar.is_open(now):
        return Session(through=stamp(now))
    past = ends_between(centre.calendar, now - dt.timedelta(days=30), now)
    ended = Ended(past[-1].kind, Way.FINISH, stamp(past[-1].at), _opens(past[-1])) if past else None
    return Session(through=stamp(now), ended=ended)


def _end(centre: Centre, tx: Transaction, end: End, way: Way) -> Ended:
    """Let a session end, and part with those who wait."""
    told = {"kind": end.kind, "way": way, "at": stamp(end.at), "opens_at": _opens(end)}
    append(tx, "session_ended", centre.now(), data=told)
    until = centre.now() if end.kind is EndKind.ALL_CLOSED else end.at
    numbers = part_with(centre, tx, end, way, until)
    return Ended(end.kind, way, stamp(end.at), _opens(end), tuple(numbers))


def _opens(end: End) -> str | None:
    return stamp(end.opens_at) if end.opens_at is not None else None


def _left_alone(centre: Centre, tx: Transaction, known: Session) -> Session:
    """Nobody is stranded: every counter is closed, or the day has turned, and somebody waits."""
    end = _end_without_counters(centre, tx, known)
    if end is None:
        return known
    way = Way(centre.settings.session_end.all_closed)
    return replace(known, ended=_end(centre, tx, end, way))


def _carry_on(centre: Centre, tx: Transaction, known: Session) -> None:
    """Whoever is left of an earlier day: delivered late by a kiosk, or queued after the end."""
    today = centre.calendar.day_of(centre.now())
    since = (today - A_WEEK).isoformat()
    first_seq = known.first_seq or 0
    for day in days_left_behind(tx, since, today.isoformat(), first_seq):
        if (end := _last_end_of(centre, day)) is not None:
            part_with(centre, tx, end, _way_of_the_late(centre), centre.now())


def _way_of_the_late(centre: Centre) -> Way:
    """What becomes of whoever came into the line after its end."""
    if centre.settings.day_end is not None:
        return Way(centre.settings.day_end.open_tickets)
    at_evening = Way(centre.settings.session_end.at_evening)
    all_closed = Way(centre.settings.session_end.all_closed)
    return all_closed if at_evening is Way.FINISH else at_evening


def _last_end_of(centre: Centre, day: str) -> End | None:
    midnight = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), centre.calendar.zone)
    ends = _ends(centre, midnight, midnight + dt.timedelta(days=1) - dt.timedelta(seconds=1))
    return ends[-1] if ends else None


def _end_without_counters(centre: Centre, tx: Transaction, known: Session) -> End | None:
    now, ended = centre.now(), known.ended
    began = centre.calendar.opened_at(now)
    if ended is None:
        alone = began is not None and _all_closed_since(centre, tx, began)
        return End(EndKind.ALL_CLOSED, now, None) if alone else None
    ended_at = instant(ended.at)
    if ended.kind is EndKind.EVENING and centre.settings.day_end is not None:
        return None  # the day's own hour decides
    if ended.way is not Way.FINISH or not _stranded(centre, tx, ended_at):
        return None
    return End(EndKind.ALL_CLOSED, ended_at, centre.calendar.opens_at(ended_at))


def _stranded(centre: Centre, tx: Transaction, ended_at: dt.datetime) -> bool:
    """Whether those who were to be served after the end are served no more."""
    day = centre.calendar.day_of(ended_at).isoformat()
    if day < centre.today():
        return anybody(tx, day, State.WAITING, State.HELD)
    open_again = centre.calendar.is_open(centre.now())
    return not open_again and anybody(tx, day, State.WAITING) and _nobody_serves(centre, tx)


def _all_closed_since(centre: Centre, tx: Transaction, began: dt.datetime) -> bool:
    """Whether the last counter of this session was closed a while ago."""
    rows = _counters(centre, tx)
    closed_at = max((instant(row.since) for row in rows if row.since), default=began)
    return not _anyone_here(rows) and closed_at > began and _a_while_ago(centre, closed_at)


def _nobody_serves(centre: Centre, tx: Transaction) -> bool:
    """Whether no counter has been open for a while; after hours a paused one is closed."""
    rows = _counters(centre, tx)
    left_at = max((instant(row.since) for row in rows if row.since), default=None)
    serves = any(row.state == "open" for row in rows)
    return not serves and (left_at is None or _a_while_ago(centre, left_at))


def _counters(centre: Centre, tx: Transaction) -> list[CounterRow]:
    return [row for row in counter_rows(tx).values() if row.id in centre.counters]


def _anyone_here(rows: Iterable[CounterRow]) -> bool:
    return any(row.state != "closed" for row in rows)


def _a_while_ago(centre: Centre, at: dt.datetime) -> bool:
    minutes = centre.settings.session_end.all_closed_minutes
    return centre.now() - at >= dt.timedelta(minutes=minutes)


def _begun(centre: Centre, tx: Transaction, known: Session) -> Session:
    """Begin again: at the opening, or when a counter opens after all were closed."""
    ended, began = known.ended, centre.calendar.opened_at(centre.now())
    if ended is None or began is None:
        return known
    by_hand = ended.kind is EndKind.ALL_CLOSED and instant(ended.at) >= began
    if by_hand and not _anyone_here(_counters(centre, tx)):
        return known
    append(tx, "session_began", centre.now(), data={"after": ended.kind})
    return replace(known, ended=None)
