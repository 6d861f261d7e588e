"""What a report counts: the stops of a day as facts, and figures that can be added up.

Figures of two days added are the figures of both: that is why a report over years may add what
was counted day by day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from server.rules.histogram import EMPTY, histogram, together
from server.rules.tickets import State


@dataclass(frozen=True, slots=True)
class StopFact:
    """One stop that is in the queue or has been; durations in whole seconds, hour local.

    ``passed`` counts the people it was called before though they had come earlier, ``was_passed``
    how often others were called before it; ``promise`` is the range of minutes told at issue;
    ``apology`` says that the end of a session or of the day closed it; ``origin`` where its number
    was taken: ``phone``, ``appointment``, or nothing for the centre itself.
    """

    first: bool
    state: State
    hour: int
    field: str
    procedure: str | None
    counter: str | None
    officer: str | None
    trial: bool
    wait_s: int | None
    walk_s: int | None
    service_s: int | None
    wait_target_s: float | None
    service_target_s: float | None
    apology: bool = False
    origin: str = ""
    passed: int = 0
    was_passed: int = 0
    promise: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Durations:
    """How long something took: count, sum, longest, how many within the target, histogram."""

    count: int = 0
    total_s: int = 0
    longest_s: int = 0
    in_target: int = 0
    histogram: bytes = EMPTY


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened to some stops.

    ``queued`` = served + transferred + no_show + left + closed + unfinished.  ``promised`` counts
    ranges told and proved by a call: ``shorter`` than told, within, or ``longer``.
    ``promised_wait_s`` is how long those waited together, ``off_s`` how far from the lower end;
    ``width_s`` is how wide ``widths`` of the ranges were together.
    """

    issued: int = 0
    queued: int = 0
    called: int = 0
    served: int = 0
    transferred: int = 0
    no_show: int = 0
    left: int = 0
    closed: int = 0
    unfinished: int = 0
    overtaking: int = 0
    passed: int = 0
    passed_most: int = 0
    promised: int = 0
    shorter: int = 0
    longer: int = 0
    promised_wait_s: int = 0
    off_s: int = 0
    widths: int = 0
    width_s: int = 0
    waiting: Durations = Durations()
    walking: Durations = Durations()
    service: Durations = Durations()


LARGEST = frozenset({"passed_most", "longest_s"})
"""What is not added but compared."""

MEASURES = ("waiting", "walking", "service")
COUNTS = tuple(one.name for one in fields(Figures) if one.name not in MEASURES)
PARTS = tuple(one.name for one in fields(Durations) if one.name != "histogram")

Cut = Callable[[StopFact], str]

CUTS: dict[str, Cut] = {
    "all": lambda _: "",
    "hour": lambda fact: f"{fact.hour:02d}",
    "field": lambda fact: fact.field,
    "procedure": lambda fact: fact.procedure or "",
    "counter": lambda fact: fact.counter or "",
    "officer": lambda fact: fact.officer or "",
    "origin": lambda fact: fact.origin,
}
"""By what stops are told apart; an empty key stands for none."""


def cut(facts: Sequence[StopFact], by: Cut) -> dict[str, Figures]:
    """The figures of each part."""
    parts: dict[str, list[StopFact]] = defaultdict(list)
    for fact in facts:
        parts[by(fact)].append(fact)
    return {key: figures_of(part) for key, part in parts.items()}


def figures_of(facts: Sequence[StopFact]) -> Figures:
    """The figures of some stops."""
    endings = [ending(fact) for fact in facts]
    told = [
        (fact.wait_s, *fact.promise)
        for fact in facts
        if fact.promise is not None and fact.wait_s is not None
    ]
    proofs = [proof for fact in facts if (proof := _proof(fact)) is not None]
    return Figures(
        issued=sum(fact.first for fact in facts),
        queued=len(facts),
        called=sum(fact.wait_s is not None for fact in facts),
        served=endings.count("served"),
        transferred=endings.count("transferred"),
        no_show=endings.count("no_show"),
        left=endings.count("left"),
        closed=endings.count("closed"),
        unfinished=endings.count("unfinished"),
        overtaking=sum(fact.passed > 0 for fact in facts),
        passed=sum(fact.passed for fact in facts),
        passed_most=max((fact.was_passed for fact in facts), default=0),
        promised=len(proofs),
        shorter=proofs.count("shorter"),
        longer=proofs.count("longer"),
        promised_wait_s=sum(wait for wait, _, _ in told),
        off_s=sum(abs(wait - low * 60) for wait, low, _ in told),
        widths=len(told),
        width_s=sum((high - low) * 60 for _, low, high in told),
        waiting=_durations((fact.wait_s, fact.wait_target_s) for fact in facts),
        walking=_durations((fact.walk_s, None) for fact in facts),
        service=_durations((fact.service_s, fact.service_target_s) for fact in facts),
    )


def ending(fact: StopFact) -> str:
    """How a stop ended; a missed number that is taken back stays a missed one."""
    if fact.state is State.DONE:
        return "served"
    if fact.state is State.CANCELLED:
        return "closed" if fact.apology else "no_show" if fact.wait_s is not None else "left"
    if fact.state in (State.TRANSFERRED, State.NO_SHOW):
        return str(fact.state)
    return "unfinished"


def added(many: Iterable[Figures]) -> Figures:
    """The figures of all together."""
    every = list(many)
    if len(every) == 1:
        return every[0]
    return Figures(
        **{name: _joined(name, every) for name in COUNTS},
        waiting=_durations_added([one.waiting for one in every]),
        walking=_durations_added([one.walking for one in every]),
        service=_durations_added([one.service for one in every]),
    )


def _durations_added(every: list[Durations]) -> Durations:
    return Durations(
        **{name: _joined(name, every) for name in PARTS},
        histogram=together(one.histogram for one in every),
    )


def _joined(name: str, every: Sequence[Figures | Durations]) -> int:
    values = [getattr(one, name) for one in every]
    return max(values, default=0) if name in LARGEST else sum(values)


def _durations(each: Iterable[tuple[int | None, float | None]]) -> Durations:
    known = [(seconds, target) for seconds, target in each if seconds is not None]
    lengths = [seconds for seconds, _ in known]
    return Durations(
        count=len(lengths),
        total_s=sum(lengths),
        longest_s=max(lengths, default=0),
        in_target=sum(target is not None and seconds <= target for seconds, target in known),
        histogram=histogram(lengths),
    )


def _proof(fact: StopFact) -> str | None:
    """Whether the range told at issue held; minutes are compared as they were told, whole."""
    if fact.promise is None or fact.wait_s is None:
        return None
    low, high = fact.promise
    if fact.wait_s < low * 60:
        return "shorter"
    return "longer" if fact.wait_s > high * 60 else "within"
