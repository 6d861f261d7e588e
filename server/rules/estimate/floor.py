"""The hall at one instant, as the expected wait needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from server.rules.estimate.service_times import ServiceTimes
from server.rules.routing import Desk, InLine, Queue


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who waits; ``then`` are the fields still to come on the same ticket."""

    line: InLine
    purpose: str | None = None
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """An open counter, and who has been there for how many seconds since the call."""

    desk: Desk
    at_it: Person | None = None
    for_s: float = 0.0


@dataclass(frozen=True)
class Floor:
    """Who waits and who serves now; counters that are closed or paused are no seats.

    ``between_s`` passes between one person and the next.
    """

    queue: Queue
    people: Sequence[Person]
    seats: Sequence[Seat]
    times: ServiceTimes
    between_s: float = 0.0

    def serving(self, field: str) -> int:
        """How many open counters have this field among their own."""
        return sum(field in seat.desk.fields for seat in self.seats)

    @cached_property
    def priority_share(self) -> float:
        """How many of those who come have priority, by those who are here; a tenth to begin with.

        A tenth counts for ten people.
        """
        here = [*self.people, *(seat.at_it for seat in self.seats if seat.at_it)]
        return (1 + sum(one.line.priority for one in here)) / (10 + len(here))

    def with_one_more(self, field: str) -> Floor:
        """The same with one more counter, free and for this field only."""
        more = Seat(Desk(counter="", fields=(field,), idle_since=self.queue.now))
        return replace(self, seats=[*self.seats, more])
