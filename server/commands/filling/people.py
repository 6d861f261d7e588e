"""Who comes on a made-up day, for what, and how it goes."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.commands.rehearsal.demand import (
    BY_PROCEDURE_SHARE,
    ENGLISH_SHARE,
    ORGANISATION_SHARE,
    PRIORITY_SHARE,
    PURPOSES,
    field_weights,
)
from server.commands.rehearsal.manner import LENGTH, service_s
from server.commands.rehearsal.working_day import WorkingDay
from server.messages import Purpose
from server.rules.catalogue import Catalogue
from server.settings import CentreSettings

WEEKDAYS = (1.3, 1.05, 0.95, 0.95, 0.85, 0.6, 0.6)
"""How many come on a Monday, a Tuesday, …, against an ordinary day's 1."""
COMES_SHARE = 0.975
PATIENCE_S = 3 * 3600.0
"""How long people wait on average before they leave without a word."""
WALK_S = (8, 45)


@dataclass(slots=True)
class Person:
    """Somebody who comes; ``way`` is (field, seconds of service) from stop to stop.

    ``subject`` is the procedure it is about, ``procedure`` the same if it was searched for.
    """

    at: dt.datetime
    way: list[tuple[str, int]]
    purpose: Purpose
    subject: str | None
    procedure: str | None
    priority: str | None
    language: str
    customer: str
    comes: bool
    walk_s: int
    patience_s: float
    dossiers: list[str] = field(default_factory=list)
    received: str | None = None
    number: str = ""
    visit: str = ""


class People:
    """Makes them up, day after day: the same seed makes the same years."""

    def __init__(self, centre: CentreSettings, catalogue: Catalogue, chance: random.Random) -> None:
        self._centre = centre
        self._chance = chance
        self._weights = field_weights(centre)
        self._minutes = {one.id: one.service_minutes for one in centre.fields}
        self._classes = [one.id for one in centre.priorities]
        self._procedures = _in_service(catalogue, self._weights)

    def of(self, day: WorkingDay, visits: int) -> list[Person]:
        """Everybody of one day, in the order in which they come."""
        minutes, chance = day.minutes(), self._chance
        many = round(visits * WEEKDAYS[day.date.weekday()] * chance.uniform(0.85, 1.15))
        chosen = chance.choices(minutes, [day.rate(minute) for minute in minutes], k=many)
        times = sorted(at + dt.timedelta(seconds=chance.uniform(0, 60)) for at in chosen)
        return [self._somebody(at) for at in times]

    def _somebody(self, at: dt.datetime) -> Person:
        chance = self._chance
        place = chance.choices(list(self._weights), list(self._weights.values()))[0]
        purpose = chance.choices(list(PURPOSES), list(PURPOSES.values()))[0]
        procedures = self._procedures.get(place, [])
        subject = chance.choice(procedures) if procedures else None
        return Person(
            at=at,
            way=[self._stop(stop, purpose) for stop in self._centre.way(place, purpose)],
            purpose=purpose,
            subject=subject,
            procedure=subject if chance.random() < BY_PROCEDURE_SHARE else None,
            priority=self._priority(),
            language="en" if chance.random() < ENGLISH_SHARE else "vi",
            customer="organisation" if chance.random() < ORGANISATION_SHARE else "citizen",
            comes=chance.random() < COMES_SHARE,
            walk_s=chance.randint(*WALK_S),
            patience_s=chance.expovariate(1 / PATIENCE_S),
        )

    def _stop(self, place: str, purpose: Purpose) -> tuple[str, int]:
        return place, service_s(self._chance, self._minutes[place] * LENGTH[purpose])

    def _priority(self) -> str | None:
        asks = bool(self._classes) and self._chance.random() < PRIORITY_SHARE
        return self._chance.choice(self._classes) if asks else None


def _in_service(catalogue: Catalogue, fields: Mapping[str, float]) -> dict[str, list[str]]:
    found = {name: catalogue.search("", name, 40)[1] for name in fields}
    return {name: [one.code for one in some if one.in_service] for name, some in found.items()}
