"""Numbers that staff hand out on paper in an emergency, entered afterwards.

When an emergency begins, numbers of every series are reserved for it: nobody else is given them.
Another number may be entered too, as long as nobody has it and no kiosk may still give it; it is
then passed over by the server's own counting.
"""

from __future__ import annotations

import datetime as dt

from server.actions.actor import Actor
from server.actions.begin import Given, begin_visit
from server.actions.ranges import reserve_ranges
from server.actions.serve import log_at_counter
from server.actions.wish import checked_wish
from server.centre import Centre
from server.messages import HandTicket
from server.rules.ticket_numbers import ordinal_of
from server.rules.tickets import Move, WrongMove
from server.store import Transaction
from server.store.ranges import BY_HAND, NumberRange, add_range, range_with
from server.store.stops import current_stop, move_stop, stops_of
from server.store.times import stamp
from server.store.visits import close_visit, visit_by_number

ENTER = "by_hand"


def reserve_by_hand(centre: Centre) -> None:
    """Keep numbers of every series for paper; those of today that are left are kept."""
    if size := centre.settings.numbers.by_hand:
        reserve_ranges(centre, size, Actor(device=BY_HAND))


def enter_by_hand(centre: Centre, ticket: HandTicket, by: Actor) -> str:
    """Queue a number given on paper, or log it as served, and return the visit.

    Raises what a wish raises, and ``WrongMove`` with the state ``other_series``, ``other_day``,
    ``taken`` (somebody has the number) or ``reserved`` (a kiosk may still give it).
    """
    with centre.store.transaction() as tx:
        wish = checked_wish(centre, ticket)
        ordinal = ordinal_of(wish.field.series, ticket.number.strip().upper())
        if ordinal is None:
            raise WrongMove("other_series", ENTER)
        at = min(dt.datetime.fromisoformat(ticket.at), centre.now())
        _must_be_free(centre, tx, wish.field.series, ordinal, ticket.number.strip().upper(), at)
        given = Given(centre.today(), ordinal, at, by_hand=True)
        visit = begin_visit(centre, tx, wish, given, by)
        if ticket.served:
            _as_served(centre, tx, visit, by)
    return visit


def _must_be_free(
    centre: Centre, tx: Transaction, series: str, ordinal: int, number: str, at: dt.datetime
) -> None:
    day = centre.today()
    if centre.calendar.day_of(at).isoformat() != day:
        raise WrongMove("other_day", ENTER)
    if visit_by_number(tx, day, number) is not None:
        raise WrongMove("taken", ENTER)
    own = range_with(tx, day, series, ordinal)
    if own is None:
        add_range(tx, NumberRange(day, series, ordinal, ordinal, BY_HAND))
    elif own.device != BY_HAND:
        raise WrongMove("reserved", ENTER)


def _as_served(centre: Centre, tx: Transaction, visit: str, by: Actor) -> None:
    """Served while nothing could be written: that is known, when and where is not."""
    now, stop = centre.now(), current_stop(stops_of(tx, visit))
    for move in (Move.CALL, Move.START):
        stop = move_stop(tx, stop, move)
    move_stop(tx, stop, Move.FINISH, finished_at=stamp(now))
    log_at_counter(tx, "finished", now, stop, by, {"by_hand": True, "outcome": None})
    close_visit(tx, visit, now, None)
