"""A limit on numbers, so that a child at the screen does not use up the day's series."""

from __future__ import annotations

from collections import deque
from math import ceil
from threading import Lock

WINDOW_SECONDS = 60.0


class TooFast(Exception):
    """The limit is reached; ``seconds`` until the next number may be taken."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many numbers; try again in {seconds} s")


class Pace:
    """At most ``limit`` numbers in any minute."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken: deque[float] = deque()
        self._lock = Lock()

    def take(self, now: float) -> None:
        """Count one number at ``now`` (monotonic seconds); raises ``TooFast``."""
        with self._lock:
            while self._taken and now - self._taken[0] >= WINDOW_SECONDS:
                self._taken.popleft()
            if len(self._taken) >= self._limit:
                raise TooFast(ceil(self._taken[0] + WINDOW_SECONDS - now))
            self._taken.append(now)
