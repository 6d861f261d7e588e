"""The oracle of ``luot simulate --estimates``: what chance leaves, and how near we are to it."""

from __future__ import annotations

import json
import math
import random

import pytest
from running import CONFIG, luot

from server.commands.simulation.oracle import Oracle
from server.rules.estimate import Floor, Person, Seat, ServiceTimes
from server.rules.priority import Rule
from server.rules.routing import Desk, InLine, Queue
from server.rules.simulation import START, Coming

TIMES = ServiceTimes({"a": 10.0})


def hall(ahead: int, counters: int = 1, rule: str = "first_come") -> Floor:
    """Somebody at each counter, whose service has just begun, and so many before the last one."""
    queue = Queue(START, Rule(rule))  # type: ignore[arg-type]
    people = [Person(InLine(n, "", "a", START, n)) for n in range(1, ahead + 2)]
    seats = [
        Seat(Desk(str(n), ("a",)), Person(InLine(-9 - n, "", "a", START, 0)))
        for n in range(counters)
    ]
    return Floor(queue, people, seats, TIMES)


def days(length: float = 0.0, seed: int = 1, **more: object) -> list[list[Coming]]:
    """Twenty days of services of this length, or exponential ones with a mean of ten minutes."""
    chance = random.Random(seed)
    return [
        [
            Coming(at, (("a", length or chance.expovariate(1 / 600)),), **more)  # type: ignore[arg-type]
            for at in range(0, 36_000, 60)
        ]
        for _ in range(20)
    ]


def test_without_chance_every_future_is_the_same() -> None:
    futures = Oracle(days(600), 0, seed=1).waits(4, hall(ahead=3))
    assert set(futures.waits) == {2400.0}
    assert futures.minutes() == (40, 40)


def test_the_middle_future_is_the_median_of_the_true_law() -> None:
    """What is left of an exponential service has the median ln 2 means."""
    oracle = Oracle(days(), 0, seed=1)
    lows = [oracle.waits(1, hall(ahead=0)).minutes()[0] for _ in range(30)]
    assert sum(lows) / 30 == pytest.approx(10 * math.log(2), abs=0.6)


def test_several_counters_share_the_line() -> None:
    """The first of three exponential services ends after a third of a mean, on average."""
    oracle = Oracle(days(), 0, seed=1)
    waits = [wait for _ in range(30) for wait in oracle.waits(1, hall(0, counters=3)).waits]
    assert sum(waits) / len(waits) == pytest.approx(200, rel=0.1)


def test_those_with_priority_who_are_to_come_pass() -> None:
    served = Oracle(days(600, priority=True), 0, seed=1)
    assert min(served.waits(2, hall(1, rule="strict")).waits) > 1200


def test_who_stays_away_or_leaves_takes_no_service() -> None:
    missing = Oracle(days(600, missing_at=0, missing_s=60.0), 0, seed=1)
    assert set(missing.waits(4, hall(ahead=3)).waits) == {240.0}
    leaving = Oracle(days(600, patience_s=30.0), 0, seed=1)
    assert max(leaving.waits(4, hall(ahead=3)).waits) == 600.0


@pytest.mark.parametrize(("preset", "visits"), [("commune", 150), ("hue-city", 400)])
def test_on_an_easy_day_hardly_anything_but_chance_is_left_of_our_error(
    preset: str, visits: int
) -> None:
    days = ("--visits", str(visits), "--days", "3", "--seed", "4", "--estimates", "--oracle", "100")
    run = luot("simulate", "--config", str(CONFIG / preset), *days, "--format", "json")
    beside = json.loads(run.stdout)["beside_oracle"]
    ours, oracle = beside["forecast"], beside["oracle"]
    assert ours["told"] == oracle["told"] > 250
    assert ours["error"] < oracle["error"] + 0.05, beside


def test_the_oracle_is_asked_only_where_estimates_are_compared() -> None:
    run = luot("simulate", "--config", str(CONFIG / "commune"), "--visits", "5", "--oracle", "5")
    assert (run.returncode, len(run.stderr.splitlines())) == (1, 1)
    assert "--estimates" in run.stderr
