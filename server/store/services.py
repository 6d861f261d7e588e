"""How long services have taken, and who came to them; triggers of the stops keep it."""

from __future__ import annotations

from server.rules.estimate import Came, Seen
from server.store.database import Transaction


def services_seen(tx: Transaction, trial: bool) -> list[Seen]:
    """Of every field and purpose: the newest services, fading as others come after them.

    What a trial has seen teaches nothing once the centre works.
    """
    rows = tx.execute(
        "SELECT field, purpose, count, total_s, squares FROM service_seen"
        " WHERE centre = :centre AND trial = :trial AND count > 0",
        trial=int(trial),
    )
    return [Seen(row[0], row[1] or None, row[2], row[3], row[4]) for row in rows]


def turnout_seen(tx: Transaction, trial: bool) -> list[Came]:
    """Of every field: who came when called and who did not, fading in the same way."""
    rows = tx.execute(
        "SELECT field, came, missed, missed_s, gone, priority, gaps, gaps_s FROM turnout_seen"
        " WHERE centre = :centre AND trial = :trial",
        trial=int(trial),
    )
    return [Came(*row) for row in rows]
