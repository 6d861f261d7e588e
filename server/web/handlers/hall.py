"""The supervisors' hall."""

from __future__ import annotations

import datetime as dt

from server.actions.alerts import acknowledge
from server.actions.announce import declare_emergency, tell_notices
from server.actions.by_hand import enter_by_hand
from server.actions.changes import put_back
from server.actions.refusals import NotFound
from server.messages import Done, HallSnapshot, TicketAnswer
from server.reports.hall import read_hall
from server.reports.supervision import hall_snapshot
from server.reports.tickets import ticket_answer
from server.web.exchange import Call


def get_hall(call: Call) -> HallSnapshot:
    """Everything a supervisor sees."""
    with call.centre.store.reading() as tx:
        hall, machine_now = read_hall(call.centre, tx), dt.datetime.now(dt.UTC)
        return hall_snapshot(call.centre, tx, hall, machine_now)


def put_notices(call: Call) -> Done:
    """Put these lines on the screens."""
    tell_notices(call.centre, call.body, call.caller.actor())
    return Done()


def post_emergency(call: Call) -> Done:
    """Stop giving numbers, or go on."""
    declare_emergency(call.centre, call.body, call.caller.actor())
    return Done()


def post_by_hand(call: Call) -> TicketAnswer:
    """Enter a number that was given on paper."""
    with call.centre.store.transaction() as tx:
        visit = enter_by_hand(call.centre, call.body, call.caller.actor())
        return ticket_answer(call.centre, tx, read_hall(call.centre, tx), visit)


def post_put_back(call: Call) -> Done:
    """Make what supervisors have changed as it is in the files."""
    put_back(call.centre, call.body, call.caller.actor())
    return Done()


def post_acknowledged(call: Call) -> Done:
    """Say that somebody looks after an alert."""
    alert = call.params["alert"]
    if not (alert.isascii() and alert.isdigit() and len(alert) <= 18):
        raise NotFound(alert)
    acknowledge(call.centre, int(alert), call.caller.actor())
    return Done()
