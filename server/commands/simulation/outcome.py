"""What came of the simulated days: waits by field and class, and the counters' load."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from server.rules.simulation import Staffed, Stay


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits of some stops, in seconds; ``None`` where nobody was called.

    Who ``gave_up`` left before the call; ``never_called`` are the others who were not.
    """

    stops: int
    called: int
    never_called: int
    gave_up: int
    mean_s: float | None
    median_s: float | None
    p90_s: float | None
    longest_s: float | None
    within_target: float | None
    """The share of all stops that were called within their field's target."""
    overtaken_by: int


@dataclass(frozen=True, slots=True)
class Load:
    """A counter: staffed hours over all days, services, and the share of its time that was busy."""

    counter: str
    hours: float
    services: int
    busy: float


@dataclass(frozen=True, slots=True)
class Day:
    """One simulated day as it went."""

    stays: Sequence[Stay]
    counters: Sequence[Staffed]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All days together."""

    days: int
    visits: int
    everybody: Waits
    classes: Mapping[str, Waits]
    fields: Mapping[str, Waits]
    counters: Sequence[Load]
    half_hours: Mapping[str, Waits]


def outcome_of(days: Sequence[Day], targets: Mapping[str, float]) -> Outcome:
    """Figures over every stop of every day; ``targets`` are seconds by field."""
    stays = [stay for day in days for stay in day.stays]
    return Outcome(
        days=len(days),
        visits=sum(len({stay.who for stay in day.stays}) for day in days),
        everybody=_waits(stays, targets),
        classes=_grouped(stays, targets, lambda stay: "priority" if stay.priority else "normal"),
        fields=_grouped(stays, targets, lambda stay: stay.field),
        counters=_loads(days),
        half_hours=_grouped(stays, targets, lambda stay: _half_hour(stay.queued_at)),
    )


def _grouped(
    stays: Iterable[Stay], targets: Mapping[str, float], key: Callable[[Stay], str]
) -> dict[str, Waits]:
    groups: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays:
        groups[key(stay)].append(stay)
    return {name: _waits(groups[name], targets) for name in sorted(groups)}


def _waits(stays: Sequence[Stay], targets: Mapping[str, float]) -> Waits:
    called = [stay for stay in stays if stay.called_at is not None]
    waits = sorted(stay.wait for stay in called)
    in_time = sum(stay.wait <= targets[stay.field] for stay in called)
    return Waits(
        stops=len(stays),
        called=len(called),
        never_called=sum(stay.called_at is None and not stay.gave_up for stay in stays),
        gave_up=sum(stay.gave_up for stay in stays),
        mean_s=mean(waits) if waits else None,
        median_s=median(waits) if waits else None,
        p90_s=waits[math.ceil(0.9 * len(waits)) - 1] if waits else None,
        longest_s=waits[-1] if waits else None,
        within_target=in_time / len(stays) if stays else None,
        overtaken_by=sum(stay.overtook for stay in called),
    )


def _loads(days: Sequence[Day]) -> list[Load]:
    hours: dict[str, float] = defaultdict(float)
    busy: dict[str, float] = defaultdict(float)
    services: dict[str, int] = defaultdict(int)
    for day in days:
        for one in day.counters:
            hours[one.counter] += sum(end - begin for begin, end in one.spans) / 3600
        for stay in day.stays:
            if stay.counter and stay.called_at is not None and stay.left_at is not None:
                services[stay.counter] += stay.came
                busy[stay.counter] += (stay.left_at - stay.called_at) / 3600
    return [
        Load(name, hours[name], services[name], busy[name] / hours[name] if hours[name] else 0.0)
        for name in hours
    ]


def _half_hour(seconds: float) -> str:
    slot = int(seconds) // 1800
    return f"{slot // 2:02d}:{slot % 2 * 30:02d}"
