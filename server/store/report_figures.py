"""Figures that have been counted: of each day, and of each whole month; all can be made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from server.rules.day_log import Spell
from server.rules.figures import Durations, Figures
from server.store.database import Transaction

MEASURES = ("waiting", "walking", "service")
COUNTS = tuple(one.name for one in fields(Figures) if one.name not in MEASURES)
PARTS = tuple(one.name for one in fields(Durations))
COLUMNS = (*COUNTS, *(f"{measure}_{part}" for measure in MEASURES for part in PARTS))


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one part: ``span`` is a day or a month, ``key`` the part's own id."""

    span: str
    trial: int
    cut: str
    key: str
    figures: Figures


def keep_figures(tx: Transaction, span: str, counted: Iterable[Counted]) -> None:
    """Put these in the place of what was counted of this day or month."""
    tx.execute("DELETE FROM figure WHERE centre = :centre AND span = :span", span=span)
    named = ("span", "trial", "cut", "key", *COLUMNS)
    places = ", ".join(f":{name}" for name in named)
    sql = f"INSERT INTO figure (centre, {', '.join(named)}) VALUES (:centre, {places})"  # noqa: S608
    for one in counted:
        tx.execute(sql, span=span, trial=one.trial, cut=one.cut, key=one.key, **_flat(one.figures))


def figures_in(
    tx: Transaction, cut: str, spans: Iterable[tuple[str, str]], trial: bool
) -> list[Counted]:
    """What was counted in some ranges of spans (first, last), trial visits only when asked for."""
    found: list[Counted] = []
    for first, last in spans:
        rows = tx.execute(
            f"SELECT span, trial, cut, key, {', '.join(COLUMNS)} FROM figure"  # noqa: S608
            " WHERE centre = :centre AND cut = :cut AND span BETWEEN :first AND :last"
            " AND length(span) = :length AND trial <= :trial",
            cut=cut,
            first=first,
            last=last,
            length=len(first),
            trial=int(trial),
        )
        found += [Counted(row[0], row[1], row[2], row[3], _made(tuple(row)[4:])) for row in rows]
    return found


def figures_within(tx: Transaction, span: str) -> list[Counted]:
    """What was counted of the days of a month, or of the months of a year, every part."""
    rows = tx.execute(
        f"SELECT span, trial, cut, key, {', '.join(COLUMNS)} FROM figure"  # noqa: S608
        " WHERE centre = :centre AND span > :span AND span < :span || '~'"
        " AND length(span) = :length",
        span=span,
        length=7 if len(span) == 4 else 10,
    )
    return [Counted(row[0], row[1], row[2], row[3], _made(tuple(row)[4:])) for row in rows]


def keep_spells(tx: Transaction, day: str, trial: bool, spells: Iterable[Spell]) -> None:
    """Put these in the place of what was known of the counters' time on a day."""
    tx.execute("DELETE FROM counter_time WHERE centre = :centre AND day = :day", day=day)
    for one in spells:
        tx.execute(
            "INSERT INTO counter_time VALUES (:centre, :day, :trial, :counter, :officer, :kind,"
            " :reason, :seconds, :times)",
            day=day,
            trial=int(trial),
            counter=one.counter,
            officer=one.officer,
            kind=one.kind,
            reason=one.reason,
            seconds=one.seconds,
            times=one.times,
        )


def spells_in(tx: Transaction, first: str, last: str, trial: bool) -> list[Spell]:
    """The counters' time from one day to another, all days together."""
    rows = tx.execute(
        "SELECT counter, officer, kind, reason, sum(seconds), sum(times) FROM counter_time"
        " WHERE centre = :centre AND day BETWEEN :first AND :last AND trial <= :trial"
        " GROUP BY counter, officer, kind, reason",
        first=first,
        last=last,
        trial=int(trial),
    )
    return [Spell(*row) for row in rows]


def _flat(figures: Figures) -> Mapping[str, Any]:
    plain: dict[str, Any] = {name: getattr(figures, name) for name in COUNTS}
    for measure in MEASURES:
        durations = getattr(figures, measure)
        plain |= {f"{measure}_{part}": getattr(durations, part) for part in PARTS}
    return plain


def _made(values: tuple[Any, ...]) -> Figures:
    counts, rest = values[: len(COUNTS)], values[len(COUNTS) :]
    step = len(PARTS)
    each = [Durations(*rest[at : at + step]) for at in range(0, len(rest), step)]
    return Figures(*counts, *each)
