"""The stops of a day as facts: what a report counts, from the state and from the log."""

from __future__ import annotations

from server.centre import Centre
from server.rules.day_log import overtakes, promises
from server.rules.figures import StopFact
from server.rules.tickets import State
from server.store import Transaction
from server.store.report_facts import StopOfDay, lines_of_visits, stops_on
from server.store.times import instant


def facts_of(centre: Centre, tx: Transaction, day: str) -> list[StopFact]:
    """The stops of a day, with what its log says of them."""
    lines = lines_of_visits(tx, day)
    passing, told = overtakes(lines), promises(lines)
    facts = []
    for stop in stops_on(tx, day):
        first = stop.position == 1
        facts.append(
            _fact(
                centre,
                stop,
                passed=passing.passed.get((stop.visit, stop.position), 0),
                was_passed=passing.was_passed.get(stop.number, 0) if first else 0,
                promise=told.get(stop.visit) if first else None,
            )
        )
    return facts


def _fact(
    centre: Centre,
    stop: StopOfDay,
    passed: int,
    was_passed: int,
    promise: tuple[int, int] | None,
) -> StopFact:
    field = centre.fields.get(stop.field)
    over = stop.state in (State.DONE, State.TRANSFERRED)
    return StopFact(
        first=stop.position == 1,
        state=State(stop.state),
        hour=instant(stop.queued_at).astimezone(centre.calendar.zone).hour,
        field=stop.field,
        procedure=stop.procedure,
        counter=stop.counter,
        officer=stop.officer,
        trial=bool(stop.trial),
        wait_s=_seconds(stop.queued_at, stop.called_at),
        walk_s=_seconds(stop.called_at, stop.started_at),
        service_s=_seconds(stop.started_at, stop.finished_at, stop.held_s) if over else None,
        wait_target_s=field.target_minutes * 60 if field else None,
        service_target_s=field.service_minutes * 60 if field else None,
        apology=stop.apology is not None,
        origin=stop.origin,
        passed=passed,
        was_passed=was_passed,
        promise=promise,
    )


def _seconds(start: str | None, end: str | None, aside_s: float = 0.0) -> int | None:
    """Whole seconds from one stored instant to another, without the time aside."""
    if start is None or end is None:
        return None
    return max(0, round((instant(end) - instant(start)).total_seconds() - aside_s))
