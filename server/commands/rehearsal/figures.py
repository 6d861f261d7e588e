"""What came of a rehearsal, by the server's own log and list of visits."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.commands.rehearsal.board import Said
from server.commands.rehearsal.wire import Caller
from server.rules.tickets import State

LOG_PAGE = 1000
VISITS_PAGE = 200
ACCOUNTED_FOR = frozenset({State.DONE, State.NO_SHOW, State.CANCELLED, State.WAITING})
Line = Mapping[str, Any]


@dataclass(frozen=True)
class Summary:
    """The line a rehearsal prints; times in the centre's seconds, the rest counts."""

    visits: int
    issued: int
    called: int
    served: int
    no_show: int
    called_twice: int
    lost: int
    announced: int
    announced_twice: int
    mean_wait_s: float
    p90_wait_s: float
    mean_service_s: float
    errors: int

    def faults(self) -> dict[str, int]:
        """What must not happen, where it did."""
        names = ("called_twice", "lost", "announced_twice", "errors")
        return {name: count for name in names if (count := getattr(self, name))}


@dataclass
class Story:
    """One stop as the log tells it."""

    queued: dt.datetime
    called: dt.datetime | None = None
    started: dt.datetime | None = None
    service_s: float | None = None
    at_counter: bool = False
    called_twice: bool = False

    def is_called(self, at: dt.datetime) -> None:
        """To a counter; a second time while it is at one is a fault."""
        self.called_twice |= self.at_counter
        self.called = self.called or at
        self.at_counter = True

    def has_ended(self, at: dt.datetime) -> None:
        """Served, or missed."""
        self.at_counter = False
        if self.started is not None:
            self.service_s = (at - self.started).total_seconds()


@dataclass
class LogReader:
    """Reads the log's lines in order; only visits issued by these kiosks count."""

    kiosks: frozenset[str]
    stories: dict[tuple[str, int], Story] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)
    calls: int = 0

    def read(self, line: Line) -> None:
        """One line."""
        if line["event"] == "issued" and line["device"] in self.kiosks:
            self.issued.add(line["visit"])
            self._queue(line, 1)
        elif line["visit"] in self.issued:
            self._follow(line)

    def _follow(self, line: Line) -> None:
        at, story = _time(line), self.stories[line["visit"], line["stop"]]
        match line["event"]:
            case "called":
                self.calls += 1
                story.is_called(at)
            case "recalled":
                self.calls += 1
            case "started":
                story.started = at
            case "no_show":
                story.has_ended(at)
            case "finished":
                story.has_ended(at)
                if line["data"]["next"] is not None:
                    self._queue(line, line["stop"] + 1)

    def _queue(self, line: Line, stop: int) -> None:
        self.stories[line["visit"], stop] = Story(_time(line))


def log_lines(integration: Caller, after: int) -> Iterator[Line]:
    """The log after a sequence, page by page."""
    cursor: int | None = after
    while cursor is not None:
        page = integration.get("/log", after=cursor, limit=LOG_PAGE)
        yield from page["items"]
        cursor = page["next"]


def states_of_visits(officer: Caller, day: dt.date) -> dict[str, str]:
    """Every visit of a day with its state."""
    states: dict[str, str] = {}
    cursor: dict[str, str] = {}
    while True:
        page = officer.get("/visits", day=day.isoformat(), limit=VISITS_PAGE, **cursor)
        states |= {visit["id"]: visit["state"] for visit in page["items"]}
        if page["next"] is None:
            return states
        cursor = {"after": page["next"]}


def summarised(
    visits: int,
    log: LogReader,
    states: Mapping[str, str],
    given: set[str],
    said: Said,
    errors: int,
) -> Summary:
    """The summary; ``given`` are the visits whose numbers were acknowledged: none may be lost."""
    ours = {visit: states.get(visit) for visit in log.issued | given}
    stories = list(log.stories.values())
    waits = sorted((s.called - s.queued).total_seconds() for s in stories if s.called is not None)
    return Summary(
        visits=visits,
        issued=len(log.issued),
        called=len(waits),
        served=sum(state == State.DONE for state in ours.values()),
        no_show=sum(state == State.NO_SHOW for state in ours.values()),
        called_twice=sum(story.called_twice for story in stories),
        lost=sum(state not in ACCOUNTED_FOR for state in ours.values()),
        announced=said.announced,
        announced_twice=said.announced_twice,
        mean_wait_s=_mean(waits),
        p90_wait_s=_p90(waits),
        mean_service_s=_mean(s.service_s for s in stories if s.service_s is not None),
        errors=errors,
    )


def _time(line: Line) -> dt.datetime:
    return dt.datetime.fromisoformat(line["at"])


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return round(sum(listed) / len(listed), 1) if listed else 0.0


def _p90(ordered: list[float]) -> float:
    """The nearest rank: nine in ten waited no longer."""
    return round(ordered[math.ceil(0.9 * len(ordered)) - 1], 1) if ordered else 0.0
