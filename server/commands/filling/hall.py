"""A made-up day in the hall, from event to event: who is called when, and where.

Plainer than the real rule, and much faster: a priority ticket counts as come ten minutes earlier.
"""

from __future__ import annotations

import datetime as dt
import heapq
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from server.commands.filling.people import Person
from server.commands.rehearsal.working_day import WorkingDay
from server.rules.estimate import Wait
from server.settings import CentreSettings

AHEAD = dt.timedelta(minutes=10)
PAUSE_SHARE = 0.02
PAUSE_S = (300, 1200)
LEFT, OPENS, COMES = 0, 1, 2


@dataclass(slots=True)
class Stay:
    """One stop as it went."""

    person: Person
    position: int
    field: str
    queued_at: dt.datetime
    promise: tuple[int, int] | None = None
    called_at: dt.datetime | None = None
    started_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    counter: str = ""
    overtook: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A counter opens, pauses (with a reason) or closes."""

    at: dt.datetime
    counter: str
    event: str
    reason: str = ""


class Hall:
    """Plays one day; afterwards ``stays`` and ``turns`` tell how it was."""

    def __init__(self, centre: CentreSettings, day: WorkingDay, chance: random.Random) -> None:
        self._centre = centre
        self._spans = day.spans
        self._chance = chance
        self._fields = {one.id: list(one.fields) for one in centre.counters}
        self._desks: dict[str, list[str]] = defaultdict(list)
        for counter, fields in self._fields.items():
            for field in fields:
                self._desks[field].append(counter)
        self._minutes = {one.id: one.service_minutes for one in centre.fields}
        self._lines: dict[str, list[tuple[dt.datetime, int, Stay]]] = defaultdict(list)
        self._idle: dict[str, dt.datetime] = {}
        self._events: list[tuple[dt.datetime, int, int, Stay | None, str]] = []
        self._count = 0
        self.stays: list[Stay] = []
        self.turns: list[Turn] = []

    def play(self, people: list[Person]) -> None:
        """Let everybody come, be called, be served and go."""
        for person in people:
            self._expect(person.at, COMES, Stay(person, 0, person.way[0][0], person.at))
        for opens, closes in self._spans:
            for counter in self._fields:
                self._expect(opens, OPENS, counter=counter)
                self.turns.append(Turn(opens, counter, "counter_opened"))
                self._last_turn(counter, closes)
        while self._events:
            now, kind, _, stay, counter = heapq.heappop(self._events)
            if kind == COMES:
                assert stay is not None
                self._queue(now, stay)
            else:
                self._free(now, kind, counter)
        self._leave()

    @cached_property
    def stays_of(self) -> dict[str, list[Stay]]:
        """The stays of each visit, once the day is over."""
        found: dict[str, list[Stay]] = defaultdict(list)
        for stay in self.stays:
            found[stay.person.visit].append(stay)
        return found

    def _last_turn(self, counter: str, closes: dt.datetime) -> None:
        self.turns.append(Turn(closes, counter, "counter_closed"))

    def _expect(
        self, at: dt.datetime, kind: int, stay: Stay | None = None, counter: str = ""
    ) -> None:
        self._count += 1
        heapq.heappush(self._events, (at, kind, self._count, stay, counter))

    def _queue(self, now: dt.datetime, stay: Stay) -> None:
        self.stays.append(stay)
        if stay.position == 0:
            stay.promise = self._promise(stay)
        self._count += 1
        came = stay.person.at - (AHEAD if stay.person.priority else dt.timedelta())
        heapq.heappush(self._lines[stay.field], (came, self._count, stay))
        free = [one for one in self._desks[stay.field] if one in self._idle]
        if free:
            self._call(now, min(free, key=self._idle.__getitem__))

    def _promise(self, stay: Stay) -> tuple[int, int] | None:
        counters = self._desks[stay.field]
        rivals = sum(len(self._lines[one]) for one in self._fields[counters[0]]) if counters else 0
        if not counters:
            return None
        if any(one in self._idle for one in counters):
            return Wait(0.0, 0.0).minutes()
        gap = self._minutes[stay.field] * 50 / len(counters)
        return Wait((rivals + 1) * gap, (rivals + 1) * gap**2).minutes()

    def _free(self, now: dt.datetime, kind: int, counter: str) -> None:
        if not any(opens <= now < closes for opens, closes in self._spans):
            return  # the opening of the next span wakes this counter
        if kind == LEFT and self._chance.random() < PAUSE_SHARE and self._pause(now, counter):
            return
        self._idle[counter] = now
        self._call(now, counter)

    def _pause(self, now: dt.datetime, counter: str) -> bool:
        back = now + dt.timedelta(seconds=self._chance.randint(*PAUSE_S))
        if not any(opens <= now and back < closes for opens, closes in self._spans):
            return False
        reason = self._chance.choice(self._centre.pause_reasons)
        self.turns += [
            Turn(now, counter, "counter_paused", reason),
            Turn(back, counter, "counter_opened"),
        ]
        self._expect(back, OPENS, counter=counter)
        return True

    def _call(self, now: dt.datetime, counter: str) -> None:
        """Call who is next for a free counter; whoever has lost patience is no longer there."""
        while (field := self._next_field(counter)) is not None:
            _, _, stay = heapq.heappop(self._lines[field])
            gone_at = stay.queued_at + dt.timedelta(seconds=stay.person.patience_s)
            if gone_at < now and stay.position == 0:
                stay.finished_at = gone_at
                continue
            del self._idle[counter]
            self._serve(now, counter, stay)
            return

    def _next_field(self, counter: str) -> str | None:
        waiting = [field for field in self._fields[counter] if self._lines[field]]
        return min(waiting, key=lambda field: self._lines[field][0][:2]) if waiting else None

    def _serve(self, now: dt.datetime, counter: str, stay: Stay) -> None:
        stay.called_at, stay.counter = now, counter
        stay.overtook = tuple(
            one.person.number
            for field in self._fields[counter]
            for _, _, one in self._lines[field]
            if one.person.at < stay.person.at
        )
        here = now + dt.timedelta(seconds=stay.person.walk_s)
        if not stay.person.comes:
            stay.finished_at = here + dt.timedelta(minutes=1)
        else:
            stay.started_at = here
            length = stay.person.way[stay.position][1]
            stay.finished_at = here + dt.timedelta(seconds=length)
            self._go_on(stay)
        self._expect(stay.finished_at, LEFT, counter=counter)

    def _go_on(self, stay: Stay) -> None:
        position, way = stay.position + 1, stay.person.way
        if position < len(way):
            assert stay.finished_at is not None
            following = Stay(stay.person, position, way[position][0], stay.finished_at)
            self._expect(stay.finished_at, COMES, following)

    def _leave(self) -> None:
        """Whoever still waits when the centre closes goes home."""
        closes = self._spans[-1][1]
        for stay in self.stays:
            if stay.called_at is None and stay.finished_at is None:
                stay.finished_at = max(closes, stay.queued_at)
