"""The simulated hall agrees with queueing theory.

M/M/c: Erlang's C (Erlang 1917).  Classes: non-preemptive priority (Cobham 1954; Kella & Yechiali
1985 for c servers) and accumulating priority (Kleinrock 1964; Stanford, Taylor & Ziedins 2014).
Times are in mean service times.  ``make nightly`` has a million customers in each run: then every
confidence interval must also be within 2 % of what it is about.

Each mean is compared by a control variate (Lavenberg & Welch, Management Science 27, 1981): the
same customers at one server that is c times as fast, whose waits follow from Lindley's recursion
and whose mean is known.  What chance did to both is taken off; the servers' own work remains.
"""

from __future__ import annotations

import itertools
import os
import random
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import factorial
from statistics import linear_regression, mean

import pytest

from server.rules.priority import Rule
from server.rules.simulation import Coming, Staffed, simulate

CUSTOMERS = int(os.environ.get("LUOT_SIMULATED", "30000"))
BATCHES = 20
T_99 = 2.878
"""Student's t for eighteen degrees of freedom, 99 % both sides."""
NARROW = 0.02
WARM_UP = 0.1
PRIORITY_SHARE = 0.2
FOREVER = ((0.0, 1e12),)
pytestmark = pytest.mark.timeout(0 if CUSTOMERS >= 1_000_000 else 180)

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


@dataclass(frozen=True)
class Run:
    """Everybody's wait in the order in which they came, and at one fast server.

    Without the first, who met no queue.
    """

    waits: Sequence[float]
    alone: Sequence[float]
    priority: Sequence[int]
    servers: int
    load: float

    def of_class(self, priority: bool) -> Run:
        mine = [at for at, one in enumerate(self.priority) if one == priority]
        waits, alone = (array("d", map(of.__getitem__, mine)) for of in (self.waits, self.alone))
        return Run(waits, alone, bytes([priority]) * len(mine), self.servers, self.load)


@cache
def run(servers: int, load: float, rule: str) -> Run:
    chance = random.Random(20260101)
    times = itertools.accumulate(chance.expovariate(load) for _ in range(CUSTOMERS))
    coming = [
        Coming(at, (("f", chance.expovariate(1)),), chance.random() < PRIORITY_SHARE)
        for at in times
    ]
    hall = [Staffed(str(nth), ("f",), FOREVER) for nth in range(servers)]
    waits, first = array("d", [-1.0]) * CUSTOMERS, int(CUSTOMERS * WARM_UP)
    for stay in simulate(coming, hall, RULES[rule], {"f": 1.0}):
        waits[stay.who] = stay.wait
    assert min(waits) >= 0, "everybody is called, once"
    alone = array("d", waits_alone(coming, servers))
    classes = bytes(one.priority for one in coming)
    return Run(waits[first:], alone[first:], classes[first:], servers, load)


def waits_alone(coming: Sequence[Coming], speed: int) -> Iterator[float]:
    """The waits of the same customers at one server that works so many times as fast."""
    work, last = 0.0, 0.0
    for one in coming:
        work = max(0.0, work - (one.at - last))
        yield work
        work, last = work + one.way[0][1] / speed, one.at


@dataclass(frozen=True)
class Interval:
    """A mean with its 99 % confidence interval, from batch means."""

    middle: float
    half: float

    def holds(self, value: float) -> bool:
        narrow = CUSTOMERS < 1_000_000 or self.half <= NARROW * self.middle
        return narrow and abs(value - self.middle) <= self.half


def mean_wait_of(of: Run) -> Interval:
    ratio = of.load / of.servers
    return interval(of.waits, of.alone, ratio / (of.servers - of.load))


def share_that_waits(of: Run) -> Interval:
    waited = [float(wait > 0) for wait in of.waits]
    return interval(waited, [float(wait > 0) for wait in of.alone], of.load / of.servers)


def interval(values: Sequence[float], control: Sequence[float], expected: float) -> Interval:
    """Of the mean of ``values``, where the control's is as expected: a line through the batches."""
    xs, ys = batch_means(control), batch_means(values)
    slope, _ = linear_regression(xs, ys)
    middle = mean(ys) - slope * (mean(xs) - expected)
    rest = [y - middle - slope * (x - expected) for x, y in zip(xs, ys, strict=True)]
    spread = sum(one**2 for one in rest) / (BATCHES - 2)
    far = (mean(xs) - expected) ** 2 / sum((x - mean(xs)) ** 2 for x in xs)
    return Interval(middle, T_99 * (spread * (1 / BATCHES + far)) ** 0.5)


def batch_means(values: Sequence[float]) -> list[float]:
    size = len(values) // BATCHES
    return [mean(values[nth * size : (nth + 1) * size]) for nth in range(BATCHES)]


@pytest.mark.parametrize(
    ("servers", "load", "share"), [(2, 1.8, 0.8526), (5, 4.5, 0.7625), (14, 10.0, 0.17413)]
)
def test_as_many_wait_as_erlang_says(servers: int, load: float, share: float) -> None:
    assert erlang_c(servers, load) == pytest.approx(share, abs=5e-5)
    found = share_that_waits(run(servers, load, "first_come"))
    assert found.holds(share), found


def test_the_mean_wait_is_erlangs() -> None:
    assert mean_wait(5, 4.5) == pytest.approx(1.525, abs=5e-4)
    found = mean_wait_of(run(5, 4.5, "first_come"))
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
    found = mean_wait_of(run(5, 4.5, rule).of_class(priority))
    assert found.holds(expected), found


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_changes_the_average_over_all(rule: str) -> None:
    """Kleinrock's conservation law: what one class gains the other waits."""
    found = mean_wait_of(run(5, 4.5, rule))
    assert found.holds(mean_wait(5, 4.5)), found


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("priority", [True, False])
def test_no_class_waits_without_bound_below_full_load(rule: str, priority: bool) -> None:
    """Everybody is called, and the second half waits as the first did."""
    waits = run(5, 4.5, rule).of_class(priority).waits
    half = len(waits) // 2
    assert mean(waits[half:]) < 2 * mean(waits[:half])
    assert max(waits) < 100


@pytest.mark.parametrize("rule", RULES)
def test_priority_never_waits_longer_than_the_others(rule: str) -> None:
    """Where the rule knows no classes, both wait alike."""
    with_priority, others = (mean_wait_of(run(5, 4.5, rule).of_class(one)) for one in (True, False))
    assert with_priority.middle - with_priority.half <= others.middle + others.half
