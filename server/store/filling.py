"""Whole made-up days, written at once; every line goes into the chain as any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from server.store.database import Transaction
from server.store.visits import Visit, add_visit


@dataclass(frozen=True, slots=True)
class PastStop:
    """A stop that is over."""

    visit: str
    day: str
    position: int
    field: str
    state: str
    sequence: int
    arrived_at: str
    queued_at: str
    called_at: str | None = None
    started_at: str | None = None
    finished_at: str | None = None
    calls: int = 0
    counter: str | None = None
    officer: str | None = None
    call_seq: int | None = None
    outcome: str | None = None


def add_past(tx: Transaction, visits: Iterable[Visit], stops: Iterable[PastStop]) -> None:
    """Write the visits of a day with their stops."""
    for visit in visits:
        add_visit(tx, visit)
    names = [one.name for one in fields(PastStop)]
    columns, values = ", ".join(names), ", ".join(f":{name}" for name in names)
    sql = f"INSERT INTO stop (centre, {columns}) VALUES (:centre, {values})"  # noqa: S608
    for stop in stops:
        tx.execute(sql, **{name: getattr(stop, name) for name in names})


def anything_real(tx: Transaction) -> bool:
    """Whether a visit is there that was no trial."""
    found = tx.value("SELECT 1 FROM visit WHERE centre = :centre AND trial = 0 LIMIT 1")
    return found is not None


def days_with_visits(tx: Transaction) -> set[str]:
    """The days on which somebody came."""
    return {row[0] for row in tx.execute("SELECT DISTINCT day FROM visit WHERE centre = :centre")}
