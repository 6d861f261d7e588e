"""Ratings: what a citizen says of one service, once."""

from __future__ import annotations

import json
from dataclasses import dataclass

from server.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Rating:
    """A row of ``rating``."""

    visit: str
    position: int
    day: str
    at: str
    score: int
    reasons: list[str]
    field: str
    officer: str | None
    trial: int


@dataclass(frozen=True, slots=True)
class Scored:
    """How often an officer was given a score in a field."""

    field: str
    officer: str
    score: int
    count: int


def is_rated(tx: Transaction, visit: str, position: int) -> bool:
    """Whether this service has its rating."""
    found = tx.value(
        "SELECT 1 FROM rating WHERE centre = :centre AND visit = :visit AND position = :position",
        visit=visit,
        position=position,
    )
    return found is not None


def add_rating(tx: Transaction, rating: Rating) -> None:
    """Store it; the database refuses a second one of the same service."""
    tx.execute(
        "INSERT INTO rating VALUES (:centre, :visit, :position, :day, :at, :score, :reasons,"
        " :field, :officer, :trial)",
        visit=rating.visit,
        position=rating.position,
        day=rating.day,
        at=rating.at,
        score=rating.score,
        reasons=json.dumps(rating.reasons),
        field=rating.field,
        officer=rating.officer,
        trial=rating.trial,
    )


def scores(tx: Transaction, first: str, last: str, trial: bool) -> list[Scored]:
    """How often each officer was given each score in each field, from day to day."""
    rows = tx.rows(
        "SELECT field, coalesce(officer, '') AS officer, score, count(*) AS count FROM rating"
        " WHERE centre = :centre AND day BETWEEN :first AND :last AND trial <= :trial"
        " GROUP BY field, officer, score ORDER BY field, officer, score",
        first=first,
        last=last,
        trial=int(trial),
    )
    return [Scored(**row) for row in rows]
