"""Number ranges reserved for kiosks, and the newest number given by the server itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from server.store.database import Transaction

BY_HAND = "(by hand)"
"""Whose the numbers are that staff hand out on paper; no device bears this name."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The ordinals ``first`` to ``last`` of a series on a day, for one kiosk."""

    day: str
    series: str
    first: int
    last: int
    device: str


def add_range(tx: Transaction, own: NumberRange) -> None:
    """Keep a range."""
    tx.execute(
        "INSERT INTO number_range (centre, day, series, first, last, device)"
        " VALUES (:centre, :day, :series, :first, :last, :device)",
        **asdict(own),
    )


def ranges_of(tx: Transaction, device: str, day: str) -> list[NumberRange]:
    """A kiosk's ranges on a day, by series, the oldest first."""
    rows = tx.rows(
        "SELECT day, series, first, last, device FROM number_range"
        " WHERE centre = :centre AND device = :device AND day = :day ORDER BY series, id",
        device=device,
        day=day,
    )
    return [_made(row) for row in rows]


def _made(row: dict[str, Any]) -> NumberRange:
    return NumberRange(row["day"], row["series"], row["first"], row["last"], row["device"])


def spans_of(tx: Transaction, day: str, series: str) -> list[tuple[int, int]]:
    """What is reserved of a series on a day: kiosks' ranges, and numbers carried over to it."""
    rows = tx.rows(
        "SELECT first, last FROM number_range"
        " WHERE centre = :centre AND day = :day AND series = :series"
        " UNION ALL SELECT ordinal, ordinal FROM visit"
        " WHERE centre = :centre AND carried_to = :day AND series = :series",
        day=day,
        series=series,
    )
    return [(row["first"], row["last"]) for row in rows]


def range_with(tx: Transaction, day: str, series: str, ordinal: int) -> NumberRange | None:
    """The range that an ordinal lies in."""
    row = tx.row(
        "SELECT day, series, first, last, device FROM number_range"
        " WHERE centre = :centre AND day = :day AND series = :series"
        " AND :ordinal BETWEEN first AND last",
        day=day,
        series=series,
        ordinal=ordinal,
    )
    return _made(row) if row is not None else None


def used_in(tx: Transaction, own: NumberRange) -> list[int]:
    """The ordinals of a range that visits hold."""
    rows = tx.rows(
        "SELECT ordinal FROM visit WHERE centre = :centre AND day = :day AND series = :series"
        " AND ordinal BETWEEN :first AND :last ORDER BY ordinal",
        day=own.day,
        series=own.series,
        first=own.first,
        last=own.last,
    )
    return [row["ordinal"] for row in rows]


def trim_range(tx: Transaction, own: NumberRange, used: list[int]) -> None:
    """Shrink a range to what was used of it; an unused one goes."""
    tx.execute(
        "DELETE FROM number_range WHERE centre = :centre AND day = :day AND series = :series"
        " AND first = :first",
        day=own.day,
        series=own.series,
        first=own.first,
    )
    if used:
        add_range(tx, NumberRange(own.day, own.series, used[0], used[-1], own.device))


def newest_given(tx: Transaction, day: str, series: str) -> int | None:
    """The highest ordinal given outside every reserved range, or ``None``."""
    ordinal: int | None = tx.value(
        "SELECT max(ordinal) FROM visit WHERE centre = :centre AND day = :day"
        " AND series = :series AND NOT EXISTS (SELECT 1 FROM number_range AS r"
        "  WHERE r.centre = :centre AND r.day = :day AND r.series = :series"
        "  AND visit.ordinal BETWEEN r.first AND r.last)",
        day=day,
        series=series,
    )
    return ordinal
