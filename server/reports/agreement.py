"""Whether the tables say what the log tells: every visit told again, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from server.rules.dossier_code import identity
from server.rules.retelling import CannotBeTold, Told, ToldStop, retold
from server.store import Transaction
from server.store.dossiers import DossierRow, every_dossier
from server.store.log import lines_of, lines_telling
from server.store.stops import stops_of
from server.store.visits import Visit, dossiers_of, every_visit

NAMES = frozenset({"identity", "code"})
"""What a dossier is called: by whoever named it first."""


def disagreements(tx: Transaction) -> Iterator[str]:
    """A line for each visit or dossier that is not as the log tells it."""
    for visit in every_visit(tx):
        if (fault := _fault(tx, visit)) is not None:
            yield f"{visit.number} of {visit.day}: {fault}"
    yield from _changed_dossiers(tx)


def _changed_dossiers(tx: Transaction) -> Iterator[str]:
    """What another system told last of each dossier must be what is known of it.

    Where lines were forgotten, a dossier of which none is left is not judged.
    """
    told: dict[str | None, dict[str, Any]] = {}
    for line in lines_telling(tx, "dossier_told"):
        code = line["data"]["code"]
        told[identity(code) if code is not None else None] = line["data"]
    for row in every_dossier(tx):
        if row.identity not in told and None in told:
            continue
        nothing = asdict(DossierRow(row.identity, row.code))
        known, last = asdict(row), told.get(row.identity, nothing)
        wrong = [name for name in known if name not in NAMES and known[name] != last[name]]
        if wrong:
            yield f"dossier {row.code}: {', '.join(wrong)} differ from the log"


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
