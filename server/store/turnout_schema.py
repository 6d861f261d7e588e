"""The table of who came when called, who did not, who had left; and the triggers that keep it."""

from __future__ import annotations

from collections.abc import Mapping

from server.store.services_schema import IS, WAS

FADE = 0.998
"""What one person still counts for after the next one of the field: some 500 are remembered."""
LONGEST_S = 900.0
"""A number that somebody forgot to give up counts as a quarter of an hour."""
LONGEST_GAP_S = 120.0
"""A counter that takes longer from one person to the next is having a break."""

PEOPLE = ("came", "missed", "missed_s", "gone", "priority")
GAPS = ("gaps", "gaps_s")

TABLE = f"""CREATE TABLE turnout_seen (
    centre TEXT NOT NULL, trial INTEGER NOT NULL, field TEXT NOT NULL,
    {", ".join(f"{name} REAL NOT NULL DEFAULT 0" for name in PEOPLE + GAPS)},
    PRIMARY KEY (centre, trial, field)) WITHOUT ROWID"""


def _in_vain(row: str) -> str:
    """From the call to where the counter gave up, without the time aside."""
    lasted = f"(julianday({row}.finished_at) - julianday({row}.called_at)) * 86400"
    return f"min({LONGEST_S}, max(1.0, {lasted} - {row}.held_s))"


def _adds(values: Mapping[str, str], of: tuple[str, ...], origin: str) -> str:
    """Add these values to what is known of the field of ``stop``, the rest of it fading."""
    columns, selected = ", ".join(values), ", ".join(values.values())
    faded = ", ".join(f"{name} = {name} * {FADE} + excluded.{name}" for name in of)
    return (
        f"INSERT INTO turnout_seen (centre, trial, field, {columns})"  # noqa: S608
        f" SELECT stop.centre, visit.trial, stop.field, {selected} FROM {origin}"
        f" ON CONFLICT (centre, trial, field) DO UPDATE SET {faded}"
    )


def _takes_off(values: Mapping[str, str]) -> str:
    """Take off again what a stop that is no more has added."""
    less = ", ".join(
        f"{name} = max(0, ({name} - {values.get(name, '0')}) / {FADE})" for name in PEOPLE
    )
    return (
        f"UPDATE turnout_seen SET {less} WHERE centre = OLD.centre AND field = OLD.field"  # noqa: S608
        " AND trial = (SELECT trial FROM visit WHERE id = OLD.visit);"
        " DELETE FROM turnout_seen WHERE came + missed + gone + gaps < 0.001"
    )


def _trigger(name: str, when: str, only: str, does: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} WHEN {only} BEGIN {does}; END"


THIS = "stop JOIN visit ON visit.id = stop.visit WHERE stop.id = NEW.id"
GIVEN_BACK = (
    "stop JOIN visit ON visit.id = stop.visit WHERE stop.visit = NEW.visit"
    " AND stop.position = NEW.stop AND stop.called_at IS NULL"
)
"""Whoever is cancelled after a call was missed and not gone: that has been counted."""
AT_ONCE = (
    "stop JOIN visit ON visit.id = stop.visit JOIN counter ON counter.centre = stop.centre"
    " AND counter.id = stop.counter WHERE stop.id = NEW.id"
    f" AND (julianday(NEW.called_at) - julianday(idle_since)) * 86400 BETWEEN 0 AND {LONGEST_GAP_S}"
    " AND stop.queued_at < counter.idle_since"
)
"""Called by a counter that became free while this one waited: not an idle one."""
HAD_PRIORITY = "(SELECT priority IS NOT NULL FROM visit WHERE id = OLD.visit)"
GAP = {"gaps": "1", "gaps_s": "(julianday(NEW.called_at) - julianday(idle_since)) * 86400"}
CAME = {"came": "1", "priority": "visit.priority IS NOT NULL"}
LEFT_OUT = {"came": "1", "priority": HAD_PRIORITY}
GONE = {"gone": "1"}
MISSED = {"missed": "1", "missed_s": _in_vain("stop")}

STATEMENTS = (
    TABLE,
    _trigger(
        "somebody_came",
        "UPDATE OF state ON stop",
        f"({IS}) AND NOT ({WAS})",
        _adds(CAME, PEOPLE, THIS),
    ),
    _trigger("somebody_came_after_all", "INSERT ON stop", IS, _adds(CAME, PEOPLE, THIS)),
    _trigger("nobody_has_come", "DELETE ON stop", WAS, _takes_off(LEFT_OUT)),
    _trigger(
        "somebody_is_missed",
        "UPDATE OF state ON stop",
        "NEW.state = 'no_show' AND OLD.state = 'called'",
        _adds(MISSED, PEOPLE, THIS),
    ),
    _trigger(
        "nobody_is_missed",
        "DELETE ON stop",
        "OLD.state = 'no_show'",
        _takes_off({"missed": "1", "missed_s": _in_vain("OLD")}),
    ),
    _trigger(
        "somebody_is_gone",
        "INSERT ON visit_log",
        "NEW.event = 'cancelled'",
        _adds(GONE, PEOPLE, GIVEN_BACK),
    ),
    _trigger(
        "somebody_is_called",
        "UPDATE OF state ON stop",
        "NEW.state = 'called' AND OLD.state = 'waiting'",
        _adds(GAP, GAPS, AT_ONCE),
    ),
)
