"""Give a number: one transaction makes number, visit, stops and log line."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.begin import Given, begin_visit
from server.actions.call import call_to
from server.actions.desk import free_counter
from server.actions.wish import checked_wish, must_be_in_time, must_be_open
from server.centre import Centre
from server.messages import TicketRequest
from server.rules.ticket_numbers import next_ordinal
from server.store import Transaction
from server.store.ranges import newest_given, spans_of

WITHOUT_TICKET = "without_ticket"
"""Why somebody is called who has never waited: a word for the log, beside those of the rule."""


def issue(centre: Centre, request: TicketRequest, by: Actor) -> str:
    """Give a number and return the visit's id.

    Raises ``UnknownField``, ``FieldClosed``, ``CentreClosed``, ``BadDossier`` and
    ``NumbersUsedUp``; with ``counter`` also what a call at that counter raises.
    """
    now = centre.now()
    with centre.store.transaction() as tx:
        wish = checked_wish(centre, request)
        must_be_open(centre, tx, wish.field, now)
        if request.counter is None:
            must_be_in_time(centre, tx, wish.field, now)
        given = Given(centre.today(), next_number(centre, tx, wish.field.series), now)
        visit = begin_visit(centre, tx, wish, given, by, request.counter)
        if request.counter is not None:
            row = free_counter(centre, tx, request.counter, by)
            call_to(centre, tx, row, visit, by, WITHOUT_TICKET)
    return visit


def next_number(centre: Centre, tx: Transaction, series: str) -> int:
    """The next number of a series today; raises ``NumbersUsedUp``."""
    day, numbers = centre.today(), centre.settings.numbers
    newest, reserved = newest_given(tx, day, series), spans_of(tx, day, series)
    return next_ordinal(series, newest, numbers.first, numbers.last, reserved)
