"""The tables that the way of one ticket needs: the first migration of all."""

from __future__ import annotations

FIRST_TABLES = (
    """CREATE TABLE meta (
        centre TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (centre, key)) WITHOUT ROWID""",
    """CREATE TABLE visit_log (
        centre TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL,
        visit TEXT, stop INTEGER, counter TEXT, staff TEXT, device TEXT,
        data TEXT NOT NULL, hash TEXT NOT NULL,
        PRIMARY KEY (centre, seq)) WITHOUT ROWID""",
    """CREATE TRIGGER visit_log_keeps_lines BEFORE UPDATE ON visit_log
        BEGIN SELECT RAISE(ABORT, 'the visit log is append-only'); END""",
    """CREATE TRIGGER visit_log_loses_nothing BEFORE DELETE ON visit_log
        BEGIN SELECT RAISE(ABORT, 'the visit log is append-only'); END""",
    """CREATE TRIGGER visit_log_replaces_nothing BEFORE INSERT ON visit_log
        WHEN EXISTS (SELECT 1 FROM visit_log WHERE centre = NEW.centre AND seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'the visit log is append-only'); END""",
    "CREATE INDEX visit_log_by_visit ON visit_log (centre, visit)",
    """CREATE TABLE visit (
        id TEXT PRIMARY KEY, centre TEXT NOT NULL, day TEXT NOT NULL, number TEXT NOT NULL,
        series TEXT NOT NULL, ordinal INTEGER NOT NULL, field TEXT NOT NULL, procedure TEXT,
        purpose TEXT, priority TEXT, language TEXT NOT NULL, customer TEXT NOT NULL,
        issued_at TEXT NOT NULL, issued_by TEXT NOT NULL, trial INTEGER NOT NULL,
        secret_hash TEXT NOT NULL UNIQUE, sequence INTEGER NOT NULL, closed_at TEXT, outcome TEXT,
        UNIQUE (centre, sequence), UNIQUE (centre, day, number),
        UNIQUE (centre, day, series, ordinal)) WITHOUT ROWID""",
    """CREATE TABLE stop (
        id INTEGER PRIMARY KEY, centre TEXT NOT NULL, day TEXT NOT NULL,
        visit TEXT NOT NULL REFERENCES visit (id), position INTEGER NOT NULL,
        field TEXT NOT NULL, state TEXT NOT NULL, sequence INTEGER NOT NULL,
        arrived_at TEXT NOT NULL, queued_at TEXT NOT NULL, called_at TEXT, started_at TEXT,
        finished_at TEXT, calls INTEGER NOT NULL DEFAULT 0, counter TEXT, officer TEXT,
        call_seq INTEGER,
        outcome TEXT, note TEXT, for_counter TEXT, for_officer TEXT,
        UNIQUE (visit, position))""",
    """CREATE UNIQUE INDEX one_ticket_a_counter ON stop (centre, counter)
        WHERE state IN ('called', 'serving')""",
    """CREATE UNIQUE INDEX one_open_stop_a_visit ON stop (visit)
        WHERE state IN ('waiting', 'called', 'serving', 'held')""",
    "CREATE INDEX stop_by_state ON stop (centre, day, state)",
    "CREATE INDEX stop_by_counter ON stop (centre, counter, day)",
    "CREATE INDEX stop_by_call ON stop (centre, day, call_seq) WHERE call_seq IS NOT NULL",
    """CREATE TABLE counter (
        centre TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, mode TEXT NOT NULL,
        officer TEXT, pause_reason TEXT, idle_since TEXT, fields TEXT,
        PRIMARY KEY (centre, id)) WITHOUT ROWID""",
    """CREATE TABLE field (
        centre TEXT NOT NULL, id TEXT NOT NULL, open INTEGER NOT NULL, reason TEXT,
        PRIMARY KEY (centre, id)) WITHOUT ROWID""",
    """CREATE UNIQUE INDEX one_counter_an_officer ON counter (centre, officer)
        WHERE officer IS NOT NULL""",
    """CREATE TABLE dossier (
        centre TEXT NOT NULL, identity TEXT NOT NULL, code TEXT NOT NULL, procedure TEXT,
        state INTEGER, due_at TEXT, PRIMARY KEY (centre, identity)) WITHOUT ROWID""",
    """CREATE TABLE visit_dossier (
        centre TEXT NOT NULL, visit TEXT NOT NULL REFERENCES visit (id), identity TEXT NOT NULL,
        code TEXT NOT NULL, outcome TEXT, added_at TEXT NOT NULL,
        PRIMARY KEY (centre, identity, visit)) WITHOUT ROWID""",
    "CREATE INDEX visit_dossier_by_visit ON visit_dossier (visit)",
    """CREATE TABLE person (
        centre TEXT NOT NULL, username TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
        password_hash TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0,
        trial INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (centre, username)) WITHOUT ROWID""",
    """CREATE TABLE session (
        token_hash TEXT PRIMARY KEY, centre TEXT NOT NULL, username TEXT NOT NULL,
        csrf TEXT NOT NULL, expires_at TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE device (
        centre TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        token_hash TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, revoked_at TEXT,
        seen_at TEXT, status TEXT NOT NULL DEFAULT '{}',
        PRIMARY KEY (centre, name)) WITHOUT ROWID""",
    """CREATE TABLE answer (
        centre TEXT NOT NULL, caller TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,
        status INTEGER NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (centre, caller, key)) WITHOUT ROWID""",
    "CREATE INDEX answer_by_age ON answer (centre, at)",
)
