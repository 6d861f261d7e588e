"""The rules over a long simulated day, against queueing theory (design: "Who is next")."""

from __future__ import annotations

import datetime as dt
import heapq
from dataclasses import dataclass, field
from random import Random
from statistics import fmean

from server.rules.priority import Order, Rule
from server.rules.routing import Desk, InLine, Queue, next_for

START = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
SERVICE_S = 600.0
SERVERS = 5
DESK = Desk("1", ["f"])


@dataclass
class Simulated:
    """Waits in service times, by class."""

    normal: list[float] = field(default_factory=list)
    priority: list[float] = field(default_factory=list)

    def overall(self) -> float:
        return fmean(self.normal + self.priority)


def simulated(rule: Rule, load: float, people: int, share: float = 0.2, seed: int = 7) -> Simulated:
    """Poisson arrivals, exponential services, five counters; the same people for every rule."""
    chance, waited = Random(seed), Simulated()
    now, arrivals = 0.0, []
    for number in range(people):
        now += chance.expovariate(load / SERVICE_S)
        service = chance.expovariate(1 / SERVICE_S)
        arrivals.append((now, number, chance.random() < share, service))
    free, busy, line = SERVERS, [], {}
    run = 0
    upcoming = iter(arrivals)
    arrival = next(upcoming, None)
    while arrival or line:
        if arrival and (not busy or arrival[0] <= busy[0]):
            now, number, priority, service = arrival
            line[number] = (InLine(number, "", "f", at(now), number, priority), now, service)
            arrival = next(upcoming, None)
        else:
            now = heapq.heappop(busy)
            free += 1
        while free and line:
            waiting = [one for one, _, _ in line.values()]
            chosen = next_for(DESK, waiting, Queue(at(now), rule, {}, run))
            assert chosen is not None
            one, came, service = line.pop(chosen.stop)
            (waited.priority if one.priority else waited.normal).append((now - came) / SERVICE_S)
            run = 0 if one.priority else run + 1
            free -= 1
            heapq.heappush(busy, now + service)
    return waited


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def rule(order: Order = "ageing", cap: float | None = None) -> Rule:
    return Rule(order, priority_rate=2.0, cap_seconds=cap)


def test_ageing_gives_each_class_the_share_of_the_wait_that_theory_says() -> None:
    """Rate 2:1, load 4.5 on five, a fifth priority: 0.922 and 1.676, where first come has 1.525."""
    aged = simulated(rule(), 4.5, 30_000)
    plain = simulated(rule("first_come"), 4.5, 30_000).overall()
    assert abs(fmean(aged.priority) / plain - 0.922 / 1.525) < 0.03
    assert abs(fmean(aged.normal) / plain - 1.676 / 1.525) < 0.03


def test_no_rule_changes_the_average_wait() -> None:
    """Nobody knows a service's length beforehand, so order only shares the wait out anew."""
    plain = simulated(rule("first_come"), 4.5, 15_000).overall()
    for order in ("ageing", "strict", "one_in", "over_target"):
        assert abs(simulated(rule(order), 4.5, 15_000).overall() / plain - 1) < 0.04  # type: ignore[arg-type]


def test_both_classes_have_a_bounded_wait_where_strict_starves_the_normal_one() -> None:
    """Half the people have priority and the hall is nearly full: the worst day of a year."""
    aged = simulated(rule(cap=SERVICE_S * 3), 4.7, 8_000, share=0.5)
    strict = simulated(rule("strict"), 4.7, 8_000, share=0.5)
    plain = simulated(rule("first_come"), 4.7, 8_000, share=0.5)
    longest = max(plain.normal + plain.priority)
    assert max(aged.normal) < 2 * longest < max(strict.normal)
    assert max(aged.priority) <= longest
