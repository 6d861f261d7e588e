"""*I need more time*: how somebody who waits lets those behind them go first.

Nobody is made to wait longer by it but whoever asked: a stop only ever counts as arrived later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.rules.routing import InLine, Queue, in_order


@dataclass(frozen=True, slots=True)
class MovedBack:
    """Since when somebody counts as waiting now, and who of their field goes before them for it."""

    arrived_at: dt.datetime
    let_through: list[str]


def moved_back(stop: int, waiting: Sequence[InLine], queue: Queue, places: int) -> MovedBack | None:
    """Behind the next ``places`` people of the same field, or as many as the rule lets through.

    The earliest arrival is taken that does it, of those of the people who wait, or now.  ``None``
    when nobody would be let through: nobody is behind, or the rule puts this stop first whenever
    it came (a priority class under ``strict``).
    """
    line = in_order(waiting, queue)
    at = next(place for place, one in enumerate(line) if one.stop == stop)
    me, behind = line[at], [one.number for one in line[at + 1 :] if one.field == line[at].field]
    wanted = set(behind[:places])
    arrivals = sorted({one.arrived_at for one in line if one.arrived_at > me.arrived_at})
    arrivals.append(max(queue.now, me.arrived_at))
    low, high = 0, len(arrivals) - 1
    while low < high:  # who came later is never called earlier, so the earliest is found by halves
        middle = (low + high) // 2
        if _passed(me, arrivals[middle], line, queue) >= wanted:
            high = middle
        else:
            low = middle + 1
    through = _passed(me, arrivals[low], line, queue)
    passing = [number for number in behind if number in through]
    return MovedBack(arrivals[low], passing) if passing else None


def _passed(me: InLine, arrived_at: dt.datetime, line: list[InLine], queue: Queue) -> set[str]:
    """Who goes before somebody who has come at that time, and after everybody of that time."""
    last = max(one.sequence for one in line) + 1
    later = replace(me, arrived_at=arrived_at, sequence=last, first=False)
    order = in_order([later if one.stop == me.stop else one for one in line], queue)
    return {one.number for one in order[: order.index(later)]}
