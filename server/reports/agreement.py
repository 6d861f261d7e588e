"""Whether the tables say what the log tells: every visit told again, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from server.rules.retelling import CannotBeTold, Told, ToldStop, retold
from server.store import Transaction
from server.store.log import lines_of
from server.store.stops import stops_of
from server.store.visits import Visit, dossiers_of, every_visit


def disagreements(tx: Transaction) -> Iterator[str]:
    """A line for each visit whose row, stops or dossiers are not those that the log tells."""
    for visit in every_visit(tx):
        if (fault := _fault(tx, visit)) is not None:
            yield f"{visit.number} of {visit.day}: {fault}"


def _fault(tx: Transaction, visit: Visit) -> str | None:
    try:
        told = retold(lines_of(tx, visit.id))
    except CannotBeTold as error:
        return f"the log cannot be told, {error}"
    if told is None:
        return "the log does not know it"
    kept = _kept(tx, visit)
    ignored = {"forgotten", "dossiers"} if told.forgotten else {"forgotten"}
    names = [one.name for one in fields(Told) if one.name not in ignored]
    wrong = [name for name in names if getattr(kept, name) != getattr(told, name)]
    return f"{', '.join(wrong)} differ from the log" if wrong else None


def _kept(tx: Transaction, visit: Visit) -> Told:
    stops = [
        ToldStop(stop.field, stop.state, stop.counter, stop.calls, stop.outcome)
        for stop in stops_of(tx, visit.id)
    ]
    return Told(
        number=visit.number,
        priority=visit.priority,
        stops=stops,
        dossiers={one.identity: one.outcome for one in dossiers_of(tx, visit.id)},
        closed=visit.closed_at is not None,
        outcome=visit.outcome,
    )
