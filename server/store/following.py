"""What many followed tickets need, read in one question for all of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from server.store.database import Transaction
from server.store.stops import Stop, stops_in
from server.store.visits import Visit, visits_in


@dataclass(frozen=True, slots=True)
class Followed:
    """A visit with its stops in their order, and the positions of those that were rated."""

    visit: Visit
    stops: list[Stop]
    rated: frozenset[int]


@dataclass(frozen=True, slots=True)
class LastCalled:
    """The number called last in a field, and the counter it was called to."""

    number: str
    counter: str


def followed(tx: Transaction, visits: Collection[str]) -> dict[str, Followed]:
    """These visits by their id; one that is not there is left out."""
    ids = json.dumps(list(visits))
    stops: dict[str, list[Stop]] = defaultdict(list)
    for stop in stops_in(tx, ids):
        stops[stop.visit].append(stop)
    rated: dict[str, set[int]] = defaultdict(set)
    for row in tx.rows(
        "SELECT visit, position FROM rating WHERE centre = :centre"
        " AND visit IN (SELECT value FROM json_each(:ids))",
        ids=ids,
    ):
        rated[row["visit"]].add(row["position"])
    return {
        visit.id: Followed(visit, stops[visit.id], frozenset(rated[visit.id]))
        for visit in visits_in(tx, ids)
    }


def last_called(tx: Transaction, day: str) -> dict[str, LastCalled]:
    """The newest call of each field on a day."""
    rows = tx.rows(
        "SELECT stop.field, visit.number, stop.counter, max(stop.call_seq) AS newest"
        " FROM stop JOIN visit ON visit.id = stop.visit"
        " WHERE stop.centre = :centre AND stop.day = :day AND stop.call_seq IS NOT NULL"
        " GROUP BY stop.field",
        day=day,
    )
    return {row["field"]: LastCalled(row["number"], row["counter"]) for row in rows}
