"""The day's time: it goes to the next due moment, and only when nobody is at work.

Time goes by ticks of five seconds.  Everything due within a tick happens at once, each play on a
thread of its own, so that counters press together.  Time never runs faster than ``speed`` times
life.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

Play = Callable[[], None]
SECOND = dt.timedelta(seconds=1)
TICK = 5 * SECOND


@dataclass(frozen=True, order=True, slots=True)
class _Due:
    at: dt.datetime
    turn: int
    play: Play = field(compare=False)


class SimulatedTime:
    """The centre's time in a rehearsal; ``move_clock`` makes it the server's.

    ``speed`` 0 is as fast as the machine can.
    """

    def __init__(
        self,
        start: dt.datetime,
        speed: float,
        move_clock: Callable[[dt.datetime], None],
        workers: Executor,
    ) -> None:
        self.now = start
        self._start = start
        self._speed = speed
        self._move_clock = move_clock
        self._workers = workers
        self._began = time.monotonic()
        self._due: list[_Due] = []
        self._turns = itertools.count()
        self._lock = threading.Lock()

    def at(self, when: dt.datetime, play: Play) -> None:
        """Let something happen at the first tick from this moment on, or now if it has passed."""
        ticks = max(0, -((self._start - when) // TICK))
        due = max(self.now, self._start + ticks * TICK)
        with self._lock:
            heapq.heappush(self._due, _Due(due, next(self._turns), play))

    def after(self, seconds: float, play: Play) -> None:
        """Let something happen in so many seconds."""
        self.at(self.now + seconds * SECOND, play)

    def run(self, look: Callable[[dt.datetime], None]) -> None:
        """Play until nothing more is due; ``look`` is told each moment that is reached."""
        while self._due:
            self._go_to(self._due[0].at)
            look(self.now)
            self.together(self._due_now())

    def together(self, plays: Sequence[Play]) -> None:
        """Let these happen at once, and wait until all have happened; raises what they raise."""
        if len(plays) == 1:
            plays[0]()
            return
        for done in [self._workers.submit(play) for play in plays]:
            done.result()

    def _due_now(self) -> list[Play]:
        plays = []
        while self._due and self._due[0].at <= self.now:
            plays.append(heapq.heappop(self._due).play)
        return plays

    def _go_to(self, moment: dt.datetime) -> None:
        if moment == self.now:
            return
        if self._speed:
            reached = self._began + (moment - self._start).total_seconds() / self._speed
            time.sleep(max(0.0, reached - time.monotonic()))
        self._move_clock(moment)
        self.now = moment
