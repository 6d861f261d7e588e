"""Who comes on a simulated day: by the stated profile, or as on the centre's past days."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from server.commands.rehearsal.demand import PRIORITY_SHARE, PURPOSES, field_weights
from server.commands.rehearsal.manner import ANSWER_S, COMES_AT_CALL, LENGTH, service_s
from server.commands.rehearsal.working_day import WorkingDay
from server.rules.simulation import Coming
from server.settings import CentreSettings
from server.store.past import PastVisit
from server.store.times import instant

FEWEST_SERVICES = 20
"""A field with fewer past services is simulated with its configured minutes."""
SLOT_S = 1800
MISSING_SHARE = COMES_AT_CALL[99]
IMPATIENT_SHARE = 0.03
PATIENCE_S = (300.0, 3600.0)


class People(Protocol):
    """Makes up who comes; seconds count from the midnight of the day."""

    def of(self, day: WorkingDay) -> list[Coming]:
        """Everybody of one day, in the order in which they come."""


@dataclass(frozen=True)
class StatedPeople:
    """So many a day, with the peaks, purposes, services and missed calls of a rehearsal."""

    centre: CentreSettings
    visits: int
    chance: random.Random

    def of(self, day: WorkingDay) -> list[Coming]:
        """Everybody of one day, in the order in which they come."""
        minutes = day.minutes()
        rates = [day.rate(minute) for minute in minutes]
        chosen = self.chance.choices(minutes, rates, k=self.visits)
        times = sorted(seconds_of(at) + self.chance.uniform(0, 60) for at in chosen)
        return [self._somebody(at) for at in times]

    def _somebody(self, at: float) -> Coming:
        weights = field_weights(self.centre)
        field = self.chance.choices(list(weights), list(weights.values()))[0]
        purpose = self.chance.choices(list(PURPOSES), list(PURPOSES.values()))[0]
        minutes = {one.id: one.service_minutes for one in self.centre.fields}
        way = tuple(
            (stop, float(service_s(self.chance, minutes[stop] * LENGTH[purpose])))
            for stop in self.centre.way(field, purpose)
        )
        has_classes = bool(self.centre.priorities)
        has_priority = has_classes and self.chance.random() < PRIORITY_SHARE
        missing_at = self._missing_at(len(way))
        missing_s = self.centre.rules.max_calls * ANSWER_S
        return Coming(at, way, has_priority, purpose, missing_at, missing_s, self._patience_s())

    def _missing_at(self, stops: int) -> int | None:
        missing = (at for at in range(stops) if self.chance.random() < MISSING_SHARE)
        return next(missing, None)

    def _patience_s(self) -> float | None:
        """Of a hundred people three stay for some minutes, an hour at most."""
        is_short = self.chance.random() < IMPATIENT_SHARE
        return self.chance.uniform(*PATIENCE_S) if is_short else None


class PastPeople:
    """As many as on past days of the same weekday, by half hour and field; services as they were.

    The number in each half hour is a Poisson number with the past's mean; who they are is drawn
    from those who came then.
    """

    def __init__(
        self,
        centre: CentreSettings,
        visits: Sequence[PastVisit],
        services: Mapping[str, Sequence[float]],
        chance: random.Random,
    ) -> None:
        self._centre = centre
        self._chance = chance
        self._services = services
        self._came = _by_slot(visits, ZoneInfo(centre.timezone))
        self._days = _days_by_weekday(visits)

    def of(self, day: WorkingDay) -> list[Coming]:
        """Everybody of one day, in the order in which they come."""
        weekday = day.date.weekday()
        days = self._days.get(weekday, 0)
        if days == 0:
            weekday, days = self._busiest()
        coming: list[Coming] = []
        for (its_weekday, slot), came in self._came.items():
            if its_weekday == weekday:
                number = _poisson(self._chance, len(came) / days)
                coming.extend(self._somebody(slot, came) for _ in range(number))
        return sorted(coming, key=lambda one: one.at)

    def _busiest(self) -> tuple[int, int]:
        """A weekday that the past does not have is taken for the one it has most of."""
        return max(self._days.items(), key=lambda item: item[1])

    def _somebody(self, slot: int, came: Sequence[PastVisit]) -> Coming:
        one = self._chance.choice(came)
        at = slot * SLOT_S + self._chance.uniform(0, SLOT_S)
        known = {field.id for field in self._centre.fields}
        field = one.field if one.field in known else self._chance.choice(sorted(known))
        way = tuple((stop, self._service(stop)) for stop in self._centre.way(field, one.purpose))
        missing_at = None if one.missed_s is None else 0
        manner = (missing_at, one.missed_s or 0.0, one.patience_s)
        return Coming(at, way, one.priority is not None, one.purpose, *manner)

    def _service(self, field: str) -> float:
        past = self._services.get(field, ())
        if len(past) >= FEWEST_SERVICES:
            return self._chance.choice(past)
        minutes = {one.id: one.service_minutes for one in self._centre.fields}
        return float(service_s(self._chance, minutes[field]))


def seconds_of(at: dt.datetime) -> float:
    """Seconds since the midnight of the day."""
    return (at - at.replace(hour=0, minute=0, second=0, microsecond=0)).total_seconds()


def _by_slot(visits: Sequence[PastVisit], zone: ZoneInfo) -> dict[tuple[int, int], list[PastVisit]]:
    found: dict[tuple[int, int], list[PastVisit]] = defaultdict(list)
    for one in visits:
        at = instant(one.issued_at).astimezone(zone)
        found[at.weekday(), int(seconds_of(at)) // SLOT_S].append(one)
    return dict(found)


def _days_by_weekday(visits: Sequence[PastVisit]) -> dict[int, int]:
    days: dict[int, int] = defaultdict(int)
    for day in {one.day for one in visits}:
        days[dt.date.fromisoformat(day).weekday()] += 1
    return dict(days)


def _poisson(chance: random.Random, mean: float) -> int:
    """How many gaps of mean one fit into ``mean``."""
    number, at = 0, chance.expovariate(1)
    while at < mean:
        number, at = number + 1, at + chance.expovariate(1)
    return number
