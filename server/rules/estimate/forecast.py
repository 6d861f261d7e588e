"""The expected wait from the real state: everybody who waits is played on to a counter, once.

The real routing rule decides who goes where; each counter becomes free when its service, by what
is learnt of its kind, may be expected to end.  Whoever stands in the line, and a newcomer in every
field, so gets the instant of a call, the mean of the wait; variances add up on the way.

- A play with mean service times is too late where several counters serve a field, since the first
  of them to be free is free before its mean.  While all c are busy the work before somebody is
  done by all of them together, so the wait is the mean of the instants at which they would be free
  less (c-1)/c of what is then left of a service in progress: its mean × (1 + cv²)/2 (the residual
  life of renewal theory).  For M/M/c that is exact: (k+1) gaps of m/c.
- Not everybody in a line is served: who is gone or called in vain takes less (``turns``).
- Whoever is to come may still go before, under a rule that lets priority pass (``passing``).
- The state of the line at the moment of coming says more than averages of past waits: Ibrahim &
  Whitt (2009, 2011) compare estimators by queue length, head of line and past delays.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from server.rules.estimate.beginning import Beginning, beginning
from server.rules.estimate.floor import Floor
from server.rules.estimate.play import Play
from server.rules.estimate.quantiles import Wait


class Forecast:
    """The waits that follow from a floor; each group of connected fields is played when asked."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._begun: dict[str, Beginning] = {}
        self._played: dict[str, Play] = {}

    def newcomer(self, field: str) -> Wait | None:
        """Of somebody without priority who comes now; ``None`` while no counter is open for it."""
        if not self._floor.serving(field):
            return None
        return self._play_of(field).waits.get(field)

    def newcomer_with_one_more(self, field: str) -> Wait:
        """The same with one more counter, free and for this field only."""
        play = Play(self._beginning_of(field).with_one_more(field), only=field)
        return play.waits[field]

    def of(self, stop: int, field: str) -> Wait | None:
        """Of somebody who is in the line."""
        return self._play_of(field).waits.get(stop)

    def _play_of(self, field: str) -> Play:
        if field not in self._played:
            play = Play(self._beginning_of(field))
            self._played |= dict.fromkeys(self._group_of(field), play)
        return self._played[field]

    def _beginning_of(self, field: str) -> Beginning:
        if field not in self._begun:
            fields = self._group_of(field)
            self._begun |= dict.fromkeys(fields, beginning(self._floor, fields))
        return self._begun[field]

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
