"""Take in the numbers that a kiosk gave while it could not reach the server.

Each enters the queue once, at the place of its arrival, however often and in whatever order it
is sent.  The paper is already in somebody's hand: a field that has closed meanwhile takes it too.
"""

from __future__ import annotations

import datetime as dt

from server.actions.actor import Actor
from server.actions.begin import Given, begin_visit
from server.actions.cancel import cancel
from server.actions.refusals import NotAllowed
from server.actions.wish import checked_wish
from server.centre import Centre
from server.messages import OfflineTicket
from server.rules.ticket_numbers import ticket_number
from server.rules.tickets import State
from server.store.ranges import range_with
from server.store.stops import current_stop, stops_of
from server.store.visits import visit_begun


def take_in(centre: Centre, ticket: OfflineTicket, by: Actor) -> str:
    """Queue one such number and return its visit; the same number again returns the same visit.

    Raises ``NotAllowed`` for a number outside this kiosk's own range of that day, and what a
    wish raises.
    """
    with centre.store.transaction() as tx:
        wish = checked_wish(centre, ticket)
        at = min(dt.datetime.fromisoformat(ticket.at), centre.now())
        day = centre.calendar.day_of(at).isoformat()
        number = ticket_number(wish.field.series, ticket.ordinal)
        own = range_with(tx, day, wish.field.series, ticket.ordinal)
        if own is None or own.device != by.device:
            raise NotAllowed(number)
        if (known := visit_begun(tx, day, number)) is not None:
            return known.id
        return begin_visit(centre, tx, wish, Given(day, ticket.ordinal, at, offline=True), by)


def take_back_unheard(centre: Centre, visit_id: str, by: Actor) -> None:
    """Cancel a number whose answer the kiosk never heard: the citizen holds the offline one."""
    with centre.store.transaction() as tx:
        if current_stop(stops_of(tx, visit_id)).state is State.WAITING:
            cancel(centre, visit_id, "answer never heard", by)
