"""The simulated hall agrees with queueing theory.

M/M/c: Erlang's C (Erlang 1917).  Classes: non-preemptive priority (Cobham 1954; Kella & Yechiali
1985 for c servers) and accumulating priority (Kleinrock 1964; Stanford, Taylor & Ziedins 2014).
Times are in mean service times.  LUOT_SIMULATED sets how many customers each run has: from a
million on, every confidence interval must also be narrow.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import factorial
from statistics import mean, stdev

import pytest

from server.rules.priority import Rule
from server.rules.simulation import Coming, Staffed, Stay, simulate

CUSTOMERS = int(os.environ.get("LUOT_SIMULATED", "30000"))
BATCHES = 10
T_99 = 3.25
"""Student's t for nine degrees of freedom, 99 % both sides."""
NARROW = 0.02
WARM_UP = 0.1
PRIORITY_SHARE = 0.2
FOREVER = ((0.0, 1e12),)

RULES = {
    "first_come": Rule("first_come"),
    "ageing": Rule("ageing", 2, None),
    "capped": Rule("ageing", 2, 1.0),
    "strict": Rule("strict"),
    "one_in": Rule("one_in", one_in=2),
    "over_target": Rule("over_target"),
}


def erlang_c(servers: int, load: float) -> float:
    """The share that has to wait."""
    busy = load**servers / factorial(servers) / (1 - load / servers)
    return busy / (sum(load**k / factorial(k) for k in range(servers)) + busy)


def mean_wait(servers: int, load: float) -> float:
    return erlang_c(servers, load) / (servers - load)


@cache
def run(servers: int, load: float, rule: str) -> list[Stay]:
    """Everybody's stay in the order in which they came, without the first, who met no queue."""
    chance = random.Random(20260101)
    times = itertools.accumulate(chance.expovariate(load) for _ in range(CUSTOMERS))
    coming = [
        Coming(at, (("f", chance.expovariate(1)),), chance.random() < PRIORITY_SHARE)
        for at in times
    ]
    hall = [Staffed(str(nth), ("f",), FOREVER) for nth in range(servers)]
    stays = sorted(simulate(coming, hall, RULES[rule], {"f": 1.0}), key=lambda stay: stay.who)
    return stays[int(CUSTOMERS * WARM_UP) :]


@dataclass(frozen=True)
class Interval:
    """A mean with its 99 % confidence interval, from batch means."""

    middle: float
    half: float

    def holds(self, value: float) -> bool:
        narrow = CUSTOMERS < 1_000_000 or self.half <= NARROW * self.middle
        return narrow and abs(value - self.middle) <= self.half


def interval(stays: Sequence[Stay], value: Callable[[Stay], float]) -> Interval:
    size = len(stays) // BATCHES
    batches = [stays[nth * size : (nth + 1) * size] for nth in range(BATCHES)]
    means = [mean(map(value, batch)) for batch in batches]
    return Interval(mean(means), T_99 * stdev(means) / BATCHES**0.5)


def wait(stay: Stay) -> float:
    return stay.wait


def has_waited(stay: Stay) -> float:
    return float(stay.wait > 0)


def of_class(stays: Sequence[Stay], priority: bool) -> list[Stay]:
    return [stay for stay in stays if stay.priority is priority]


@pytest.mark.parametrize(
    ("servers", "load", "share"), [(2, 1.8, 0.8526), (5, 4.5, 0.7625), (14, 10.0, 0.17413)]
)
def test_as_many_wait_as_erlang_says(servers: int, load: float, share: float) -> None:
    assert erlang_c(servers, load) == pytest.approx(share, abs=5e-5)
    found = interval(run(servers, load, "first_come"), has_waited)
    assert found.holds(share), found


def test_the_mean_wait_is_erlangs() -> None:
    assert mean_wait(5, 4.5) == pytest.approx(1.525, abs=5e-4)
    found = interval(run(5, 4.5, "first_come"), wait)
    assert found.holds(1.525), found


@pytest.mark.parametrize(
    ("rule", "priority", "expected"),
    [
        ("ageing", True, 0.922),
        ("ageing", False, 1.676),
        ("strict", True, 0.186),
        ("strict", False, 1.860),
    ],
)
def test_each_class_waits_as_theory_says(rule: str, priority: bool, expected: float) -> None:
    found = interval(of_class(run(5, 4.5, rule), priority), wait)
    assert found.holds(expected), found


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_changes_the_average_over_all(rule: str) -> None:
    """Kleinrock's conservation law: what one class gains the other waits."""
    found = interval(run(5, 4.5, rule), wait)
    assert found.holds(mean_wait(5, 4.5)), found


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("priority", [True, False])
def test_no_class_waits_without_bound_below_full_load(rule: str, priority: bool) -> None:
    stays = of_class(run(5, 4.5, rule), priority)
    half = len(stays) // 2
    assert mean(map(wait, stays[half:])) < 2 * mean(map(wait, stays[:half]))
    assert len({stay.who for stay in run(5, 4.5, rule)}) == len(run(5, 4.5, rule))
    assert all(stay.called_at is not None for stay in run(5, 4.5, rule))


@pytest.mark.parametrize("rule", RULES)
def test_priority_never_waits_longer_than_the_others(rule: str) -> None:
    """Where the rule knows no classes, both wait alike."""
    with_priority = interval(of_class(run(5, 4.5, rule), True), wait)
    others = interval(of_class(run(5, 4.5, rule), False), wait)
    assert with_priority.middle - with_priority.half <= others.middle + others.half
