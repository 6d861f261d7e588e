"""Peaks held under a ceiling without being cut off: the gain dips smoothly around each of them.

A few sharp peaks (the "s" of "seven") would otherwise keep a whole word softer than the rest.
"""

from __future__ import annotations

from array import array
from itertools import accumulate

Samples = array

REACH = 55  # samples: at 22,050 a second the gain falls and rises within 2.5 ms


def limited(samples: Samples[int], ceiling: float) -> Samples[int]:
    """The samples with no swing above ``ceiling`` (in sample units)."""
    gains = [min(1.0, ceiling / abs(value)) if value else 1.0 for value in samples]
    return array("h", [int(v * g) for v, g in zip(samples, _smooth(_lowest(gains)), strict=True)])


def _lowest(gains: list[float]) -> list[float]:
    """At each sample the lowest gain that any sample within ``REACH`` needs."""
    result = gains[:]
    for at in (index for index, gain in enumerate(gains) if gain < 1.0):
        first, last = max(0, at - REACH), min(len(gains), at + REACH + 1)
        result[first:last] = [min(gain, gains[at]) for gain in result[first:last]]
    return result


def _smooth(gains: list[float]) -> list[float]:
    """The mean over ``REACH`` on both sides: never above the gain that its own sample needs."""
    padded = [gains[0]] * REACH + gains + [gains[-1]] * REACH if gains else []
    sums = [0.0, *accumulate(padded)]
    width = 2 * REACH + 1
    return [(sums[at + width] - sums[at]) / width for at in range(len(gains))]
