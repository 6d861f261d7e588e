"""Commands go first: whoever tells thousands of pages asks here, between two of them, to go on.

A press of *next* takes a dozen milliseconds of the processor.  In the middle of a round over five
thousand pages it had to share them at every statement of its transaction, and took twenty times
as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

LOOKS_EVERY_S = 0.001


class Precedence:
    """Who is under way, and a place to wait for them.

    ``sleep`` lets the others run, in seconds.
    """

    def __init__(self, sleep: Callable[[float], object]) -> None:
        self._sleep = sleep
        self._lock = Lock()
        self._under_way = 0

    @contextmanager
    def command(self) -> Iterator[None]:
        """One command, from its first step until its answer is known."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1)

    def give_way(self, at_most_s: float) -> float:
        """Let everybody else run, and every command to its end; the seconds that took.

        Never longer than ``at_most_s``: at a busy hour there is always one more.
        """
        begun = monotonic()
        self._sleep(0)
        while self._under_way and monotonic() - begun < at_most_s:
            self._sleep(LOOKS_EVERY_S)
        return monotonic() - begun

    def _add(self, change: int) -> None:
        with self._lock:
            self._under_way += change
