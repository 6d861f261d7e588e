"""What everybody in the hall can see: who waits for what, which counters are taken, who is free.

It only guides the officers' steps; no figure of the rehearsal comes from it.
"""

from __future__ import annotations

import threading
from collections import Counter as Tally
from dataclasses import dataclass
from typing import Protocol

from server.settings import CentreSettings, CounterSettings, PostSettings

BUSY = 2
"""So many people at a closed counter bring an officer of that post who has nobody to serve."""


class AtCounter(Protocol):
    """An officer as the hall sees one."""

    post: PostSettings
    counter: str | None

    def is_needed(self) -> None:
        """Somebody has come for whom this officer should look."""


@dataclass(frozen=True, slots=True)
class Need:
    """How many people would be helped by opening a closed counter, and where."""

    people: int
    counter: str


class Hall:
    """The hall of one rehearsed day."""

    def __init__(self, centre: CentreSettings) -> None:
        self._lock = threading.Lock()
        self._counters = {counter.id: counter for counter in centre.counters}
        self._waiting: Tally[str] = Tally()
        self._taken: dict[str, AtCounter] = {}
        self._free: list[AtCounter] = []

    def waiting(self) -> int:
        """How many people wait."""
        return self._waiting.total()

    def open_counters(self) -> int:
        """How many counters have an officer."""
        return len(self._taken)

    def joined(self, field: str) -> None:
        """Somebody begins to wait: whoever is free and should come, looks."""
        with self._lock:
            self._waiting[field] += 1
            called = self._who_should_look(field)
            self._free = [officer for officer in self._free if officer not in called]
        for officer in called:
            officer.is_needed()

    def called(self, field: str) -> None:
        """Somebody waits no more."""
        with self._lock:
            self._waiting[field] -= 1

    def has_nobody(self, officer: AtCounter) -> bool:
        """The officer is free from now on; false if somebody has come for them meanwhile."""
        with self._lock:
            if any(self._waiting[field] > 0 for field in self._fields(officer)):
                return False
            self._free.append(officer)
            return True

    def is_free(self, officer: AtCounter) -> bool:
        """Whether this officer was free; not any more."""
        with self._lock:
            if officer not in self._free:
                return False
            self._free.remove(officer)
            return True

    def take_own(self, officer: AtCounter) -> str | None:
        """Give an officer the first counter of the post that nobody has."""
        with self._lock:
            closed = (one for one in officer.post.counters if one not in self._taken)
            return self._give(officer, next(closed, None))

    def take_needed(self, officer: AtCounter) -> str | None:
        """Give an officer with nobody to serve the closed counter where most people need one."""
        with self._lock:
            return self._give(officer, self._needed(officer))

    def take_home(self, officer: AtCounter) -> str | None:
        """Give an officer who covers elsewhere the own counter back, if people wait there alone."""
        with self._lock:
            home = officer.post.counters[0] if officer.post.counters else None
            if home is None or home in self._taken or not self._alone(self._counters[home]):
                return None
            return self._give(officer, home)

    def leave(self, counter: str) -> None:
        """A counter is closed."""
        with self._lock:
            del self._taken[counter]

    def _give(self, officer: AtCounter, counter: str | None) -> str | None:
        if counter is not None:
            self._taken[counter] = officer
        return counter

    def _who_should_look(self, field: str) -> list[AtCounter]:
        """Every free officer whose counter takes the field, or one who could open another."""
        at_hand = [officer for officer in self._free if field in self._fields(officer)]
        if at_hand:
            return at_hand
        return [officer for officer in self._free if self._needed(officer)][:1]

    def _needed(self, officer: AtCounter) -> str | None:
        needs = [
            Need(people, counter.id)
            for counter in self._counters.values()
            if counter.id not in self._taken and (people := self._people(officer, counter))
        ]
        return max(needs, key=lambda need: need.people).counter if needs else None

    def _people(self, officer: AtCounter, counter: CounterSettings) -> int:
        alone = self._alone(counter)
        if counter.id not in officer.post.counters:
            return alone
        waiting = sum(max(0, self._waiting[field]) for field in counter.fields)
        return waiting if waiting >= BUSY else alone

    def _alone(self, counter: CounterSettings) -> int:
        """How many wait for fields of this counter that no open counter takes."""
        covered = {field for officer in self._taken.values() for field in self._fields(officer)}
        return sum(max(0, self._waiting[field]) for field in counter.fields if field not in covered)

    def _fields(self, officer: AtCounter) -> list[str]:
        if officer.counter is None:
            return []
        counter = self._counters[officer.counter]
        return [*counter.fields, *counter.secondary]
