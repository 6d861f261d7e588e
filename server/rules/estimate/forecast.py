"""The expected wait from the real state: everybody who waits is played on to a counter, once.

The real routing rule decides who goes where; each counter becomes free when its service, by what
is learnt of its kind, may be expected to end.  Whoever stands in the line, and a newcomer in every
field, so gets the instant of a call, the mean of the wait; variances add up on the way.

- A play with mean service times is too late where several counters serve a field, since the first
  of them to be free is free before its mean.  While all c are busy the work before somebody is
  done by all of them together, so the wait is the mean of the instants at which they would be free
  less (c-1)/c of what is then left of a service in progress: its mean × (1 + cv²)/2 (the residual
  life of renewal theory).  For M/M/c that is exact: (k+1) gaps of m/c.
- Whoever is to come may still go before: under a rule that lets priority pass, a wait W becomes
  W / (1 - r·p), p the share of priority in the work and r how far it passes (Kleinrock's
  accumulating priority, 1964: r = 1 - 1/rate).
- The state of the line at the moment of coming says more than averages of past waits: Ibrahim &
  Whitt (2009, 2011) compare estimators by queue length, head of line and past delays.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from server.rules.estimate.floor import Floor, Person, Seat
from server.rules.estimate.quantiles import Wait
from server.rules.routing import Desk, InLine, Queue, next_for

NOBODY = -1
"""The sequence after all others: whoever would come now."""
MOST_PRIORITY = 0.5

Group = tuple[str, bool, str | None, str | None, bool]
"""People among whom every rule goes by arrival: field, class, kept for whom, sent first."""


class Forecast:
    """The waits that follow from a floor; each group of connected fields is played when asked."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._played: dict[str, _Play] = {}

    def newcomer(self, field: str) -> Wait | None:
        """Of somebody without priority who comes now; ``None`` while no counter is open for it."""
        if not self._floor.serving(field):
            return None
        return self._play_of(field).newcomers.get(field)

    def newcomer_with_one_more(self, field: str) -> Wait:
        """The same with one more counter, free and for this field only."""
        play = _Play(self._floor.with_one_more(field), self._group_of(field))
        return play.newcomers[field]

    def of(self, stop: int, field: str) -> Wait | None:
        """Of somebody who is in the line."""
        return self._play_of(field).stops.get(stop)

    def _play_of(self, field: str) -> _Play:
        if field not in self._played:
            fields = self._group_of(field)
            play = _Play(self._floor, fields)
            self._played |= dict.fromkeys(fields, play)
        return self._played[field]

    def _group_of(self, field: str) -> frozenset[str]:
        return self._connected.get(field, frozenset([field]))

    @cached_property
    def _connected(self) -> Mapping[str, frozenset[str]]:
        return connected(self._floor)


def connected(floor: Floor) -> dict[str, frozenset[str]]:
    """To each field those whose people or counters can make any difference to it."""
    desks = {seat.desk.counter: seat.desk for seat in floor.seats}
    links = [(*desk.fields, *desk.secondary) for desk in desks.values()]
    everybody = [*floor.people, *(seat.at_it for seat in floor.seats if seat.at_it)]
    links += [(one.line.field, *one.then) for one in everybody if one.then]
    links += [
        (one.line.field, *desks[one.line.for_counter].fields)
        for one in floor.people
        if one.line.for_counter in desks
    ]
    groups: dict[str, set[str]] = {}
    for link in links:
        group = set(link).union(*(groups.get(field, ()) for field in link))
        groups.update(dict.fromkeys(group, group))
    return {field: frozenset(group) for field, group in groups.items()}


@dataclass(slots=True)
class _Counter:
    desk: Desk
    free_at: float
    variance: float
    unsure: float
    """Relative error of the means, weighted with their seconds."""
    mean_s: float


