"""A hall without people: the real routing rule on a made clock, from event to event.

Whoever comes, what their services last and when counters are open is given; nothing here is left
to chance.  Times are seconds from a start that the caller chooses.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Protocol

from server.rules.estimate import Person, Seat
from server.rules.priority import Rule
from server.rules.routing import Desk, InLine, Queue, next_match, overtaken
from server.rules.session_end import Way

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who comes: when, and the way as (field, seconds of service) from stop to stop.

    Who has gone away by the stop ``missing_at`` is called in vain there: that takes the counter
    ``missing_s``.  Who is not called at the first stop within ``patience_s`` gives the number back.
    """

    at: float
    way: tuple[tuple[str, float], ...]
    priority: bool = False
    purpose: str | None = None
    missing_at: int | None = None
    missing_s: float = 0.0
    patience_s: float | None = None


@dataclass(frozen=True, slots=True)
class Staffed:
    """A counter, and from when to when somebody sits there."""

    counter: str
    fields: tuple[str, ...]
    spans: tuple[tuple[float, float], ...]
    secondary: tuple[str, ...] = ()
    secondary_after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a session, when the next one begins, and what becomes of those who still wait.

    Who is to be served is, by the counters that are staffed at the end, until the next session.
    """

    at: float
    until: float
    way: Way


@dataclass(frozen=True, slots=True)
class Stay:
    """One stop as it went; for whoever was never called, ``called_at`` and the rest are ``None``.

    ``overtook`` counts the people who had come earlier and could have been called there instead;
    ``came`` is false of whoever was called in vain, ``gave_up`` true of whoever left uncalled.
    """

    who: int
    position: int
    field: str
    priority: bool
    queued_at: float
    called_at: float | None = None
    left_at: float | None = None
    counter: str | None = None
    overtook: int = 0
    came: bool = True
    gave_up: bool = False

    @property
    def wait(self) -> float:
        """Seconds from queueing to the call."""
        assert self.called_at is not None
        return self.called_at - self.queued_at


@dataclass(frozen=True, slots=True)
class Moment:
    """The hall at the instant at which somebody has joined the line, before anybody is called."""

    queue: Queue
    people: Sequence[Person]
    seats: Sequence[Seat]


class Witness(Protocol):
    """Sees a simulated day as a centre sees it: nothing of what is to come."""

    def came(self, who: int, stop: int, moment: Moment) -> None:
        """Somebody has taken a number and waits at this stop."""

    def left(self, stay: Stay, purpose: str | None) -> None:
        """A service is over, or nobody came to it."""

    def gave_up(self, field: str) -> None:
        """Somebody has given the number back before the call."""


class _Kind(IntEnum):
    """What happens at an instant; at the same one, whoever leaves makes room first."""

    LEFT = 0
    OPENS = 1
    CLOSES = 2
    COMES = 3
    GIVES_UP = 4


def simulate(
    coming: Sequence[Coming],
    counters: Sequence[Staffed],
    rule: Rule,
    targets: Mapping[str, float] | None = None,
    walk_s: float = 0.0,
    closings: Sequence[Closing] = (),
    witness: Witness | None = None,
) -> list[Stay]:
    """Every stop of everybody, in the order in which they were called; the never called come last.

    A service that has begun is finished, also past the end of the counter's span.  ``walk_s``
    passes between a call and the service.
    """
    return _Hall(coming, counters, rule, targets or {}, walk_s, closings, witness).run()


@dataclass(slots=True)
class _Waiting:
    line: InLine
    who: int
    position: int
    queued_at: float


class _Hall:
    def __init__(
        self,
        coming: Sequence[Coming],
        counters: Sequence[Staffed],
        rule: Rule,
        targets: Mapping[str, float],
        walk_s: float,
        closings: Sequence[Closing],
        witness: Witness | None,
    ) -> None:
        self._coming = coming
        self._counters = {one.counter: one for one in counters}
        self._rule, self._targets, self._walk_s = rule, targets, walk_s
        self._idle = {one.counter: 0.0 for one in counters}
        self._waiting: dict[int, _Waiting] = {}
        self._stays: list[Stay] = []
        self._closings = closings
        self._witness = witness
        self._at: dict[str, tuple[Stay, Person]] = {}
        self._normals = 0
        self._sequence = 0
        self._events: list[tuple[float, int, int, int, int, str]] = []

    def run(self) -> list[Stay]:
        for who, one in enumerate(self._coming):
            self._expect(one.at, _Kind.COMES, who=who)
        for staffed in self._counters.values():
            for opens, _ in staffed.spans:
                self._expect(opens, _Kind.OPENS)
        for nth, closing in enumerate(self._closings):
            self._expect(closing.at, _Kind.CLOSES, position=nth)
        while self._events:
            self._step()
        return self._stays + [_never_called(one) for one in self._waiting.values()]

    def _expect(
        self, at: float, kind: _Kind, who: int = 0, position: int = 0, counter: str = ""
    ) -> None:
        self._sequence += 1
        heapq.heappush(self._events, (at, kind, self._sequence, who, position, counter))

    def _step(self) -> None:
        now, kind, _, who, position, counter = heapq.heappop(self._events)
        if kind == _Kind.COMES:
            self._queue(now, who, position)
        elif kind == _Kind.LEFT:
            self._leave(now, counter)
        elif kind == _Kind.CLOSES:
            self._close(self._closings[position])
        elif kind == _Kind.GIVES_UP:
            self._give_up(stop=position)
        self._call_all(now)

    def _queue(self, now: float, who: int, position: int) -> None:
        """Into the line; at a later stop with the place of the first arrival, as in the centre."""
        self._sequence += 1
        one = self._coming[who]
        line = InLine(
            stop=self._sequence,
            number="",
            field=one.way[position][0],
            arrived_at=_instant(one.at),
            sequence=self._sequence,
            priority=one.priority,
        )
        self._waiting[line.stop] = _Waiting(line, who, position, now)
        if one.patience_s is not None and position == 0:
            self._expect(now + one.patience_s, _Kind.GIVES_UP, who, line.stop)
        if self._witness is not None and position == 0:
            self._witness.came(who, line.stop, self._moment(now))

    def _leave(self, now: float, counter: str) -> None:
        self._idle[counter] = now
        stay, person = self._at.pop(counter)
        if self._witness is not None:
            self._witness.left(stay, person.purpose)

    def _give_up(self, stop: int) -> None:
        one = self._waiting.pop(stop, None)
        if one is None:
            return
        self._stays.append(replace(_never_called(one), gave_up=True))
        if self._witness is not None:
            self._witness.gave_up(one.line.field)

    def _close(self, closing: Closing) -> None:
        """Let those who wait keep their place over the closed hours, or send them home."""
        waiting, gap = list(self._waiting.values()), closing.until - closing.at
        if closing.way is Way.CLOSE:
            self._stays += [_never_called(one) for one in waiting]
            self._waiting.clear()
        elif closing.way is Way.CARRY_OVER:
            for one in waiting:
                carried = one.line.arrived_at + dt.timedelta(seconds=gap)
                one.line = replace(one.line, arrived_at=carried)
                one.queued_at += gap

    def _moment(self, now: float) -> Moment:
        queue = Queue(_instant(now), self._rule, self._targets, self._normals)
        people = [self._person(one) for one in self._waiting.values()]
        seats = [
            self._seat(one, now)
            for one in self._counters.values()
            if one.counter in self._at or self._is_staffed(one, now)
        ]
        return Moment(queue, people, seats)

    def _seat(self, one: Staffed, now: float) -> Seat:
        if one.counter not in self._at:
            return Seat(_desk(one, self._idle[one.counter]))
        stay, person = self._at[one.counter]
        assert stay.called_at is not None
        return Seat(_desk(one, None), person, now - stay.called_at)

    def _person(self, one: _Waiting) -> Person:
        coming = self._coming[one.who]
        then = tuple(field for field, _ in coming.way[one.position + 1 :])
        return Person(one.line, coming.purpose, then)

    def _call_all(self, now: float) -> None:
        while self._waiting and (desks := self._free_desks(now)):
            lines = [one.line for one in self._waiting.values()]
            queue = Queue(_instant(now), self._rule, self._targets, self._normals)
            match = next_match(lines, desks, queue)
            if match is None:
                return
            self._call(now, *match, lines)

    def _free_desks(self, now: float) -> list[Desk]:
        return [
            _desk(self._counters[counter], since)
            for counter, since in self._idle.items()
            if self._is_staffed(self._counters[counter], now)
        ]

    def _is_staffed(self, one: Staffed, now: float) -> bool:
        if any(begin <= now < end for begin, end in one.spans):
            return True
        ends = {end for _, end in one.spans}
        return any(
            closing.way is Way.FINISH and closing.at in ends and closing.at <= now < closing.until
            for closing in self._closings
        )

    def _call(self, now: float, desk: Desk, line: InLine, lines: list[InLine]) -> None:
        one = self._waiting.pop(line.stop)
        coming = self._coming[one.who]
        way, came = coming.way, coming.missing_at != one.position
        left = now + (self._walk_s + way[one.position][1] if came else coming.missing_s)
        passed = [other for other in lines if other.field in desk.fields]
        stay = Stay(
            one.who,
            one.position,
            line.field,
            line.priority,
            one.queued_at,
            now,
            left,
            desk.counter,
            len(overtaken(line, passed)),
            came,
        )
        self._stays.append(stay)
        self._at[desk.counter] = stay, self._person(one)
        self._normals = 0 if line.priority else self._normals + 1
        del self._idle[desk.counter]
        self._expect(left, _Kind.LEFT, counter=desk.counter)
        if came and one.position + 1 < len(way):
            self._expect(left, _Kind.COMES, one.who, one.position + 1)


def _desk(staffed: Staffed, since: float | None) -> Desk:
    return Desk(
        counter=staffed.counter,
        fields=staffed.fields,
        secondary=staffed.secondary,
        secondary_after_seconds=staffed.secondary_after_s,
        idle_since=None if since is None else _instant(since),
    )


def _never_called(one: _Waiting) -> Stay:
    return Stay(one.who, one.position, one.line.field, one.line.priority, one.queued_at)


def seconds_at(instant: dt.datetime) -> float:
    """The seconds of a made instant, as a witness meets it."""
    return (instant - START).total_seconds()


def _instant(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)
