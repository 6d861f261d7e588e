"""Who sits where: moving to another counter, and taking one over from an officer who has left.

An officer moves with empty hands: a number that is called or served is finished, held or
transferred first.  Whom they hold comes back to the new counter if it serves the field
(``reports.counters``), and who waits for this officer follows; whoever was sent to the counter
itself waits for any.  A counter that is taken over keeps its number, which is then the new
officer's.
"""

from __future__ import annotations

from dataclasses import replace

from server.actions.actor import Actor
from server.actions.counters import log_counter, opened
from server.actions.desk import at_another, known_counter, may_sit_at
from server.attendance import is_attended
from server.centre import Centre
from server.messages import CounterMode
from server.rules.tickets import WrongMove
from server.store import Transaction
from server.store.counters import CounterRow, counter_of_officer, set_counter
from server.store.stops import free_kept, set_stop, stop_at_counter
from server.store.times import stamp


def move_to(centre: Centre, counter: str, mode: CounterMode, by: Actor) -> None:
    """Close the counter one is at, if any, and open another one.

    Raises ``NotFound``, ``NotAllowed``, ``WrongMove`` when somebody has it open, and
    ``AtAnotherCounter`` while a number is at the old one.
    """
    with centre.store.transaction() as tx:
        row = known_counter(centre, tx, counter)
        if row.officer == by.staff:
            return
        if row.state != "closed":
            raise WrongMove(row.state, "move")
        may_sit_at(centre, tx, counter, by)
        left = counter_of_officer(tx, by.staff or "")
        if left is not None:
            _leave(centre, tx, left, row, by)
        opened(centre, tx, row, mode, by, by.staff)


def _leave(centre: Centre, tx: Transaction, left: CounterRow, to: CounterRow, by: Actor) -> None:
    if stop_at_counter(tx, left.id) is not None:
        raise at_another(centre, tx, left, "move")
    freed = free_kept(tx, left.id, None)
    gone = CounterRow(id=left.id, fields=left.fields, since=stamp(centre.now()), left_by=by.staff)
    set_counter(tx, gone)
    told = {"officer": by.staff, "to": to.id, "freed": freed}
    log_counter(centre, tx, "counter_left", left.id, by, told)


def take_over(centre: Centre, counter: str, by: Actor) -> None:
    """Go on at an open counter whose officer has left: signed out, or the page locked.

    Raises ``NotFound``, ``NotAllowed``, ``WrongMove`` (``closed``, or ``attended`` while its
    officer is there), and ``AtAnotherCounter``.
    """
    with centre.store.transaction() as tx:
        row = known_counter(centre, tx, counter)
        if row.officer == by.staff:
            return
        may_sit_at(centre, tx, counter, by)
        _must_be_left(centre, tx, row)
        _must_be_free(centre, tx, by)
        set_counter(tx, replace(row, officer=by.staff))
        stop = stop_at_counter(tx, counter)
        if stop is not None:
            set_stop(tx, stop.id, officer=by.staff)
        told = {"before": row.officer, "officer": by.staff, "at_counter": stop is not None}
        log_counter(centre, tx, "counter_taken_over", counter, by, told)


def _must_be_left(centre: Centre, tx: Transaction, row: CounterRow) -> None:
    if row.officer is None:
        raise WrongMove("closed", "take_over")
    if is_attended(centre, tx, row.officer):
        raise WrongMove("attended", "take_over")


def _must_be_free(centre: Centre, tx: Transaction, by: Actor) -> None:
    other = counter_of_officer(tx, by.staff or "")
    if other is not None:
        raise at_another(centre, tx, other, "take_over")
