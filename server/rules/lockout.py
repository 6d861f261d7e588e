"""How long to wait after wrong passwords: 1 s, 2 s, 4 s … up to a bound, never for ever."""

from __future__ import annotations

MOST_DOUBLINGS = 30


def wait_seconds(failures: int, longest: float, free: int = 0) -> float:
    """How long the next try has to wait after so many failures, the first ``free`` of which cost
    nothing; never more than ``longest`` seconds.
    """
    counted = failures - free
    if counted <= 0:
        return 0.0
    return min(longest, 2.0 ** min(counted - 1, MOST_DOUBLINGS))
