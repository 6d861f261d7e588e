"""Take back the last command at a counter: a slip of the finger, within ten seconds.

Ten seconds of the machine's clock, and only while nothing has followed from it: neither at the
counter nor with the visit.  The log keeps both lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from server.actions.actor import Actor
from server.actions.desk import own_counter
from server.centre import Centre
from server.rules.tickets import WrongMove
from server.store import Transaction
from server.store.counters import counter_row, set_counter
from server.store.log import append, newest_seq
from server.store.stops import current_stop, stop_at_counter, stops_of
from server.store.undo import (
    Undoable,
    keep_undoable,
    restore,
    rows_before,
    undoable_at,
)

WITHIN = dt.timedelta(seconds=10)


@contextmanager
def undoable(
    centre: Centre, tx: Transaction, counter: str, visit: str, event: str
) -> Iterator[None]:
    """What is done inside, ending with the log line ``event``, can be taken back for a while."""
    before = rows_before(tx, counter, visit)
    yield
    keep_undoable(tx, before, newest_seq(tx), event, centre.machine_now())


def undo(centre: Centre, counter: str, by: Actor) -> str:
    """Take the counter's last command back and return the visit.

    Raises ``WrongMove`` when it is over ten seconds old, or something has followed from it.
    """
    with centre.store.transaction() as tx:
        row = own_counter(centre, tx, counter, by)
        last = undoable_at(tx, counter)
        if last is None or centre.machine_now() - last.at > WITHIN:
            busy = stop_at_counter(tx, counter)
            raise WrongMove(busy.state if busy else row.state, "undo")
        restore(tx, last.before)
        if last.event == "called":
            _call_by_hand(tx, counter)
        _log(centre, tx, last, by)
    return last.before.visit


def _call_by_hand(tx: Transaction, counter: str) -> None:
    """An automatic counter would call the same number again at once."""
    set_counter(tx, replace(counter_row(tx, counter), mode="manual"))


def _log(centre: Centre, tx: Transaction, last: Undoable, by: Actor) -> None:
    visit = last.before.visit
    append(
        tx,
        "undone",
        centre.now(),
        visit=visit,
        stop=current_stop(stops_of(tx, visit)).position,
        counter=last.before.counter,
        staff=by.staff,
        data={"event": last.event, "seq": last.seq},
    )
