"""The expected wait, as a range from the median to the ninetieth percentile.

With every counter of a field busy, people leave the queue at the rate c/m (c counters, mean
service m), so the wait of somebody with k-1 people ahead is the sum of k exponential gaps: an
Erlang(k, c/m) time.  Its quantiles come from Wilson and Hilferty's cube-root approximation
(Wilson & Hilferty, PNAS 17, 1931).  A field's mean service time is learnt with shrinkage to the
configured prior.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

PRIOR_WEIGHT = 10
"""How many services the configured mean counts for."""

NINETIETH = 1.2816


@dataclass(frozen=True, slots=True)
class Floor:
    """Who serves now: each open counter's fields, the fields of the free ones, mean seconds."""

    desks: Sequence[frozenset[str]]
    idle: frozenset[str]
    means_s: Mapping[str, float]


def expected_wait(field: str, ahead: Mapping[str, int], floor: Floor) -> tuple[int, int] | None:
    """Minutes (median, ninetieth percentile) behind ``ahead`` people by their field.

    ``None`` while no counter is open for the field.
    """
    counters = sum(field in desk for desk in floor.desks)
    if counters == 0:
        return None
    people = rivals(field, ahead, floor.desks)
    mean = mixed_mean(field, people, floor.means_s)
    return wait_range(sum(people.values()), counters, mean, field in floor.idle)


def with_one_more(field: str, floor: Floor) -> Floor:
    """The same with one more counter, free and for this field only."""
    return replace(floor, desks=[*floor.desks, frozenset({field})], idle=floor.idle | {field})


def learnt_mean(prior_s: float, count: int, total_s: float) -> float:
    """Mean service time in seconds after ``count`` services that took ``total_s`` together."""
    return (prior_s * PRIOR_WEIGHT + total_s) / (PRIOR_WEIGHT + count)


def rivals(
    field: str, ahead: Mapping[str, int], desks: Sequence[frozenset[str]]
) -> dict[str, float]:
    """The people ahead who compete for this field's counters, by their own field.

    ``ahead`` counts people by field; ``desks`` holds each open counter's fields.  Somebody of
    another field counts by the share of that field's counters which also serve this one.
    """
    mine = [desk for desk in desks if field in desk]
    shares: dict[str, float] = {}
    for other, count in ahead.items():
        if both := sum(other in desk for desk in mine):
            shares[other] = count * both / sum(other in desk for desk in desks)
    return shares


def mixed_mean(field: str, people: Mapping[str, float], means_s: Mapping[str, float]) -> float:
    """The mean service time of the people ahead, each by their own field; seconds."""
    total = sum(people.values())
    if total == 0:
        return means_s[field]
    return sum(count * means_s[other] for other, count in people.items()) / total


def wait_range(people_ahead: float, counters: int, mean_s: float, idle: bool) -> tuple[int, int]:
    """Minutes (median, ninetieth percentile), rounded outwards; (0, 0) when a counter is idle."""
    assert counters > 0
    if idle and people_ahead < 1:
        return 0, 0
    shape = people_ahead + 1
    scale = mean_s / counters / 60
    median = scale * shape * _cube(shape, 0.0)
    high = scale * shape * _cube(shape, NINETIETH)
    return math.floor(median), max(1, math.ceil(high))


def _cube(shape: float, quantile: float) -> float:
    return float(1 - 1 / (9 * shape) + quantile / (3 * math.sqrt(shape))) ** 3
