"""Who comes on the rehearsed day, when, and for what: made up from a seed."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.commands.rehearsal.working_day import WorkingDay
from server.messages import Purpose
from server.rules.catalogue import Catalogue
from server.rules.dossier_code import BadDossier, dossier_code
from server.settings import CentreSettings

PURPOSES = {
    Purpose.SUBMIT: 50,
    Purpose.COLLECT: 25,
    Purpose.SUPPLEMENT: 10,
    Purpose.GUIDANCE: 10,
    Purpose.PAY: 5,
}
WITH_A_DOSSIER = frozenset({Purpose.COLLECT, Purpose.SUPPLEMENT, Purpose.PAY})
PRIORITY_SHARE = 0.12
ENGLISH_SHARE = 0.03
ORGANISATION_SHARE = 0.15
BY_PROCEDURE_SHARE = 0.25
"""How many search their procedure instead of touching a field."""
PROCEDURES_OF_A_FIELD = 50
OLDEST_DOSSIER_DAYS = 30


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who comes; ``wish`` is the body of ``POST /tickets``."""

    at: dt.datetime
    wish: dict[str, Any]


class Demand:
    """Makes up the people of a day: the same seed makes the same people."""

    def __init__(
        self, centre: CentreSettings, catalogue: Catalogue, day: WorkingDay, seed: int
    ) -> None:
        self._centre = centre
        self._catalogue = catalogue
        self._day = day
        self._chance = random.Random(seed)  # noqa: S311 - a rehearsal has to be repeatable
        self._codes_are_ours = codes_fit(centre)

    def citizens(self, visits: int) -> list[Citizen]:
        """So many people in the order in which they come."""
        return [Citizen(at, self._wish()) for at in self._arrivals(visits)]

    def _arrivals(self, visits: int) -> list[dt.datetime]:
        minutes = self._day.minutes()
        rates = [self._day.rate(minute) for minute in minutes]
        chosen = self._chance.choices(minutes, rates, k=visits)
        return sorted(at + dt.timedelta(seconds=self._chance.randrange(60)) for at in chosen)

    def _wish(self) -> dict[str, Any]:
        purpose = self._one_of(PURPOSES)
        return {
            **self._what(self._one_of(field_weights(self._centre))),
            "purpose": purpose,
            "dossiers": self._dossiers(purpose),
            **self._person(),
        }

    def _what(self, field: str) -> dict[str, str]:
        """A field, or one of its procedures."""
        if self._chance.random() < BY_PROCEDURE_SHARE:
            _, found = self._catalogue.search("", field, PROCEDURES_OF_A_FIELD)
            in_service = [procedure.code for procedure in found if procedure.in_service]
            if in_service:
                return {"procedure": self._chance.choice(in_service)}
        return {"field": field}

    def _person(self) -> dict[str, str]:
        """Priority class, language and whom they stand for, where they say so."""
        said: dict[str, str] = {}
        classes = [priority.id for priority in self._centre.priorities]
        if classes and self._chance.random() < PRIORITY_SHARE:
            said["priority"] = self._chance.choice(classes)
        if "en" in self._centre.languages and self._chance.random() < ENGLISH_SHARE:
            said["language"] = "en"
        if self._chance.random() < ORGANISATION_SHARE:
            said["customer"] = "organisation"
        return said

    def _dossiers(self, purpose: Purpose) -> list[str]:
        """The receipt of an earlier visit, for those who come because of it."""
        if purpose not in WITH_A_DOSSIER or not self._codes_are_ours:
            return []
        days = dt.timedelta(days=self._chance.randint(1, OLDEST_DOSSIER_DAYS))
        number = self._chance.randint(1, 400)
        return [made_up_code(self._centre, self._day.date - days, number)]

    def _one_of(self, weights: Mapping[Any, float]) -> Any:
        return self._chance.choices(list(weights), list(weights.values()))[0]


def field_weights(centre: CentreSettings) -> dict[str, float]:
    """How many people come for each field, in proportion to what its staffed counters can serve.

    A counter's time is shared evenly among its fields; a field of shorter services takes more
    people.
    """
    staffed = {post.counters[0] for post in centre.posts if post.counters}
    weights = _throughput(centre, staffed) if staffed else {}
    return weights or _throughput(centre, {counter.id for counter in centre.counters})


def _throughput(centre: CentreSettings, counters: set[str]) -> dict[str, float]:
    minutes = {field.id: field.service_minutes for field in centre.fields}
    weights: dict[str, float] = defaultdict(float)
    for counter in centre.counters:
        for field in counter.fields if counter.id in counters else ():
            weights[field] += 1 / len(counter.fields) / minutes[field]
    return dict(weights)


def made_up_code(centre: CentreSettings, day: dt.date, number: int) -> str:
    """A dossier code of this centre: four digits, or six when a day has more dossiers."""
    sequence = f"{number:04d}" if number < 10_000 else f"{number:06d}"
    return f"{centre.identifier}-{day:%y%m%d}-{sequence}"


def codes_fit(centre: CentreSettings) -> bool:
    """Whether made-up codes look as this centre wants them; else people come without."""
    code = made_up_code(centre, dt.date(2026, 1, 31), 1)
    try:
        dossier_code(code, re.compile(centre.dossier_pattern))
    except BadDossier:
        return False
    return True


class NewCodes:
    """Gives each dossier that is received on the day a code of its own, or none at all."""

    def __init__(self, centre: CentreSettings, day: WorkingDay) -> None:
        self._centre = centre
        self._day = day
        self._numbers = itertools.count(1)
        self._fit = codes_fit(centre)

    def __call__(self) -> list[str]:
        """The next code."""
        if not self._fit:
            return []
        return [made_up_code(self._centre, self._day.date, next(self._numbers))]
