"""Tickets and scans."""

from __future__ import annotations

from server.actions.cancel import cancel
from server.actions.issue import issue
from server.actions.priority import change_priority
from server.actions.promise import note_estimate
from server.actions.refusals import NotAllowed, NotFound
from server.actions.reinstate import reinstate
from server.actions.reprint import ask_reprint
from server.messages import (
    CancelRequest,
    PriorityRequest,
    ReprintAnswer,
    ScanAnswer,
    ScanRequest,
    TicketAnswer,
    TicketRequest,
)
from server.reports.hall import read_hall
from server.reports.scans import scan_answer
from server.reports.tickets import ticket_answer
from server.store.visits import visit_by_id
from server.web.callers import KIOSK
from server.web.exchange import Call


def post_ticket(call: Call) -> TicketAnswer:
    """Give a number; with ``counter``, call it there at once."""
    request: TicketRequest = call.body
    if request.counter is not None and call.caller.session is None:
        raise NotAllowed("counter")
    with call.centre.store.transaction() as tx:
        visit = issue(call.centre, request, call.caller.actor())
        ticket = ticket_answer(call.centre, tx, read_hall(call.centre, tx), visit)
        if ticket.estimate is not None:
            note_estimate(call.centre, visit, ticket.estimate, call.caller.actor())
    return ticket


def get_ticket(call: Call) -> TicketAnswer:
    """A ticket as it is now."""
    with call.centre.store.reading() as tx:
        visit = visit_by_id(tx, call.params["ticket"])
        if visit is None:
            raise NotFound(call.params["ticket"])
        return ticket_answer(call.centre, tx, read_hall(call.centre, tx), visit.id)


def post_cancel(call: Call) -> TicketAnswer:
    """Take a number back."""
    body: CancelRequest = call.body
    cancel(call.centre, call.params["ticket"], body.reason, call.caller.actor())
    return get_ticket(call)


def post_reinstate(call: Call) -> TicketAnswer:
    """Put a missed number back into the queue."""
    body: CancelRequest = call.body
    reinstate(call.centre, call.params["ticket"], body.reason, call.caller.actor())
    return get_ticket(call)


def post_priority(call: Call) -> TicketAnswer:
    """Give a ticket another priority class, or none."""
    body: PriorityRequest = call.body
    ticket, by = call.params["ticket"], call.caller.actor()
    change_priority(call.centre, ticket, body.priority, body.reason, by)
    return get_ticket(call)


def post_reprint(call: Call) -> ReprintAnswer:
    """Ask the kiosk that gave the number for a marked copy."""
    visit = ask_reprint(call.centre, call.params["ticket"], call.caller.actor())
    return ReprintAnswer(number=visit.number, kiosk=visit.issued_by)


def post_scan(call: Call) -> ScanAnswer:
    """What a scanned text is; nothing of it is kept."""
    request: ScanRequest = call.body
    with call.centre.store.reading() as tx:
        told = scan_answer(call.centre, tx, request.text)
    return told if call.caller.kind == KIOSK else _without_rating(told)


def _without_rating(told: ScanAnswer) -> ScanAnswer:
    """No member of staff learns from a number whether its holder has judged them."""
    visit = told.visit if told.apology is not None else None
    return told.model_copy(update={"rating": None, "reasons": [], "visit": visit})
