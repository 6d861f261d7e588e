"""The tables of what reports have counted of the log, day by day."""

from __future__ import annotations

FIGURES = ", ".join(
    f"{name} INTEGER NOT NULL"
    for name in (
        *("issued", "queued", "called", "served", "transferred", "no_show", "left", "closed"),
        *("unfinished", "overtaking", "passed", "passed_most", "promised", "shorter", "longer"),
    )
)
DURATIONS = (
    "{0}_count INTEGER NOT NULL, {0}_total_s INTEGER NOT NULL, {0}_longest_s INTEGER NOT NULL,"
    " {0}_in_target INTEGER NOT NULL, {0}_histogram BLOB NOT NULL"
)

STATEMENTS = (
    """CREATE TABLE log_run (
        centre TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
        day TEXT NOT NULL, PRIMARY KEY (centre, first_seq)) WITHOUT ROWID""",
    "CREATE INDEX log_run_by_day ON log_run (centre, day)",
    "CREATE INDEX log_run_by_end ON log_run (centre, last_seq)",
    """CREATE TABLE report_day (
        centre TEXT NOT NULL, day TEXT NOT NULL, touched INTEGER NOT NULL,
        counted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (centre, day)) WITHOUT ROWID""",
    """CREATE TABLE report_month (
        centre TEXT NOT NULL, month TEXT NOT NULL,
        PRIMARY KEY (centre, month)) WITHOUT ROWID""",
    """CREATE TABLE counter_time (
        centre TEXT NOT NULL, day TEXT NOT NULL, trial INTEGER NOT NULL, counter TEXT NOT NULL,
        officer TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
        seconds INTEGER NOT NULL, times INTEGER NOT NULL,
        PRIMARY KEY (centre, day, counter, officer, kind, reason)) WITHOUT ROWID""",
    f"""CREATE TABLE figure (
        centre TEXT NOT NULL, span TEXT NOT NULL, trial INTEGER NOT NULL, cut TEXT NOT NULL,
        key TEXT NOT NULL, {FIGURES}, {DURATIONS.format("waiting")},
        {DURATIONS.format("walking")}, {DURATIONS.format("service")},
        UNIQUE (centre, cut, span, trial, key))""",
    "CREATE INDEX figure_by_span ON figure (centre, span)",
)
