"""How long somebody keeps a counter busy: learnt from what was seen, shrunk to what was thought.

Empirical Bayes (Efron & Morris 1975; Morris 1983): every mean is a weighted one of the services
seen and of a prior, which counts for so many services as the spread between means is small against
the spread within one; between fields that spread is learnt too.  Three levels, so that a field with
two services today borrows from all: the whole centre against its configured minutes, each purpose
against the whole centre, and each field against what its purposes make one expect.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CENTRE_WEIGHT = 5
PURPOSE_WEIGHT = 5
"""How many services the prior of these levels counts for."""

USUAL_SPREAD = 0.25
SPREAD_WEIGHT = 30
"""The squared coefficient of variation that services begin with, and what that counts for."""

USUAL_APART = 0.025
APART_WEIGHT = 30
LEAST_APART, MOST_APART = 0.001, 0.25
"""How far fields are from what is expected of them: the variance of their true means' ratio to it,
to begin with, and how many services that counts for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Services of one field and purpose: how many, their seconds together, and the squares'."""

    field: str
    purpose: str | None
    count: float
    total_s: float
    squares: float


@dataclass(frozen=True, slots=True)
class Length:
    """How long a service will last: mean, variance, and that part of it which all such share."""

    mean_s: float
    variance: float
    unsure: float
    """The squared relative error of the mean itself."""


class ServiceTimes:
    """What is believed of every field and purpose."""

    def __init__(self, minutes: Mapping[str, float], seen: Iterable[Seen] = ()) -> None:
        """``minutes`` are the configured service times by field."""
        self._minutes = minutes
        self._seen = [one for one in seen if one.field in minutes and one.count > 0]
        self._by_purpose, self._purposes = self._learn_purposes()
        self._by_field, self._fields, self._field_weight = self._learn_fields()
        self.spread = self._learn_spread()
        self._known: dict[tuple[str, str | None], Length] = {}

    def of(self, field: str, purpose: str | None) -> Length:
        """The next service of this field and purpose."""
        key = (field, purpose)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = self._length(*key)
        return known

    def _length(self, field: str, purpose: str | None) -> Length:
        mean = self._mean(field, purpose)
        unsure = self.spread * (
            1 / (PURPOSE_WEIGHT + self._purposes[purpose])
            + 1 / (self._field_weight + self._fields[field])
        )
        return Length(mean, self.spread * mean**2, unsure)

    def left(self, field: str, purpose: str | None, for_s: float) -> Length:
        """What is left of a service that has lasted ``for_s`` seconds.

        Of a lognormal service (Brown et al. 2005 find call centres' services so), whose moments
        beyond a point are known in closed form.
        """
        whole = self.of(field, purpose)
        if for_s <= 0:
            return whole
        return _left(whole, self.spread, for_s)

    def _mean(self, field: str, purpose: str | None) -> float:
        ratio = self._by_purpose.get(purpose, self._by_purpose[None])
        return self._minutes.get(field, 8.0) * 60 * ratio * self._by_field.get(field, 1.0)

    def _learn_purposes(self) -> tuple[dict[str | None, float], defaultdict[str | None, float]]:
        count: defaultdict[str | None, float] = defaultdict(float)
        ratio: defaultdict[str | None, float] = defaultdict(float)
        for one in self._seen:
            count[one.purpose] += one.count
            ratio[one.purpose] += one.total_s / (self._minutes[one.field] * 60)
        centre = (CENTRE_WEIGHT + sum(ratio.values())) / (CENTRE_WEIGHT + sum(count.values()))
        learnt = {
            purpose: (PURPOSE_WEIGHT * centre + ratio[purpose]) / (PURPOSE_WEIGHT + count[purpose])
            for purpose in count
        }
        return {None: centre, **learnt}, count

    def _learn_fields(self) -> tuple[dict[str, float], defaultdict[str, float], float]:
        count: defaultdict[str, float] = defaultdict(float)
        ratio: defaultdict[str, float] = defaultdict(float)
        for one in self._seen:
            expected = self._minutes[one.field] * 60 * self._by_purpose[one.purpose]
            count[one.field] += one.count
            ratio[one.field] += one.total_s / expected
        weight = USUAL_SPREAD / _apart(ratio, count)
        learnt = {field: (weight + ratio[field]) / (weight + count[field]) for field in count}
        return learnt, count, weight

    def _learn_spread(self) -> float:
        count, squares = 0.0, 0.0
        for one in self._seen:
            mean = self._mean(one.field, one.purpose)
            off = one.squares - 2 * mean * one.total_s + one.count * mean**2
            count, squares = count + one.count, squares + max(0.0, off) / mean**2
        return (SPREAD_WEIGHT * USUAL_SPREAD + squares) / (SPREAD_WEIGHT + count)


def _apart(ratio: Mapping[str, float], count: Mapping[str, float]) -> float:
    """The variance between the fields' true ratios, by moments (Morris 1983).

    Of n services with the ratio r together, n·(r - 1)² is n times it and once the spread within.
    """
    seen = sum((ratio[field] - n) ** 2 / n - USUAL_SPREAD for field, n in count.items())
    apart = (APART_WEIGHT * USUAL_APART + seen) / (APART_WEIGHT + sum(count.values()))
    return min(MOST_APART, max(LEAST_APART, apart))


def _left(whole: Length, spread: float, for_s: float) -> Length:
    sigma = math.sqrt(math.log1p(spread))
    mu = math.log(whole.mean_s) - sigma**2 / 2
    z = (math.log(for_s) - mu) / sigma
    beyond = _above(z)
    if beyond < 1e-6:
        return Length(whole.mean_s, whole.mean_s**2, whole.unsure)
    mean = whole.mean_s * _above(z - sigma) / beyond
    square = whole.mean_s**2 * math.exp(sigma**2) * _above(z - 2 * sigma) / beyond
    return Length(max(1.0, mean - for_s), max(0.0, square - mean**2), whole.unsure)


def _above(z: float) -> float:
    """The share of the standard normal above ``z``."""
    return 0.5 * math.erfc(z / math.sqrt(2))