class _Play:
    """One group of connected fields, played to the last call."""

    def __init__(self, floor: Floor, fields: frozenset[str]) -> None:
        self._floor = floor
        self._times = floor.times
        self.stops: dict[int, Wait] = {}
        self.newcomers: dict[str, Wait] = {}
        self._now, self._rule = floor.queue.now, floor.queue.rule
        self._targets = floor.queue.targets
        self._normals = floor.queue.normals_in_a_row
        seats = [seat for seat in floor.seats if fields.intersection(seat.desk.fields)]
        self._counters = [self._counter(seat) for seat in seats]
        self._groups: dict[Group, deque[Person]] = {}
        self._concerning: list[list[deque[Person]]] = [[] for _ in seats]
        self._events: list[tuple[float, int, int, Person | None]] = []
        self._count = 0
        self._begin(floor, seats, fields)
        self._run()

    def _begin(self, floor: Floor, seats: Sequence[Seat], fields: frozenset[str]) -> None:
        mine = [_as_here(one) for one in floor.people if one.line.field in fields]
        for one in sorted(mine, key=_place):
            self._group(one).append(one)
        last = 1 + max((one.line.sequence for one in floor.people), default=0)
        for field in sorted(fields):
            newcomer = InLine(NOBODY, "", field, self._now, last)
            self._group(Person(newcomer)).append(Person(newcomer))
        order = sorted(range(len(seats)), key=lambda at: _idle_key(seats[at]))
        for at in order:
            self._expect(self._counters[at].free_at, at, None)
            if (there := seats[at].at_it) is not None:
                self._goes_on(there, self._counters[at].free_at)

    def _counter(self, seat: Seat) -> _Counter:
        if seat.at_it is None:
            return _Counter(seat.desk, 0.0, 0.0, 0.0, 0.0)
        kind = (seat.at_it.line.field, seat.at_it.purpose)
        left = self._times.left(*kind, seat.for_s)
        mean = self._times.of(*kind).mean_s
        unsure = left.mean_s * left.unsure**0.5
        return _Counter(seat.desk, left.mean_s + self._floor.between_s, left.variance, unsure, mean)

    def _run(self) -> None:
        idle: set[int] = set()
        while self._events:
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
        desk = self._counters[counter].desk
        now, rule, targets = self._now + dt.timedelta(seconds=at_s), self._rule, self._targets
        queue = Queue(now, rule, targets, self._normals)
        while True:
            heads = [group[0].line for group in self._concerning[counter] if group]
            line = next_for(desk, heads, queue) if heads else None
            if line is None:
                return False
            one = self._group_of(line).popleft()
            wait = self._wait(line, at_s)
            if line.stop == NOBODY:
                self.newcomers[line.field] = wait
            else:
                self.stops[line.stop] = wait
                self._serve(at_s, counter, one)
                return True

    def _serve(self, at_s: float, counter: int, one: Person) -> None:
        length = self._times.of(one.line.field, one.purpose)
        mine = self._counters[counter]
        mine.free_at = at_s + length.mean_s + self._floor.between_s
        mine.variance += length.variance
        mine.unsure += length.mean_s * length.unsure**0.5
        mine.mean_s = length.mean_s
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
        ordered = sorted(group, key=_place)
        group.clear()
        group.extend(ordered)

    def _wait(self, line: InLine, at_s: float) -> Wait:
        if at_s <= 0:
            return Wait(0.0, 0.0)
        able = [one for one in self._counters if _may_take(one.desk, line)]
        mine = [one for one in able if line.field in one.desk.fields] or able
        many = len(mine) or 1
        work = sum(max(one.free_at, at_s) for one in mine) / many if mine else at_s
        spread = self._times.spread
        left = sum(one.mean_s for one in mine) / many * (1 + spread) / 2
        mean = max(0.0, min(at_s, work - (many - 1) / many * left))
        variance = sum(one.variance for one in mine) / many**2
        unsure = (sum(one.unsure for one in mine) / many) ** 2
        later = 1.0 if line.priority else self._passed_later()
        return Wait(mean * later, (variance + unsure) * later**2)

    def _passed_later(self) -> float:
        """How much longer it takes because of those with priority who are still to come."""
        share = min(self._floor.priority_share, MOST_PRIORITY)
        if self._rule.order == "ageing":
            return 1 / (1 - share * (1 - 1 / self._rule.priority_rate))
        if self._rule.order == "strict":
            return 1 / (1 - share)
        return 1.0

    def _expect(self, at_s: float, counter: int, joins: Person | None) -> None:
        self._count += 1
        heapq.heappush(self._events, (at_s, self._count, counter, joins))

    def _group(self, one: Person) -> deque[Person]:
        key = _group_key(one.line)
        if key not in self._groups:
            self._groups[key] = deque()
            for counter, concerning in zip(self._counters, self._concerning, strict=True):
                if _may_take(counter.desk, one.line):
                    concerning.append(self._groups[key])
        return self._groups[key]

    def _group_of(self, line: InLine) -> deque[Person]:
        return self._groups[_group_key(line)]


def _may_take(desk: Desk, line: InLine) -> bool:
    if line.for_counter is not None or line.for_officer is not None:
        return desk.counter == line.for_counter or (
            line.for_officer is not None and desk.officer == line.for_officer
        )
    return line.field in desk.fields or line.field in desk.secondary


def _group_key(line: InLine) -> Group:
    return line.field, line.priority, line.for_counter, line.for_officer, line.first


def _as_here(one: Person) -> Person:
    """Whoever is still coming is expected to be here in time."""
    return replace(one, line=replace(one.line, coming=False)) if one.line.coming else one


def _place(one: Person) -> tuple[float, int]:
    """Within a group: by arrival; who was sent first, by when that was."""
    line = one.line
    return 0.0 if line.first else line.arrived_at.timestamp(), line.sequence


def _idle_key(seat: Seat) -> tuple[bool, float]:
    since = seat.desk.idle_since
    return since is None, since.timestamp() if since else 0.0
