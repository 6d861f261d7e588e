"""What a play of the line begins with: the line sorted, and the services in progress reckoned.

Made once for each group of connected fields, so that a second play, with one more counter, finds
both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from server.rules.estimate.floor import Floor
from server.rules.estimate.passing import Passing
from server.rules.estimate.people import Person, Seat
from server.rules.routing import Desk, InLine

NOBODY = -1
"""The sequence after all others: whoever would come now."""

Group = tuple[str, bool, str | None, str | None, bool]
"""People among whom every rule goes by arrival: field, class, kept for whom, sent first."""


@dataclass(slots=True)
class Counter:
    """A counter in a play: when it will be free, and how sure that is."""

    desk: Desk
    free_at: float
    variance: float
    unsure_s: float
    left_s: float
    """Of its newest turn, while that is in progress."""


@dataclass(frozen=True)
class Beginning:
    """The line and the counters of one group of connected fields, as they are now.

    ``passing`` is what those with priority who are still to come make of it; ``coming`` are people
    who are known to join, and after how many seconds.
    """

    floor: Floor
    seats: Sequence[Seat]
    counters: Sequence[Counter]
    lines: Mapping[Group, Sequence[Person]]
    passing: Passing
    coming: Sequence[tuple[float, Person]] = ()

    def with_one_more(self, field: str) -> Beginning:
        """The same with one more counter, free and for this field only."""
        more = Seat(Desk(counter="", fields=(field,), idle_since=self.floor.queue.now))
        counters = [*self.counters, _counter(self.floor, more)]
        return replace(self, seats=[*self.seats, more], counters=counters)

    def in_turn(self) -> Iterator[tuple[int, Seat]]:
        """The seats with their places, the longest idle first, then those that are busy."""
        return iter(sorted(enumerate(self.seats), key=lambda one: _idle_key(one[1])))


def beginning(floor: Floor, fields: frozenset[str]) -> Beginning:
    """Of these fields, which nobody and nothing connects with others."""
    seats = [seat for seat in floor.seats if fields.intersection(seat.desk.fields)]
    counters = [_counter(floor, seat) for seat in seats]
    passing = Passing(floor.queue.rule, floor.priority_share)
    return Beginning(floor, seats, counters, _lines(floor, fields), passing)


def group_of(line: InLine) -> Group:
    """The people among whom this one stands."""
    return line.field, line.priority, line.for_counter, line.for_officer, line.first


def place(one: Person) -> tuple[float, int]:
    """Within a group: by arrival; who was sent first, by when that was."""
    line = one.line
    return 0.0 if line.first else line.arrived_at.timestamp(), line.sequence


def _counter(floor: Floor, seat: Seat) -> Counter:
    if seat.at_it is None:
        return Counter(seat.desk, 0.0, 0.0, 0.0, 0.0)
    turn = floor.turns.under_way(seat.at_it.line.field, seat.at_it.purpose, seat.for_s)
    return Counter(seat.desk, turn.mean_s, turn.variance, turn.unsure_s, turn.left_s)


def _lines(floor: Floor, fields: frozenset[str]) -> dict[Group, list[Person]]:
    """Everybody by group, each in order; a newcomer without priority last in every field."""
    lines: dict[Group, list[Person]] = {}
    for one in sorted((one for name in fields for one in floor.by_field.get(name, ())), key=place):
        lines.setdefault(group_of(one.line), []).append(_as_here(one))
    for field in sorted(fields):
        newcomer = InLine(NOBODY, "", field, floor.queue.now, floor.last)
        lines.setdefault(group_of(newcomer), []).append(Person(newcomer))
    return lines


def _as_here(one: Person) -> Person:
    """Whoever is still coming is expected to be here in time."""
    return replace(one, line=replace(one.line, coming=False)) if one.line.coming else one


def _idle_key(seat: Seat) -> tuple[bool, float]:
    since = seat.desk.idle_since
    return since is None, since.timestamp() if since else 0.0
