"""The line played on to the counters, call by call, by the real routing rule."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from server.rules.estimate.beginning import NOBODY, Beginning, Counter, Group, group_of, place
from server.rules.estimate.people import Person
from server.rules.estimate.quantiles import Wait
from server.rules.estimate.turns import Turn
from server.rules.routing import Desk, InLine, Queue, first_of, may_take, next_for

NO_WAIT = Wait(0.0, 0.0)

Takes = Callable[[Person, float], Turn]
"""How long somebody takes a counter that has called them after so many seconds."""


class Play:
    """One group of connected fields, played to the last call, or until what is asked is known."""

    def __init__(
        self, begins: Beginning, only: str | int | None = None, takes: Takes | None = None
    ) -> None:
        """With ``only``, nothing is reckoned but the wait of this stop, or of a newcomer there.

        ``takes`` says how long somebody takes a counter; left out, as may be expected.
        """
        self.waits: dict[str | int, Wait] = {}
        self._only, self._passing = only, begins.passing
        self._takes = takes or begins.floor.turns.expected
        self._queue = begins.floor.queue
        self._normals = self._queue.normals_in_a_row
        self._counters = [replace(one) for one in begins.counters]
        self._groups = {group: deque(people) for group, people in begins.lines.items()}
        self._concerning = [self._groups_of(one.desk) for one in self._counters]
        self._takers: dict[Group, list[Counter]] = {}
        self._events: list[tuple[float, int, int, Person | None]] = []
        self._count = 0
        self._begin(begins)
        self._run()

    def _groups_of(self, desk: Desk) -> list[deque[Person]]:
        return [group for group in self._groups.values() if may_take(desk, group[0].line)]

    def _begin(self, begins: Beginning) -> None:
        for at, seat in begins.in_turn():
            free_at = self._counters[at].free_at
            self._expect(free_at, at, None)
            if seat.at_it is not None:
                self._goes_on(seat.at_it, free_at)
        for at_s, one in begins.coming:
            self._expect(at_s, NOBODY, one)

    def _run(self) -> None:
        idle: set[int] = set()
        while self._events and self._only not in self.waits:
            at_s, _, counter, joins = heapq.heappop(self._events)
            if joins is not None:
                self._join(joins)
                for one in sorted(idle):
                    self._expect(at_s, one, None)
                idle.clear()
            elif not self._calls(at_s, counter):
                idle.add(counter)

    def _calls(self, at_s: float, counter: int) -> bool:
        """Let a free counter take whoever is next; newcomers are noted on the way."""
        desk, concerning = self._counters[counter].desk, self._concerning[counter]
        while heads := [group[0].line for group in concerning if group]:
            line = heads[0] if len(heads) == 1 else self._next(at_s, desk, heads)
            if line is None:
                return False
            one = self._groups[group_of(line)].popleft()
            who = line.field if line.stop == NOBODY else line.stop
            if self._only in (None, who):
                self.waits[who] = self._wait(line, at_s)
            if line.stop != NOBODY:
                self._serve(at_s, counter, one)
                return True
        return False

    def _next(self, at_s: float, desk: Desk, heads: Sequence[InLine]) -> InLine | None:
        """Without secondary fields a counter may take whoever concerns it, at any time."""
        now, queue = self._queue.now + dt.timedelta(seconds=at_s), self._queue
        then = Queue(now, queue.rule, queue.targets, self._normals)
        return next_for(desk, heads, then) if desk.secondary else first_of(heads, then)

    def _serve(self, at_s: float, counter: int, one: Person) -> None:
        turn = self._takes(one, at_s)
        mine = self._counters[counter]
        mine.free_at = at_s + turn.mean_s
        mine.variance += turn.variance
        mine.unsure_s += turn.unsure_s
        mine.left_s = turn.left_s
        self._normals = 0 if one.line.priority else self._normals + 1
        self._expect(mine.free_at, counter, None)
        self._goes_on(one, mine.free_at)

    def _goes_on(self, one: Person, at_s: float) -> None:
        """To the next stop of the same ticket, with the place of the first arrival."""
        if one.then and at_s > 0:
            line = replace(one.line, stop=-2, field=one.then[0], for_counter=None, for_officer=None)
            self._expect(at_s, NOBODY, Person(line, one.purpose, one.then[1:]))

    def _join(self, one: Person) -> None:
        group = self._group(one)
        group.append(one)
        ordered = sorted(group, key=place)
        group.clear()
        group.extend(ordered)

    def _group(self, one: Person) -> deque[Person]:
        key = group_of(one.line)
        if key not in self._groups:
            self._groups[key] = deque()
            for counter, concerning in zip(self._counters, self._concerning, strict=True):
                if may_take(counter.desk, one.line):
                    concerning.append(self._groups[key])
        return self._groups[key]

    def _wait(self, line: InLine, at_s: float) -> Wait:
        if at_s <= 0:
            return NO_WAIT
        work = variance = unsure_s = left_s = 0.0
        mine = self._takers_of(line)
        for one in mine:
            work += max(one.free_at, at_s)
            variance += one.variance
            unsure_s += one.unsure_s
            left_s += one.left_s
        many = len(mine)
        mean = max(0.0, min(at_s, work / many - (many - 1) / many * left_s / many))
        variance = variance / many**2 + (unsure_s / many) ** 2
        if line.priority or mean == 0:
            return Wait(mean, variance)
        waited_s = (self._queue.now - line.arrived_at).total_seconds()
        longer = self._passing.lengthened(mean, max(0.0, waited_s))
        return Wait(longer, variance * (longer / mean) ** 2)

    def _takers_of(self, line: InLine) -> list[Counter]:
        """The counters that share the work before this one."""
        key = group_of(line)
        if key not in self._takers:
            able = [one for one in self._counters if may_take(one.desk, line)]
            own = [one for one in able if line.field in one.desk.fields]
            self._takers[key] = own or able
        return self._takers[key]

    def _expect(self, at_s: float, counter: int, joins: Person | None) -> None:
        self._count += 1
        heapq.heappush(self._events, (at_s, self._count, counter, joins))
