"""The least error that any estimate can have: one that knows what nobody can, save what is chance.

It is given the true laws of the simulated days: how long services of every kind last, who stays
away, who loses patience, and how many people with priority are still to come.  From the state at
the instant of taking a number it plays many futures by the real rule, each with other lengths and
other people, and says their median: of all that can be said then, that has the least mean error.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from server.rules.estimate import Person
from server.rules.estimate.beginning import Beginning, Counter, beginning
from server.rules.estimate.floor import Floor
from server.rules.estimate.forecast import connected
from server.rules.estimate.passing import Passing
from server.rules.estimate.play import Play, Takes
from server.rules.estimate.quantiles import range_told
from server.rules.estimate.turns import Turn
from server.rules.priority import Rule
from server.rules.routing import InLine
from server.rules.simulation import START, Coming, seconds_at

FUTURES = 80
AFTERWARDS = 4 * 3600.0
"""Nobody who comes later than this after somebody is called before them."""
UNHEARD_OF_S = 30.0
"""What is left of a turn that has lasted longer than any that was drawn."""

MOST_TRIES = 50
LATER = -3
"""The stop of somebody who is not here yet."""

NOBODY_PASSES = Passing(Rule("first_come"), 0.0)
"""In a future everybody who passes is there."""

Kind = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One turn as it may go: seconds at the counter, and how long they would wait in line."""

    lasts_s: float
    patience_s: float | None


@dataclass(frozen=True, slots=True)
class Futures:
    """The waits of one person in every future, in seconds, the shortest first."""

    waits: Sequence[float]

    def minutes(self) -> tuple[int, int]:
        """What it would tell, rounded as everybody's range is."""
        return range_told(median(self.waits), self.waits[len(self.waits) * 9 // 10])


class Oracle:
    """Knows the laws by many days that were drawn from them, none of which is the one asked of."""

    def __init__(self, days: Sequence[Sequence[Coming]], walk_s: float, seed: int) -> None:
        self._days = [sorted(day, key=lambda one: one.at) for day in days]
        self._times = [[one.at for one in day] for day in self._days]
        self._chance = random.Random(seed)  # noqa: S311 - a simulation has to be repeatable
        self._drawn: dict[Kind, list[Drawn]] = defaultdict(list)
        for day in days:
            for one in day:
                self._learn(one, walk_s)
        self._lengths = {
            kind: sorted(one.lasts_s for one in drawn) for kind, drawn in self._drawn.items()
        }

    def waits(self, stop: int, floor: Floor) -> Futures:
        """The wait of this stop in every future."""
        field = next(one.line.field for one in floor.people if one.line.stop == stop)
        fields = connected(floor).get(field, frozenset([field]))
        begins = replace(beginning(floor, fields), passing=NOBODY_PASSES)
        return Futures(sorted(self._wait(stop, begins, fields) for _ in range(FUTURES)))

    def _wait(self, stop: int, begins: Beginning, fields: frozenset[str]) -> float:
        future = replace(
            begins,
            counters=[self._counter(begins, nth) for nth in range(len(begins.counters))],
            coming=list(self._coming(begins.floor, fields)),
        )
        return Play(future, only=stop, takes=self._takes(begins.floor)).waits[stop].mean_s

    def _counter(self, begins: Beginning, nth: int) -> Counter:
        seat = begins.seats[nth]
        if seat.at_it is None:
            return begins.counters[nth]
        lengths = self._lengths.get((seat.at_it.line.field, seat.at_it.purpose), [])
        longer = bisect_right(lengths, seat.for_s)
        left = UNHEARD_OF_S
        if longer < len(lengths):
            left = lengths[self._chance.randrange(longer, len(lengths))] - seat.for_s
        return Counter(seat.desk, left, 0.0, 0.0, 0.0)

    def _coming(self, floor: Floor, fields: frozenset[str]) -> Iterable[tuple[float, Person]]:
        """Those with priority of one of the days, from this second of it on."""
        now, day = seconds_at(floor.queue.now), self._chance.randrange(len(self._days))
        first = bisect_right(self._times[day], now)
        last = bisect_left(self._times[day], now + AFTERWARDS)
        for nth, one in enumerate(self._days[day][first:last]):
            field, *then = (name for name, _ in one.way)
            if one.priority and field in fields:
                arrived = START + dt.timedelta(seconds=one.at)
                line = InLine(LATER, "", field, arrived, floor.last + 1 + nth, priority=True)
                yield one.at - now, Person(line, one.purpose, tuple(then))

    def _takes(self, floor: Floor) -> Takes:
        now = floor.queue.now

        def takes(one: Person, at_s: float) -> Turn:
            here_s = (now - one.line.arrived_at).total_seconds()
            drawn = self._draw((one.line.field, one.purpose), here_s)
            is_gone = drawn.patience_s is not None and drawn.patience_s < here_s + at_s
            return Turn(0.0 if is_gone else drawn.lasts_s, 0.0, 0.0, 0.0)

        return takes

    def _draw(self, kind: Kind, here_s: float) -> Drawn:
        """A turn of somebody who has waited so long already and is still here.

        Of a kind that was never drawn, one of anybody.
        """
        turns = self._drawn.get(kind) or self._chance.choice(list(self._drawn.values()))
        for _ in range(MOST_TRIES):
            one = turns[self._chance.randrange(len(turns))]
            if one.patience_s is None or one.patience_s > here_s:
                return one
        return replace(one, patience_s=None)

    def _learn(self, one: Coming, walk_s: float) -> None:
        for position, (field, service_s) in enumerate(one.way):
            missing = one.missing_at == position
            lasts_s = one.missing_s if missing else walk_s + service_s
            patience_s = one.patience_s if position == 0 else None
            self._drawn[field, one.purpose].append(Drawn(lasts_s, patience_s))
            if missing:
                return
