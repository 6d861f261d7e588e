"""The table of what services have taught, and the triggers that keep it."""

from __future__ import annotations

FADE = 0.995
"""What a service still counts for after the next one of its kind: some 200 are remembered."""
LONGEST_S = 7200.0
"""A number that somebody forgot to finish counts as two hours."""

TABLE = """CREATE TABLE service_seen (
    centre TEXT NOT NULL, trial INTEGER NOT NULL, field TEXT NOT NULL, purpose TEXT NOT NULL,
    count REAL NOT NULL, total_s REAL NOT NULL, squares REAL NOT NULL,
    PRIMARY KEY (centre, trial, field, purpose)) WITHOUT ROWID"""


def _taught(row: str) -> str:
    """Whether a stop says how long its service took."""
    return (
        f"{row}.state IN ('done', 'transferred') AND {row}.started_at IS NOT NULL"
        f" AND {row}.called_at IS NOT NULL AND {row}.finished_at IS NOT NULL"
    )


def _seconds(row: str) -> str:
    """From the call to the end, without the time aside."""
    lasted = f"(julianday({row}.finished_at) - julianday({row}.called_at)) * 86400"
    return f"min({LONGEST_S}, max(1.0, {lasted} - {row}.held_s))"


LEARN = """INSERT INTO service_seen SELECT centre, trial, field, purpose, 1, s, s * s FROM
    (SELECT NEW.centre AS centre, trial, NEW.field AS field, coalesce(purpose, '') AS purpose,
        {seconds} AS s FROM visit WHERE id = NEW.visit) WHERE true
    ON CONFLICT (centre, trial, field, purpose) DO UPDATE SET
        count = count * {fade} + 1, total_s = total_s * {fade} + excluded.total_s,
        squares = squares * {fade} + excluded.squares"""

FORGET = """UPDATE service_seen SET count = (count - 1) / {fade},
        total_s = max(0, (total_s - {seconds}) / {fade}),
        squares = max(0, (squares - {seconds} * {seconds}) / {fade})
    WHERE centre = OLD.centre AND field = OLD.field AND (trial, purpose) =
        (SELECT trial, coalesce(purpose, '') FROM visit WHERE id = OLD.visit);
    DELETE FROM service_seen WHERE count < 0.001"""


def _learns(name: str, when: str, only: str) -> str:
    does = LEARN.format(fade=FADE, seconds=_seconds("NEW"))
    return f"CREATE TRIGGER {name} AFTER {when} ON stop WHEN {only} BEGIN {does}; END"


def _forgets(name: str, when: str, only: str) -> str:
    does = FORGET.format(fade=FADE, seconds=_seconds("OLD"))
    return f"CREATE TRIGGER {name} AFTER {when} ON stop WHEN {only} BEGIN {does}; END"


IS, WAS = _taught("NEW"), _taught("OLD")
STATEMENTS = (
    TABLE,
    _learns("service_is_over", "UPDATE OF state", f"({IS}) AND NOT ({WAS})"),
    _learns("service_is_put_back", "INSERT", IS),
    _forgets("service_is_taken_back", "DELETE", WAS),
)
