"""Plainer estimators, to be compared with: queue length, head of line, rolling mean.

As Ibrahim & Whitt describe them ("Real-Time Delay Estimation Based on Delay History",
Manufacturing & Service Operations Management 11, 2009).
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from statistics import mean, pvariance

from server.rules.estimate.floor import Floor
from server.rules.estimate.quantiles import Wait

NO_WAIT = Wait(0.0, 0.0)


def by_queue_length(field: str, floor: Floor, newest: int) -> Wait:
    """With k people before somebody at c busy counters, k+1 gaps of a mean service over c.

    Who waits for another field counts by the share of its counters that also serve this one.
    """
    desks = [frozenset(seat.desk.fields) for seat in floor.seats]
    mine = [seat for seat in floor.seats if field in seat.desk.fields]
    ahead = Tally(one.line.field for one in floor.people if one.line.stop != newest)
    people = sum(rivals(field, ahead, desks).values())
    if not mine or (people < 1 and any(seat.at_it is None for seat in mine)):
        return NO_WAIT
    gap = floor.times.of(field, None).mean_s / len(mine)
    return Wait((people + 1) * gap, (people + 1) * gap**2)


def rivals(
    field: str, ahead: Mapping[str, int], desks: Sequence[frozenset[str]]
) -> dict[str, float]:
    """The people ahead who compete for this field's counters, by their own field."""
    mine = [desk for desk in desks if field in desk]
    shares: dict[str, float] = {}
    for other, count in ahead.items():
        if both := sum(other in desk for desk in mine):
            shares[other] = count * both / sum(other in desk for desk in desks)
    return shares


def by_head_of_line(field: str, floor: Floor, newest: int) -> Wait:
    """As long as whoever is first in the field's line has waited already; nobody, no wait.

    The variance of twice that wait in services of c counters: those who came meanwhile, and
    their services.
    """
    since = [
        one.line.arrived_at
        for one in floor.people
        if one.line.field == field and one.line.stop != newest
    ]
    mine = sum(field in seat.desk.fields for seat in floor.seats)
    if not since or not mine:
        return NO_WAIT
    waited = max(0.0, (floor.queue.now - min(since)).total_seconds())
    return Wait(waited, 2 * waited * floor.times.of(field, None).mean_s / mine)


def by_rolling_mean(waits: Sequence[float]) -> Wait:
    """The mean of the newest waits of the field, in seconds; without any, no wait."""
    return Wait(mean(waits), pvariance(waits)) if waits else NO_WAIT
