"""From the mean and the variance of a wait to the range that people are told."""

from __future__ import annotations

import math
from dataclasses import dataclass

NINETIETH = 1.2816
"""The standard normal's ninetieth percentile."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait that is not known yet: its mean in seconds and its variance in square seconds."""

    mean_s: float
    variance: float

    def median_s(self) -> float:
        """Half of such waits are shorter."""
        return self._quantile(0.0)

    def ninetieth_s(self) -> float:
        """Nine of ten such waits are shorter."""
        return self._quantile(NINETIETH)

    def minutes(self) -> tuple[int, int]:
        """The range that is told."""
        return range_told(self.median_s(), self.ninetieth_s())

    def _quantile(self, normal: float) -> float:
        """Of the gamma distribution with this mean and variance.

        Wilson and Hilferty's cube-root approximation (PNAS 17, 1931).
        """
        if self.mean_s <= 0:
            return 0.0
        shape = max(0.25, self.mean_s**2 / self.variance) if self.variance > 0 else 1e9
        root = 1 - 1 / (9 * shape) + normal / (3 * math.sqrt(shape))
        return self.mean_s * max(0.0, root) ** 3


def range_told(median_s: float, ninetieth_s: float) -> tuple[int, int]:
    """The median in the nearest whole minute, the ninetieth percentile in the next one.

    Also a free counter takes a moment to call: the upper end is a minute at least.
    """
    low = math.floor(median_s / 60 + 0.5)
    return low, max(1, low, math.ceil(round(ninetieth_s) / 60))
