"""Call by itself: free counters in ``auto`` mode get the next ticket after a gap.

A counter whose officer has left (signed out, or the page locked) calls nobody: there is nobody to
come to.
"""

from __future__ import annotations

import datetime as dt

from server.actions.actor import Actor
from server.actions.call import call_to
from server.actions.desk import waiting_line
from server.attendance import is_attended
from server.centre import Centre
from server.rules.routing import eligible, next_match, overtaken, reason_for
from server.store import Transaction
from server.store.counters import CounterRow, counter_rows
from server.store.sessions import is_resting
from server.store.stops import stop_at_counter
from server.store.times import instant
from server.store.visits import visit_by_number


def call_waiting(centre: Centre) -> int:
    """Call to every free automatic counter whoever is next for it; return how many calls."""
    calls = 0
    while _call_one(centre):
        calls += 1
    return calls


def _call_one(centre: Centre) -> bool:
    with centre.store.transaction() as tx:
        free = {row.id: row for row in counter_rows(tx).values() if _is_free(centre, tx, row)}
        if not free or is_resting(tx):
            return False
        waiting, queue = waiting_line(tx, centre.today()), centre.queue(tx)
        found = next_match(waiting, [centre.desk(row) for row in free.values()], queue)
        if found is None:
            return False
        desk, one = found
        visit = visit_by_number(tx, centre.today(), one.number)
        assert visit is not None
        mine = eligible(waiting, desk, queue)
        row = free[desk.counter]
        by = Actor(staff=row.officer)
        call_to(centre, tx, row, visit.id, by, reason_for(one, mine, queue), overtaken(one, mine))
    return True


def _is_free(centre: Centre, tx: Transaction, row: CounterRow) -> bool:
    if row.id not in centre.counters or row.state != "open" or row.mode != "auto":
        return False
    gap = dt.timedelta(seconds=centre.settings.rules.auto_gap_seconds)
    rested = row.idle_since is None or instant(row.idle_since) + gap <= centre.now()
    free = rested and stop_at_counter(tx, row.id) is None
    return free and is_attended(centre, tx, row.officer)
