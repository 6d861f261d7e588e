"""The tables of what reports have counted of dossiers, and the triggers that mark what is new."""

from __future__ import annotations

CHANGED = "INSERT INTO dossier_changed (centre, identity) SELECT {} ON CONFLICT DO NOTHING"
OF_VISIT = "centre, identity FROM visit_dossier WHERE visit = {}.visit"
SERVED = "{}.state IN ('serving', 'done', 'transferred')"


def _marks(name: str, when: str, table: str, marked: str, only: str = "") -> str:
    """A trigger that marks dossiers to be counted anew."""
    return (
        f"CREATE TRIGGER {name} AFTER {when} ON {table} {only} BEGIN {CHANGED.format(marked)}; END"
    )


def _one(row: str) -> str:
    return f"{row}.centre, {row}.identity WHERE true"


WAS_SERVED, IS_SERVED = (SERVED.format("OLD"), SERVED.format("NEW"))
OF_OLD, OF_NEW = (OF_VISIT.format(row) for row in ("OLD", "NEW"))

STATEMENTS = (
    """CREATE TABLE dossier_changed (
        centre TEXT NOT NULL, identity TEXT NOT NULL,
        PRIMARY KEY (centre, identity)) WITHOUT ROWID""",
    """CREATE TABLE dossier_fact (
        centre TEXT NOT NULL, identity TEXT NOT NULL, procedure TEXT, field TEXT, agency TEXT,
        known_at TEXT, received TEXT, going INTEGER NOT NULL, settled_at TEXT, ending TEXT,
        late_from TEXT, times INTEGER NOT NULL, times_with_trial INTEGER NOT NULL,
        in_register INTEGER NOT NULL, PRIMARY KEY (centre, identity)) WITHOUT ROWID""",
    """CREATE INDEX dossier_fact_by_lateness ON dossier_fact (centre, late_from)
        WHERE late_from IS NOT NULL""",
    """CREATE INDEX late_dossier_by_result ON dossier_fact (centre, settled_at)
        WHERE late_from IS NOT NULL AND settled_at IS NOT NULL""",
    """CREATE TABLE dossier_sum (
        centre TEXT NOT NULL, per TEXT NOT NULL, span TEXT NOT NULL, figure TEXT NOT NULL,
        procedure TEXT NOT NULL, field TEXT NOT NULL, agency TEXT NOT NULL,
        dossiers INTEGER NOT NULL,
        PRIMARY KEY (centre, per, span, figure, procedure, field, agency)) WITHOUT ROWID""",
    "CREATE INDEX dossier_sum_of_nothing ON dossier_sum (centre) WHERE dossiers = 0",
    "INSERT INTO dossier_changed SELECT centre, identity FROM dossier",
    _marks("dossier_is_new", "INSERT", "dossier", _one("NEW")),
    _marks("dossier_has_changed", "UPDATE", "dossier", _one("NEW")),
    _marks("dossier_is_gone", "DELETE", "dossier", _one("OLD")),
    _marks("dossier_is_come_for", "INSERT", "visit_dossier", _one("NEW")),
    _marks("dossier_is_not_come_for", "DELETE", "visit_dossier", _one("OLD")),
    _marks("stop_is_new", "INSERT", "stop", OF_NEW, f"WHEN {IS_SERVED}"),
    _marks("stop_is_gone", "DELETE", "stop", OF_OLD, f"WHEN {WAS_SERVED}"),
    _marks(
        "stop_is_served",
        "UPDATE OF state",
        "stop",
        OF_NEW,
        f"WHEN ({WAS_SERVED}) IS NOT ({IS_SERVED})",
    ),
    "DROP INDEX dossier_by_result",
    "DROP INDEX rating_by_day",
    """CREATE INDEX rating_by_day
        ON rating (centre, day, field, officer, score, trial)""",
)
