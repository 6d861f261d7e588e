"""What a zone's announcer has heard and said: the figures that a rehearsal checks."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Any

REMEMBERED = 5_000  # calls; the server repeats none that is older than a minute
TIMINGS = 200


@dataclass(slots=True)
class Figures:
    """Counts since the program started; ``last_seq`` is the newest call said."""

    announced: int = 0
    announced_twice: int = 0
    last_seq: int = 0
    skipped: int = 0
    failed: int = 0
    taken_back: int = 0


class Ledger:
    """Each call by its ``seq``: heard once, and how often said."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times_said: dict[int, int] = {}
        self._figures = Figures()
        self._timings: deque[dict[str, float]] = deque(maxlen=TIMINGS)

    def hears(self, seq: int) -> bool:
        """Note a call; false if it was heard before."""
        with self._lock:
            if seq in self._times_said:
                return False
            self._times_said[seq] = 0
            if len(self._times_said) > REMEMBERED:
                del self._times_said[next(iter(self._times_said))]
            return True

    def said(self, seq: int) -> None:
        """Note that a call was announced to its end."""
        with self._lock:
            times = self._times_said.get(seq, 0) + 1
            self._times_said[seq] = times
            self._figures.announced += 1
            self._figures.announced_twice += times == 2
            self._figures.last_seq = max(self._figures.last_seq, seq)

    def skipped(self) -> None:
        """Note a call that came too late to be said."""
        with self._lock:
            self._figures.skipped += 1

    def taken_back(self, count: int) -> None:
        """Note calls that were undone before their turn."""
        with self._lock:
            self._figures.taken_back += count

    def failed(self) -> None:
        """Note a call that could not be said."""
        with self._lock:
            self._figures.failed += 1

    def first_sample(self, seq: int, seconds_after_call: float) -> None:
        """Note how long after its arrival a call was first heard."""
        with self._lock:
            milliseconds = round(seconds_after_call * 1000, 2)
            self._timings.append({"seq": seq, "first_sample_ms": milliseconds})

    def forget(self) -> None:
        """Begin a new epoch: its sequence may repeat the old one's."""
        with self._lock:
            self._times_said.clear()
            self._figures.last_seq = 0

    def report(self) -> dict[str, Any]:
        """The figures and the newest timings."""
        with self._lock:
            figures = {name: getattr(self._figures, name) for name in Figures.__slots__}
            return {**figures, "timings": list(self._timings)}
