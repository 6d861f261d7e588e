"""What one more counter would make of a wait is what it would be if there were one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from server.rules.estimate import Floor, Forecast, Person, Seat, ServiceTimes
from server.rules.priority import Rule
from server.rules.routing import Desk, InLine, Queue

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
FIELDS = ("a", "b", "c", "d")


def somebody(stop: int, chance: Random) -> Person:
    came = NOW - dt.timedelta(seconds=4000 - 30 * stop)
    field, then = chance.sample(FIELDS, 2)
    line = InLine(stop, "", field, came, stop, priority=chance.random() < 0.2)
    return Person(line, None, (then,) if chance.random() < 0.2 else ())


def a_hall(counters: int, waiting: int, order: str, chance: Random) -> Floor:
    people = [somebody(stop, chance) for stop in range(1, waiting + counters + 1)]
    seats = [
        Seat(
            Desk(str(n), chance.sample(FIELDS, 2), chance.sample(FIELDS, 1)),
            people.pop(0),
            chance.uniform(0, 900),
        )
        for n in range(counters)
    ]
    queue = Queue(NOW, Rule(order))  # type: ignore[arg-type]
    return Floor(queue, people, seats, ServiceTimes(dict.fromkeys(FIELDS, 8.0)))


@given(
    st.integers(1, 5),
    st.integers(1, 25),
    st.sampled_from(["ageing", "first_come", "strict", "one_in", "over_target"]),
    st.randoms(use_true_random=False),
)
def test_one_more_counter_is_reckoned_as_if_it_were_there(
    counters: int, waiting: int, order: str, chance: Random
) -> None:
    """The play that ends as soon as this is known says what a whole play says."""
    hall = a_hall(counters, waiting, order, chance)
    forecast = Forecast(hall)
    for field in FIELDS:
        more = Seat(Desk("", (field,), idle_since=NOW))
        there = Forecast(replace(hall, seats=[*hall.seats, more])).newcomer(field)
        assert forecast.newcomer_with_one_more(field) == there
