"""Fill a trial database with years of days that are over, a day a transaction."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from server.centre import Centre
from server.commands.filling.dossiers import Dossiers
from server.commands.filling.hall import Hall
from server.commands.filling.people import People
from server.commands.filling.ratings import Ratings
from server.commands.filling.record import Day, number_people
from server.commands.rehearsal.working_day import WorkingDay, working_day_after
from server.store.filling import days_with_visits

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Filled:
    """A day that was written."""

    day: dt.date
    visits: int
    lines: int


def fill(centre: Centre, years: float, visits: int, seed: int) -> Iterator[Filled]:
    """Write every working day of the last ``years`` up to yesterday; days with visits are left.

    ``visits`` come on an ordinary day.  The same seed makes the same people.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up years have to be repeatable
    people = People(centre.settings, centre.catalogue, chance)
    dossiers = Dossiers(centre, chance, centre.now())
    officers = officers_of(centre)
    ratings = Ratings([one.id for one in centre.settings.ratings.reasons], chance)
    with centre.store.reading() as tx:
        taken = days_with_visits(tx)
    for day in _days(centre, years):
        if day.date.isoformat() in taken:
            continue
        coming = people.of(day, visits)
        ordinals = number_people(centre, coming)
        for person in coming:
            dossiers.come_for(person)
        hall = Hall(centre.settings, day, chance)
        hall.play(coming)
        with centre.store.transaction() as tx:
            written = Day(centre, day.date, hall, ordinals, officers, dossiers, ratings)
            lines = written.write(tx)
        yield Filled(day.date, len(coming), lines)


def officers_of(centre: Centre) -> dict[str, str]:
    """Who sits at each counter: the first post that may open it, or one made up."""
    posts = {counter: post.id for post in centre.settings.posts for counter in post.counters}
    return {one.id: posts.get(one.id, f"can-bo-{one.number}") for one in centre.settings.counters}


def _days(centre: Centre, years: float) -> Iterator[WorkingDay]:
    hours, zone = centre.settings.hours, ZoneInfo(centre.settings.timezone)
    today = dt.date.fromisoformat(centre.today())
    at = today - dt.timedelta(days=round(years * DAYS_A_YEAR) + 1)
    while (day := working_day_after(hours, zone, at)).date < today:
        yield day
        at = day.date
