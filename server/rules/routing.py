"""Who is next, and at which counter: one pure function for push and for pull.

A stop is eligible for a counter when its field is one the counter serves, it is not kept for
another counter or officer, and whoever it is for is here.  Among the eligible the rule decides;
ties go by sequence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from server.rules.priority import Rule


@dataclass(frozen=True, slots=True)
class InLine:
    """A waiting stop.  ``arrived_at`` is the first arrival, also after a transfer."""

    stop: int
    number: str
    field: str
    arrived_at: dt.datetime
    sequence: int
    priority: bool = False
    for_counter: str | None = None
    for_officer: str | None = None
    first: bool = False
    """Sent on with the word *first*: before everybody else, whatever the rule."""
    coming: bool = False
    """Has a number from a phone and is not here yet: keeps the place, and is not called."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter that could take somebody."""

    counter: str
    fields: Sequence[str]
    secondary: Sequence[str] = ()
    secondary_after_seconds: float = 0.0
    officer: str | None = None
    idle_since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """What the rule needs to know of the hall at one instant.

    ``targets`` are seconds by field; ``normals_in_a_row`` counts normal calls since the last
    priority call.
    """

    now: dt.datetime
    rule: Rule = field(default_factory=Rule)
    targets: Mapping[str, float] = field(default_factory=dict)
    normals_in_a_row: int = 0


def in_order(waiting: Iterable[InLine], queue: Queue) -> list[InLine]:
    """The waiting stops in calling order; total, and the same for every permutation of input."""
    line = sorted(waiting, key=_arrival)
    first = sorted((one for one in line if one.first), key=lambda one: one.sequence)
    return first + _by_rule([one for one in line if not one.first], queue)


def _by_rule(line: list[InLine], queue: Queue) -> list[InLine]:
    if queue.rule.order == "one_in":
        return _alternating(line, queue)
    return sorted(line, key=lambda one: _key(one, queue))


def eligible(waiting: Iterable[InLine], desk: Desk, queue: Queue) -> list[InLine]:
    """The stops this counter may take now, in no particular order."""
    mine = [one for one in waiting if may_take(desk, one) and not one.coming]
    own = [one for one in mine if _is_own(one, desk)] if desk.secondary else mine
    if len(own) == len(mine) or (own and not desk.secondary_after_seconds):
        return own
    other = [one for one in mine if not _is_own(one, desk)]
    if not own:
        return other
    return own + [one for one in other if _wait(one, queue) > desk.secondary_after_seconds]


def may_take(desk: Desk, one: InLine) -> bool:
    """Whether this counter is one for this stop at all, if only for want of its own."""
    return _kept_for(one, desk) and (_is_own(one, desk) or one.field in desk.secondary)


def coming_to(waiting: Iterable[InLine], desk: Desk) -> list[InLine]:
    """Who is not here yet and could come to this counter, by sequence."""
    mine = [one for one in waiting if one.coming and _kept_for(one, desk)]
    served = [one for one in mine if _is_own(one, desk) or one.field in desk.secondary]
    return sorted(served, key=_arrival)


def next_for(desk: Desk, waiting: Iterable[InLine], queue: Queue) -> InLine | None:
    """Who this counter calls next, or ``None``."""
    return first_of(eligible(waiting, desk, queue), queue)


def first_of(mine: Sequence[InLine], queue: Queue) -> InLine | None:
    """Of stops that a counter may take, the one that stands before all others, or ``None``."""
    if len(mine) < 2:
        return mine[0] if mine else None
    if queue.rule.order == "one_in" or any(one.first for one in mine):
        return in_order(mine, queue)[0]
    return min(mine, key=lambda one: _key(one, queue))


def next_match(
    waiting: Sequence[InLine], desks: Sequence[Desk], queue: Queue
) -> tuple[Desk, InLine] | None:
    """The next pair of a free counter and a stop, the longest idle counter choosing first."""
    for desk in sorted(desks, key=_idle_key):
        if (one := next_for(desk, waiting, queue)) is not None:
            return desk, one
    return None


def overtaken(one: InLine, waiting: Iterable[InLine]) -> list[InLine]:
    """Who had come earlier and is passed over when this stop is called."""
    return [other for other in waiting if _arrival(other) < _arrival(one)]


def reason_for(one: InLine, waiting: Sequence[InLine], queue: Queue) -> str:
    """Why this stop stands where it does: a word for the officer's list and for the log."""
    if one.first:
        return "first"
    if one.for_counter or one.for_officer:
        return "kept"
    if not overtaken(one, waiting):
        return "first_come"
    return "priority" if one.priority else queue.rule.order


def _is_own(one: InLine, desk: Desk) -> bool:
    sent_here = one.for_counter == desk.counter
    sent_to_us = one.for_officer is not None and one.for_officer == desk.officer
    return one.field in desk.fields or sent_here or sent_to_us


def _kept_for(one: InLine, desk: Desk) -> bool:
    right_counter = one.for_counter in (None, desk.counter)
    right_officer = one.for_officer is None or one.for_officer == desk.officer
    return right_counter and right_officer


def _wait(one: InLine, queue: Queue) -> float:
    return max(0.0, (queue.now - one.arrived_at).total_seconds())


def _arrival(one: InLine) -> tuple[dt.datetime, int]:
    return one.arrived_at, one.sequence


def _key(one: InLine, queue: Queue) -> tuple[float, float, dt.datetime, int]:
    before, then = _rank(one, queue)
    return before, then, one.arrived_at, one.sequence


def _rank(one: InLine, queue: Queue) -> tuple[float, float]:
    wait, rule = _wait(one, queue), queue.rule
    if rule.order == "strict":
        return (0.0 if one.priority else 1.0, 0.0)
    if rule.order == "over_target":
        return (0.0, -wait / queue.targets.get(one.field, 1200.0))
    if rule.order == "ageing":
        capped = one.priority and rule.cap_seconds is not None and wait >= rule.cap_seconds
        return (0.0 if capped else 1.0, -wait * (rule.priority_rate if one.priority else 1.0))
    return (0.0, 0.0)


def _alternating(line: list[InLine], queue: Queue) -> list[InLine]:
    priority = [one for one in line if one.priority]
    normal = [one for one in line if not one.priority]
    ordered: list[InLine] = []
    run = queue.normals_in_a_row
    while priority and normal:
        if run >= queue.rule.one_in:
            ordered.append(priority.pop(0))
            run = 0
        else:
            ordered.append(normal.pop(0))
            run += 1
    return ordered + priority + normal


def _idle_key(desk: Desk) -> tuple[bool, float, str]:
    since = desk.idle_since
    return since is None, since.timestamp() if since else 0.0, desk.counter
