"""Every way to estimate a wait, on the same simulated days, against the wait that came."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import Protocol

from server.commands.simulation.oracle import Oracle
from server.rules.estimate import Came, Floor, Forecast, Seen, ServiceTimes, Turnout
from server.rules.estimate.plain import by_head_of_line, by_queue_length, by_rolling_mean
from server.rules.session_end import LastNumber
from server.rules.simulation import Closing, Moment, Stay, seconds_at

OURS = "forecast"
ESTIMATORS = (OURS, "queue_length", "head_of_line", "rolling_mean")
ORACLE = "oracle"
ROLLING = 10
"""Of so many newest waits of a field the rolling mean is one."""


class Learner:
    """What a centre learns of its services; kept from one simulated day to the next."""

    def __init__(self, minutes: Mapping[str, float]) -> None:
        """``minutes`` are the configured service times by field."""
        self._minutes = minutes
        self._seen: dict[tuple[str, str | None], Seen] = {}
        self._came: dict[str, Came] = {}
        self._times: ServiceTimes | None = None

    def learn(self, field: str, purpose: str | None, seconds: float) -> None:
        """A service is over."""
        old = self._seen.get((field, purpose), Seen(field, purpose, 0, 0.0, 0.0))
        total, squares = old.total_s + seconds, old.squares + seconds**2
        self._seen[field, purpose] = Seen(field, purpose, old.count + 1, total, squares)
        self._times = None

    def came(self, field: str, priority: bool, missed_s: float | None = None) -> None:
        """Somebody came when called, or kept the counter so long without coming."""
        old = self._came.get(field, Came(field))
        if missed_s is None:
            first = old.priority + priority
            self._came[field] = replace(old, came=old.came + 1, priority=first)
        else:
            seconds = old.missed_s + missed_s
            self._came[field] = replace(old, missed=old.missed + 1, missed_s=seconds)

    def gone(self, field: str) -> None:
        """Somebody left before the call."""
        old = self._came.get(field, Came(field))
        self._came[field] = replace(old, gone=old.gone + 1)

    def turnout(self) -> Turnout:
        """What is believed now of who comes."""
        return Turnout(self._came.values())

    def times(self) -> ServiceTimes:
        """What is believed now."""
        if self._times is None:
            self._times = ServiceTimes(self._minutes, self._seen.values())
        return self._times


class Range(Protocol):
    """Whatever can be told as a range."""

    def minutes(self) -> tuple[int, int]:
        """The lower and the upper end."""


@dataclass(frozen=True, slots=True)
class Told:
    """What each estimator says to somebody who takes a number at this second of the day."""

    at: float
    waits: Mapping[str, Range]


class Listener:
    """The witness of one day: asks every estimator whenever a number is taken."""

    def __init__(self, learner: Learner, oracle: Oracle | None = None, every: int = 1) -> None:
        """With an oracle, it is asked about every so many people too."""
        self._learner = learner
        self._oracle, self._every = oracle, every
        self._newest: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=ROLLING))
        self.told: dict[int, Told] = {}

    def came(self, who: int, stop: int, moment: Moment) -> None:
        """Somebody has taken a number; with no counter open for it nobody says anything."""
        field = next(one.line.field for one in moment.people if one.line.stop == stop)
        times, turnout = self._learner.times(), self._learner.turnout()
        floor = Floor(moment.queue, moment.people, moment.seats, times, turnout=turnout)
        ours = Forecast(floor).of(stop, field)
        if ours is None:
            return
        waits: dict[str, Range] = {
            OURS: ours,
            "queue_length": by_queue_length(field, floor, stop),
            "head_of_line": by_head_of_line(field, floor, stop),
            "rolling_mean": by_rolling_mean(self._newest[field]),
        }
        if self._oracle is not None and who % self._every == 0:
            waits[ORACLE] = self._oracle.waits(stop, floor)
        self.told[who] = Told(seconds_at(moment.queue.now), waits)

    def left(self, stay: Stay, purpose: str | None) -> None:
        """A service is over, or nobody came; either teaches."""
        assert stay.called_at is not None
        assert stay.left_at is not None
        lasted = stay.left_at - stay.called_at
        self._learner.came(stay.field, stay.priority, None if stay.came else lasted)
        if stay.came:
            self._learner.learn(stay.field, purpose, lasted)
        self._newest[stay.field].append(stay.wait)

    def gave_up(self, field: str) -> None:
        """Somebody has left before the call."""
        self._learner.gone(field)


@dataclass(frozen=True, slots=True)
class Proof:
    """A wait that came, in seconds, and what had been said of it."""

    wait: float
    waits: Mapping[str, Range]


def proofs(
    told: Mapping[int, Told], stays: Iterable[Stay], closings: Sequence[Closing], by: LastNumber
) -> list[Proof]:
    """The first waits of a day with what was said; without those who would get no number.

    Nobody gets one whose wait would pass the end of the session, by the centre's own rule.
    """
    return [
        Proof(stay.wait, told[stay.who].waits)
        for stay in stays
        if stay.position == 0 and stay.called_at is not None and stay.who in told
        if not _too_late(told[stay.who], closings, by)
    ]


def _too_late(told: Told, closings: Sequence[Closing], by: LastNumber) -> bool:
    low, high = told.waits[OURS].minutes()
    ends = [closing.at for closing in closings if closing.at >= told.at]
    wait = 60 * (high if by == "high" else low)
    return by != "off" and bool(ends) and told.at + wait > min(ends)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How an estimator did: shares of all waits, of the mean wait, and minutes.

    ``kept``: the wait was not longer than the upper end.  ``error``: the mean distance of the wait
    from the lower end, which is the median, as a share of the mean wait.  ``bias``: the same with
    its sign, above zero where too much was said.  ``width``: from the lower to the upper end.
    """

    told: int
    mean_wait_s: float | None
    kept: float | None
    error: float | None
    bias: float | None
    width: float | None


def accuracy(of: Sequence[Proof]) -> dict[str, Accuracy]:
    """Every estimator against the same waits, by the minutes that people would have been told."""
    return {name: _accuracy(of, name) for name in ESTIMATORS}


def beside_oracle(of: Sequence[Proof]) -> dict[str, Accuracy]:
    """The forecast and the oracle against the waits about which both were asked."""
    both = [one for one in of if ORACLE in one.waits]
    return {name: _accuracy(both, name) for name in (OURS, ORACLE)}


def _accuracy(of: Sequence[Proof], name: str) -> Accuracy:
    average = mean(one.wait for one in of) if of else 0.0
    if average == 0:
        return Accuracy(len(of), None, None, None, None, None)
    ranges = [one.waits[name].minutes() for one in of]
    pairs = [(low * 60 - one.wait) for one, (low, _) in zip(of, ranges, strict=True)]
    return Accuracy(
        told=len(of),
        mean_wait_s=average,
        kept=mean(one.wait <= high * 60 for one, (_, high) in zip(of, ranges, strict=True)),
        error=mean(abs(off) for off in pairs) / average,
        bias=mean(pairs) / average,
        width=mean(high - low for low, high in ranges),
    )
