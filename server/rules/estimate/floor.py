"""The hall at one instant, as the expected wait needs it."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from server.rules.estimate.people import Person, Seat
from server.rules.estimate.service_times import ServiceTimes
from server.rules.estimate.turnout import Turnout
from server.rules.estimate.turns import Turns
from server.rules.routing import Queue


@dataclass(frozen=True)
class Floor:
    """Who waits and who serves now; counters that are closed or paused are no seats.

    ``between_s`` passes between one person and the next; without a turnout everybody comes.
    """

    queue: Queue
    people: Sequence[Person]
    seats: Sequence[Seat]
    times: ServiceTimes
    between_s: float = 0.0
    turnout: Turnout | None = None

    def serving(self, field: str) -> int:
        """How many open counters have this field among their own."""
        return self._serving.get(field, 0)

    @cached_property
    def _serving(self) -> Mapping[str, int]:
        return Tally(field for seat in self.seats for field in set(seat.desk.fields))

    @cached_property
    def turns(self) -> Turns:
        """How long each of those in line will take a counter."""
        return Turns(self.times, self.turnout, self.between_s)

    @cached_property
    def priority_share(self) -> float:
        """How many of those who come have priority, by those who came, else by those who are here.

        To begin with a tenth, which counts for ten people.  Of those who are here fewer have it
        than of those who come, since they wait less.
        """
        if self.turnout is not None:
            return self.turnout.priority_share
        here = [*self.people, *(seat.at_it for seat in self.seats if seat.at_it)]
        return (1 + sum(one.line.priority for one in here)) / (10 + len(here))

    @cached_property
    def by_field(self) -> Mapping[str, Sequence[Person]]:
        """Who waits in each field."""
        found: dict[str, list[Person]] = {}
        for one in self.people:
            found.setdefault(one.line.field, []).append(one)
        return found

    @cached_property
    def last(self) -> int:
        """The sequence of somebody who would come now."""
        return 1 + max((one.line.sequence for one in self.people), default=0)
