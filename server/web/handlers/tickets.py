"""Tickets and scans."""

from __future__ import annotations

from server.actions.issue import issue
from server.actions.refusals import NotAllowed, NotFound
from server.actions.reprint import ask_reprint
from server.messages import Done, ScanAnswer, ScanRequest, TicketAnswer, TicketRequest
from server.reports.hall import read_hall
from server.reports.scans import scan_answer
from server.reports.tickets import ticket_answer
from server.store.visits import visit_by_id
from server.web.exchange import Call


def post_ticket(call: Call) -> TicketAnswer:
    """Give a number; with ``counter``, call it there at once."""
    request: TicketRequest = call.body
    if request.counter is not None and call.caller.session is None:
        raise NotAllowed("counter")
    with call.centre.store.transaction() as tx:
        visit = issue(call.centre, request, call.caller.actor())
        return ticket_answer(call.centre, tx, read_hall(call.centre, tx), visit)


def get_ticket(call: Call) -> TicketAnswer:
    """A ticket as it is now."""
    with call.centre.store.reading() as tx:
        visit = visit_by_id(tx, call.params["ticket"])
        if visit is None:
            raise NotFound(call.params["ticket"])
        return ticket_answer(call.centre, tx, read_hall(call.centre, tx), visit.id)


def post_reprint(call: Call) -> Done:
    """Ask the kiosk that gave the number for a marked copy."""
    ask_reprint(call.centre, call.params["ticket"], call.caller.actor())
    return Done()


def post_scan(call: Call) -> ScanAnswer:
    """What a scanned text is; nothing of it is kept."""
    request: ScanRequest = call.body
    with call.centre.store.reading() as tx:
        return scan_answer(call.centre, tx, request.text)
