"""A visit told again from its log lines alone: what must stand in the tables."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.rules.dossier_code import identity
from server.rules.tickets import Move, State, WrongMove, moved

Line = Mapping[str, Any]

MOVES = {
    "called": Move.CALL,
    "recalled": Move.RECALL,
    "started": Move.START,
    "no_show": Move.NO_SHOW,
    "held": Move.HOLD,
    "resumed": Move.RESUME,
    "reinstated": Move.REINSTATE,
    "cancelled": Move.CANCEL,
    "closed_with_apology": Move.CLOSE,
    "finished": Move.FINISH,
    "transferred": Move.TRANSFER,
    "call_dropped": Move.PUT_BACK,
}
CLOSING = frozenset({"no_show", "cancelled", "closed_with_apology"})
OPENING = frozenset({"called", "reinstated"})
AT_COUNTER = frozenset({"called", "resumed"})


class CannotBeTold(Exception):
    """A line that cannot follow the ones before it; the message names it."""


@dataclass
class ToldStop:
    """A stop as the log has it."""

    field: str
    state: str
    counter: str | None = None
    calls: int = 0
    outcome: str | None = None


@dataclass
class Told:
    """A visit as the log has it; dossiers by their identity."""

    number: str
    priority: str | None
    stops: list[ToldStop]
    dossiers: dict[str, str | None] = field(default_factory=dict)
    forgotten: bool = False
    """A dossier's code is no longer known."""
    closed: bool = False
    outcome: str | None = None

    @property
    def begun(self) -> int:
        """How many stops have begun to wait: those before the first planned one."""
        return sum(stop.state != State.PLANNED for stop in self.stops)

    @property
    def current(self) -> ToldStop:
        """The last stop that has begun to wait."""
        return self.stops[self.begun - 1]


def retold(lines: Iterable[Line]) -> Told | None:
    """The visit that these lines of its tell, oldest first; raises ``CannotBeTold``."""
    told: Told | None = None
    before: dict[int, Told | None] = {}
    for line in lines:
        before[line["seq"]] = copy.deepcopy(told)
        try:
            told = _after(line, told, before)
        except (KeyError, IndexError, StopIteration, WrongMove) as error:
            raise CannotBeTold(f"line {line['seq']} ({line['event']}): {error!r}") from None
    return told


def _after(line: Line, told: Told | None, before: Mapping[int, Told | None]) -> Told | None:
    event, data = line["event"], line["data"]
    if event == "issued":
        return _issued(data)
    if event == "undone":
        return copy.deepcopy(before[data["seq"]])
    if told is None:
        raise KeyError("issued")
    if event == "finished" and data.get("by_hand"):
        _served_on_paper(told)
        return told
    if event in MOVES:
        _move(event, line["counter"], told)
    _tell_more(event, data, told)
    told.forgotten |= "forgotten" in data
    return told


def _issued(data: Mapping[str, Any]) -> Told:
    first, *later = data["stops"]
    planned = [ToldStop(field, State.PLANNED) for field in later]
    return Told(
        number=data["number"],
        priority=data["priority"],
        stops=[ToldStop(first, State.WAITING), *planned],
        dossiers={identity(code): None for code in data["dossiers"]},
        forgotten="forgotten" in data,
    )


def _move(event: str, counter: str | None, told: Told) -> None:
    stop = told.current
    stop.state = moved(State(stop.state), MOVES[event])
    if event in AT_COUNTER:
        stop.counter = counter
    if event == "call_dropped":
        stop.counter, stop.calls = None, 0
    if event in CLOSING or event in OPENING:
        told.closed, told.outcome = event in CLOSING, None


def _served_on_paper(told: Told) -> None:
    """A number of an emergency, entered afterwards: nobody knows at which counter."""
    for move in (Move.CALL, Move.START, Move.FINISH):
        told.current.state = moved(State(told.current.state), move)
    told.closed = True


def _tell_more(event: str, data: Mapping[str, Any], told: Told) -> None:
    """What a line says beside the move of its stop."""
    match event:
        case "called" | "recalled":
            told.current.calls = data["nth"]
        case "reinstated":
            told.current.counter, told.current.calls = None, 0
        case "finished":
            _finish(data, told)
        case "transferred" | "stops_changed":
            _change_way(event, data, told)
        case "priority_changed":
            _change_priority(data["after"], told)
        case "counter_lost":
            _lose_counter(told)
        case "dossier_added" | "dossier_removed":
            _put_right(event, data, told)


def _finish(data: Mapping[str, Any], told: Told) -> None:
    told.current.outcome = data["outcome"]
    for code, outcome in data["dossiers"].items():
        _name_dossier(told, code, outcome)
    following = next((one for one in told.stops if one.state == State.PLANNED), None)
    if following is not None:
        following.state = State.WAITING
    else:
        told.closed, told.outcome = True, data["outcome"]


def _change_way(event: str, data: Mapping[str, Any], told: Told) -> None:
    if event == "transferred":
        told.stops.insert(told.begun, ToldStop(data["field"], State.WAITING))
    else:
        told.stops[told.begun :] = [ToldStop(one, State.PLANNED) for one in data["after"]]


def _change_priority(priority: str | None, told: Told) -> None:
    had, told.priority = told.priority, priority
    if had and priority is None and told.current.state == State.CALLED:
        _put_back(told.current)


def _lose_counter(told: Told) -> None:
    if told.current.state == State.CALLED:
        _put_back(told.current)
    else:
        told.current.state = moved(State(told.current.state), Move.HOLD)


def _put_back(stop: ToldStop) -> None:
    stop.state = moved(State(stop.state), Move.PUT_BACK)
    stop.counter, stop.calls = None, 0


def _put_right(event: str, data: Mapping[str, Any], told: Told) -> None:
    if event == "dossier_added":
        _name_dossier(told, data["code"], data["outcome"])
    elif data["code"] is not None:
        told.dossiers.pop(identity(data["code"]), None)


def _name_dossier(told: Told, code: str | None, outcome: str | None) -> None:
    """What is known of a dossier's outcome stays known."""
    if code is None:
        return
    name = identity(code)
    told.dossiers[name] = outcome if outcome is not None else told.dossiers.get(name)
