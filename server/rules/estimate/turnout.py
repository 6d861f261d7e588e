"""Who of those in a line is never served: called in vain, or gone before; learnt as services are.

Every share is shrunk to what is known without it (``service_times``): each field to the whole
centre, the centre to what was thought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CENTRE_WEIGHT = 50
FIELD_WEIGHT = 100
"""How many people the prior of each level counts for."""
USUALLY_MISSED = 0.03
USUALLY_GONE = 0.01
USUALLY_S = 120.0
"""Shares and seconds that are thought of before anything was seen: three calls, and given up."""
SECONDS_WEIGHT = 5
GAP_WEIGHT = 10
USUAL_PRIORITY = 0.1
PRIORITY_WEIGHT = 10


@dataclass(frozen=True, slots=True)
class Came:
    """Those of one field: how many came when called, how many did not, how many left before.

    Of those who came ``priority`` had priority; those who did not kept counters ``missed_s``
    seconds.  Between two people, the second of whom was waiting, ``gaps_s`` seconds in ``gaps``.
    """

    field: str
    came: float = 0.0
    missed: float = 0.0
    missed_s: float = 0.0
    gone: float = 0.0
    priority: float = 0.0
    gaps: float = 0.0
    gaps_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Absence:
    """Of those in a line: who is gone before the call; of the others, who is missed at it.

    ``seconds`` is how long a counter is kept by somebody who does not come.
    """

    missed: float
    gone: float
    seconds: float


EVERYBODY_COMES = Absence(0.0, 0.0, 0.0)


class Turnout:
    """What is believed of every field."""

    def __init__(self, seen: Iterable[Came] = ()) -> None:
        self._seen = {one.field: one for one in seen}
        self._centre = _absence(self._seen.values(), CENTRE_WEIGHT, USUAL)
        self._known: dict[str, Absence] = {}

    def of(self, field: str) -> Absence:
        """Of somebody who waits in this field."""
        if field not in self._known:
            own = [self._seen[field]] if field in self._seen else []
            self._known[field] = _absence(own, FIELD_WEIGHT, self._centre)
        return self._known[field]

    @property
    def priority_share(self) -> float:
        """Of all who come, how many have priority."""
        came = sum(one.came for one in self._seen.values())
        priority = sum(one.priority for one in self._seen.values())
        return (PRIORITY_WEIGHT * USUAL_PRIORITY + priority) / (PRIORITY_WEIGHT + came)

    def between_s(self, thought: float) -> float:
        """Seconds from one person to the next; ``thought`` is what the configuration says."""
        gaps = sum(one.gaps for one in self._seen.values())
        seconds = sum(one.gaps_s for one in self._seen.values())
        return (GAP_WEIGHT * thought + seconds) / (GAP_WEIGHT + gaps)


USUAL = Absence(USUALLY_MISSED, USUALLY_GONE, USUALLY_S)


def _absence(seen: Iterable[Came], weight: float, prior: Absence) -> Absence:
    came = missed = missed_s = gone = 0.0
    for one in seen:
        came, gone = came + one.came, gone + one.gone
        missed, missed_s = missed + one.missed, missed_s + one.missed_s
    called = came + missed
    return Absence(
        missed=(weight * prior.missed + missed) / (weight + called),
        gone=(weight * prior.gone + gone) / (weight + called + gone),
        seconds=(SECONDS_WEIGHT * prior.seconds + missed_s) / (SECONDS_WEIGHT + missed),
    )
