"""Which hours of the week are quiet: when few people came, over the weeks that are known.

People are counted by weekday and hour, and set against how often and how long the centre was open
then: an hour that is open for half of it has half of the people and is no quieter for that.  An
hour is quiet when at most ``QUIET`` of the usual come in it and busy from ``BUSY`` of it on; the
usual is the mean over all open hours.  With fewer than ``LEAST_DAYS`` days of a weekday, or fewer
than ``LEAST_AN_HOUR`` people counted in a mean hour, chance would speak and nothing is said
(eight people are known to a third of themselves: their number is Poisson's).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

QUIET, BUSY = 0.7, 1.3
LEAST_DAYS = 3
LEAST_AN_HOUR = 8
NAMED = 3

Hour = tuple[int, int]
"""A weekday (0 is Monday) and an hour of the clock."""


class Level(IntEnum):
    """How many people an hour usually has."""

    QUIET = 0
    USUAL = 1
    BUSY = 2


@dataclass(frozen=True, slots=True)
class Week:
    """The level of every open hour that is known, and the quietest whole ones, the best first.

    An hour that is open for a part of it is not advised: it ends with the session, when whoever
    would wait too long gets no number.
    """

    levels: Mapping[Hour, Level]
    quietest: Sequence[Hour]


def week_of(
    people: Mapping[Hour, int], days: Mapping[int, int], open_share: Mapping[Hour, float]
) -> Week | None:
    """How a week usually is; ``None`` when too little is known.

    ``people`` counts arrivals, ``days`` the open days of each weekday that were counted, and
    ``open_share`` is the part of each hour in which the centre is open, above 0.
    """
    enough = {weekday for weekday, count in days.items() if count >= LEAST_DAYS}
    known = {hour: share for hour, share in open_share.items() if hour[0] in enough}
    arrivals = sum(people.get(hour, 0) for hour in known)
    if not known or arrivals < LEAST_AN_HOUR * len(known):
        return None
    spent = {hour: days[hour[0]] * share for hour, share in known.items()}
    usual = arrivals / sum(spent.values())
    crowds = {hour: people.get(hour, 0) / spent[hour] / usual for hour in known}
    whole = [hour for hour, share in known.items() if share >= 1]
    quiet = sorted((crowds[hour], hour) for hour in whole if crowds[hour] <= QUIET)
    return Week(
        levels={hour: _level(crowd) for hour, crowd in crowds.items()},
        quietest=[hour for _, hour in quiet[:NAMED]],
    )


def _level(crowd: float) -> Level:
    if crowd <= QUIET:
        return Level.QUIET
    return Level.BUSY if crowd >= BUSY else Level.USUAL
