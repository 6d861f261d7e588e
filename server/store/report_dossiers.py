"""Dossiers as reports read them: how often somebody came, what was received, settled, is late.

A period is two instants, the first included and the last not.  A dossier is settled when its
result is ready, or when it was given back if nobody said so before.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.store.database import Transaction

SETTLED = "coalesce(result_ready_at, returned_at)"
OURS = "received_at IS NOT NULL AND (state IS NULL OR state NOT IN (1, 3))"
"""What was received: 1 was only sent in, 3 was not taken."""
OVER = "state IN (7, 8, 9, 10)"
"""Withdrawn, stopped or done: such a dossier is in progress no more, whatever its dates."""


@dataclass(frozen=True, slots=True)
class Come:
    """So many dossiers, for each of which somebody came ``times`` times."""

    procedure: str | None
    field: str | None
    agency: str | None
    times: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Course:
    """What became of the dossiers of one procedure, or field, at one agency in a period."""

    procedure: str | None
    field: str | None
    agency: str | None
    online: int
    direct: int
    carried: int
    early: int
    on_time: int
    late: int
    without_due: int
    in_time: int
    overdue: int


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of the register."""

    code: str
    procedure: str | None
    field: str | None
    agency: str | None
    channel: str | None
    received_at: str
    due_at: str | None
    result_ready_at: str | None
    returned_at: str | None
    state: int | None
    visits: int


CAME = """SELECT count(*) FROM visit_dossier AS c JOIN visit AS v ON v.id = c.visit
    WHERE c.centre = d.centre AND c.identity = d.identity AND v.trial <= :trial
    AND EXISTS (SELECT 1 FROM stop WHERE stop.visit = v.id
        AND stop.state IN ('serving', 'done', 'transferred'))"""
FIELD = """SELECT v.field FROM visit_dossier AS c JOIN visit AS v ON v.id = c.visit
    WHERE c.centre = d.centre AND c.identity = d.identity LIMIT 1"""
KNOWN_SINCE = """SELECT d.* FROM dossier AS d WHERE d.centre = :centre
        AND d.received_at >= :first AND d.received_at < :last
    UNION ALL SELECT d.* FROM dossier AS d WHERE d.centre = :centre AND d.received_at IS NULL
        AND d.identity IN (SELECT identity FROM visit_dossier WHERE centre = :centre
            AND added_at >= :first AND added_at < :last)
        AND (SELECT min(added_at) FROM visit_dossier AS c
            WHERE c.centre = d.centre AND c.identity = d.identity) >= :first"""


def times_come(tx: Transaction, first: str, last: str, trial: bool) -> list[Come]:
    """How often somebody came for the dossiers received in a period.

    One that no other system told us of counts from the first visit for it.
    """
    rows = tx.execute(
        "SELECT procedure, field, agency, times, count(*) FROM ("  # noqa: S608
        f" SELECT d.procedure, d.agency, d.received_at, ({CAME}) AS times,"
        f" CASE WHEN d.procedure IS NULL THEN ({FIELD}) END AS field FROM ({KNOWN_SINCE}) AS d)"
        " WHERE times > 0 OR received_at IS NOT NULL GROUP BY 1, 2, 3, 4",
        first=first,
        last=last,
        trial=int(trial),
    )
    return [Come(*row) for row in rows]


def courses(tx: Transaction, first: str, last: str, now: str, minutes_ahead: int) -> list[Course]:
    """What was received, settled and is in progress, by procedure and agency.

    ``minutes_ahead`` is the centre's offset from UTC, by which a day is told from the next;
    what is late at the end of the period is told at its last instant, or now if that is sooner.
    """
    day = "date({}, :ahead)"
    settled, due = day.format(SETTLED), day.format("due_at")
    new = "received_at >= :first"
    done = f"{SETTLED} >= :first AND {SETTLED} < :last"
    going = f"({SETTLED} >= :last OR ({SETTLED} IS NULL AND NOT coalesce({OVER}, 0)))"
    cases = (
        f"{new} AND channel IS 'online'",
        f"{new} AND channel IS NOT 'online'",
        f"NOT ({new})",
        f"{done} AND {settled} < {due}",
        f"{done} AND {settled} >= {due} AND {SETTLED} <= due_at",
        f"{done} AND {SETTLED} > due_at",
        f"{done} AND due_at IS NULL",
        f"{going} AND (due_at IS NULL OR due_at > :then)",
        f"{going} AND due_at <= :then",
    )
    rows = tx.execute(
        f"SELECT procedure, CASE WHEN procedure IS NULL THEN ({FIELD}) END, agency,"  # noqa: S608
        f" {', '.join(f'coalesce(sum({one}), 0)' for one in cases)}"
        f" FROM dossier AS d WHERE centre = :centre AND {OURS} AND received_at < :last"
        f" AND ({new} OR {SETTLED} >= :first OR ({SETTLED} IS NULL AND NOT coalesce({OVER}, 0)))"
        " GROUP BY 1, 2, 3",
        first=first,
        last=last,
        then=min(last, now),
        ahead=f"{minutes_ahead:+d} minutes",
    )
    return [Course(*row) for row in rows]


def register_rows(
    tx: Transaction, first: str, last: str, trial: bool, limit: int
) -> list[RegisterRow]:
    """The dossiers received in a period, in the order in which they came."""
    rows = tx.execute(
        "SELECT code, procedure,"  # noqa: S608
        f" CASE WHEN procedure IS NULL THEN ({FIELD}) END, agency, channel, received_at, due_at,"
        f" result_ready_at, returned_at, state, ({CAME}) FROM dossier AS d"
        f" WHERE d.centre = :centre AND {OURS} AND received_at >= :first AND received_at < :last"
        " ORDER BY received_at, code LIMIT :limit",
        first=first,
        last=last,
        trial=int(trial),
        limit=limit,
    )
    return [RegisterRow(*row) for row in rows]
