"""What only the log of a day tells: overtakes, ranges told, and how counters spent their time."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the visit log."""

    seq: int
    at: dt.datetime
    event: str
    visit: str | None
    stop: int | None
    counter: str | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spell:
    """How long a counter was in one state on a day; ``reason`` only of a pause."""

    counter: str
    officer: str
    kind: str
    reason: str
    seconds: int
    times: int


@dataclass
class Overtakes:
    """``passed``: people a stop was called before; ``was_passed``: how often a number was."""

    passed: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    was_passed: dict[str, int] = field(default_factory=lambda: defaultdict(int))


OF_COUNTERS = (
    *("called", "started", "finished", "no_show", "held", "resumed", "transferred", "undone"),
    "priority_changed",
    *("counter_opened", "counter_paused", "counter_closed", "counter_lost", "counter_left"),
    *("counter_taken_over", "call_dropped"),
)
"""The events that change what a counter does."""

CLOSES = frozenset({"counter_closed", "counter_lost", "counter_left"})
BUSY = {"called": "called", "started": "serving", "resumed": "serving"}


def overtakes(lines: Iterable[Line]) -> Overtakes:
    """Who was called before whom; a call that was taken back has passed nobody."""
    lines = list(lines)
    undone = {line.data.get("seq") for line in lines if line.event == "undone"}
    found = Overtakes()
    for line in lines:
        if line.event == "called" and line.seq not in undone:
            passed = line.data.get("overtook", ())
            found.passed[line.visit or "", line.stop or 0] += len(passed)
            for number in passed:
                found.was_passed[number] += 1
    return found


def promises(lines: Iterable[Line]) -> dict[str, tuple[int, int]]:
    """The range of minutes that each visit was told when it took its number.

    Whoever has let others go first since was told of another place.
    """
    lines = list(lines)
    moved = {line.visit for line in lines if line.event == "moved_back"}
    return {
        line.visit: (line.data["low"], line.data["high"])
        for line in lines
        if line.event == "estimated" and line.visit is not None and line.visit not in moved
    }


Spent = tuple[str, str, str, str]
"""A counter, its officer, its state and the reason of a pause."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """A counter between two lines; ``before`` is what an undone line brings back."""

    spent: Spent
    since: dt.datetime
    visit: str | None
    before: tuple[Spent, str | None]


def spells(lines: Iterable[Line]) -> list[Spell]:
    """How long each counter was free, called, served and paused, from its first act to its last.

    What came before its first line of the day and after its last is nobody's work: a counter left
    open over night was not free all night.
    """
    desks: dict[str, _Desk] = {}
    seconds: dict[Spent, float] = defaultdict(float)
    times: Tally[Spent] = Tally()
    for line in lines:
        if line.counter is None or not _concerns(desks.get(line.counter), line):
            continue
        desk = desks.pop(line.counter, None)
        if desk is not None:
            seconds[desk.spent] += (line.at - desk.since).total_seconds()
        after = _after(desk, line)
        if after is not None:
            desks[line.counter] = after
            times[after.spent] += desk is None or after.spent != desk.spent
    return [Spell(*one, max(0, round(seconds[one])), times[one]) for one in sorted(times)]


def _concerns(desk: _Desk | None, line: Line) -> bool:
    """Whether a line is about what is at the counter: a held number may have its old counter."""
    by_itself = line.event.startswith("counter_") or line.event in ("called", "resumed", "undone")
    return by_itself or (desk is not None and line.visit == desk.visit)


def _after(desk: _Desk | None, line: Line) -> _Desk | None:
    """The counter after a line; ``None`` when it is closed, or not known to be open."""
    if line.event in CLOSES:
        return None
    if line.event == "undone":
        return _as_before(desk, line)
    if line.event in BUSY:
        return _next(desk, line, BUSY[line.event], visit=line.visit)
    if line.event == "counter_taken_over":
        return _taken_over(desk, line)
    if line.event == "counter_paused":
        return _next(desk, line, "paused", str(line.data.get("reason", "")))
    stays = line.event == "priority_changed" or (line.event == "counter_opened" and _busy(desk))
    if desk is not None and stays and not _puts_back(desk, line):
        return replace(desk, since=line.at)
    return _next(desk, line, "idle")


def _next(
    desk: _Desk | None, line: Line, kind: str, reason: str = "", visit: str | None = None
) -> _Desk:
    assert line.counter is not None
    told = line.data.get("officer") or (desk.spent[1] if desk is not None else "")
    spent = (line.counter, str(told), kind, reason)
    before = (desk.spent, desk.visit) if desk is not None else (spent, visit)
    return _Desk(spent, line.at, visit, before)


def _taken_over(desk: _Desk | None, line: Line) -> _Desk | None:
    """The same state under another officer."""
    if desk is None:
        return None
    counter, _, kind, reason = desk.spent
    spent = (counter, str(line.data.get("officer", "")), kind, reason)
    return _Desk(spent, line.at, desk.visit, (spent, desk.visit))


def _as_before(desk: _Desk | None, line: Line) -> _Desk | None:
    if desk is None:
        return None
    spent, visit = desk.before
    return _Desk(spent, line.at, visit, (spent, visit))


def _busy(desk: _Desk | None) -> bool:
    return desk is not None and desk.visit is not None


def _puts_back(desk: _Desk, line: Line) -> bool:
    """Somebody called as a priority who is none goes back into the queue."""
    if line.event != "priority_changed" or line.data.get("after") is not None:
        return False
    return desk.spent[2] == "called"
