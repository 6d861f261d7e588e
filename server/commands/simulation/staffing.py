"""Which counters at which hours: as few counter hours as the target allows.

From everything staffed, one counter is sent away for one hour after the other, the least busy
first; it stays away where the target is still met with the same people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from server.commands.simulation.outcome import Day
from server.rules.simulation import Staffed, Stay

HOUR_S = 3600.0
Span = tuple[float, float]
Play = Callable[[Sequence[Staffed]], list[Day]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The hours at which each counter is needed, and whether the target is met at all."""

    counters: Sequence[Staffed]
    met: bool
    tried: int


def plan(full: Sequence[Staffed], play: Play, is_met: Callable[[list[Day]], bool]) -> Plan:
    """The plan for a day on which ``full`` could be staffed; ``play`` simulates the same people."""
    counters = [_by_the_hour(one) for one in full]
    days = play(counters)
    if not is_met(days):
        return Plan(full, False, 1)
    tried = 1
    for counter, span in _least_busy_first(counters, days):
        fewer = [_without(one, span) if one.counter == counter else one for one in counters]
        tried += 1
        if is_met(play(fewer)):
            counters = fewer
    return Plan([_joined(one) for one in counters], True, tried)


def _by_the_hour(one: Staffed) -> Staffed:
    spans: list[Span] = []
    for begin, end in one.spans:
        while begin < end:
            until = min(end, (begin // HOUR_S + 1) * HOUR_S)
            spans.append((begin, until))
            begin = until
    return replace(one, spans=tuple(spans))


def _least_busy_first(counters: Sequence[Staffed], days: list[Day]) -> list[tuple[str, Span]]:
    stays = [stay for day in days for stay in day.stays]
    pieces = [(one.counter, span) for one in counters for span in one.spans]
    return sorted(pieces, key=lambda piece: (_busy(stays, *piece), piece))


def _busy(stays: Sequence[Stay], counter: str, span: Span) -> float:
    begin, end = span
    return sum(
        max(0.0, min(stay.left_at, end) - max(stay.called_at, begin))
        for stay in stays
        if stay.counter == counter and stay.called_at is not None and stay.left_at is not None
    )


def _without(one: Staffed, span: Span) -> Staffed:
    return replace(one, spans=tuple(other for other in one.spans if other != span))


def _joined(one: Staffed) -> Staffed:
    spans: list[Span] = []
    for begin, end in one.spans:
        if spans and spans[-1][1] == begin:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return replace(one, spans=tuple(spans))
