"""Numbers from phones.  A phone is known by a word in a cookie of its own, and by nothing else."""

from __future__ import annotations

from server.actions.appointments import come
from server.actions.phone import CHECK_IN, PHONE, check_in, take_from_phone
from server.actions.promise import note_estimate
from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import (
    CheckInMeans,
    CheckInRequest,
    PhoneAnswer,
    PhoneTicketRequest,
    ScanAnswer,
    TicketAnswer,
    TicketWish,
)
from server.reports.appointments import secret_in
from server.reports.hall import read_hall
from server.reports.phone import check_in_means, phone_answer, visit_to_check_in
from server.reports.scans import ticket_scan
from server.reports.tickets import ticket_answer
from server.rules.check_in import is_within
from server.rules.tickets import WrongMove
from server.store import Transaction
from server.store.visits import Visit, visit_by_id
from server.web.exchange import Call

TAKE = "take_from_phone"


def get_phone(call: Call) -> PhoneAnswer:
    """What this phone may have, and what it has."""
    if not call.centre.settings.appointments.enabled:
        must_be_on(call.centre)
    with call.centre.store.reading() as tx:
        hall = read_hall(call.centre, tx)
        return phone_answer(call.centre, tx, hall, call.credentials.phone, call.address)


def post_ticket(call: Call) -> PhoneAnswer:
    """Give this phone a number."""
    must_be_on(call.centre)
    phone = call.credentials.phone
    if not phone:
        raise WrongMove("no_phone", TAKE)
    request: PhoneTicketRequest = call.body
    wish = TicketWish.model_validate(request.model_dump())
    with call.centre.store.transaction() as tx:
        visit = take_from_phone(call.centre, wish, phone, call.address)
        told = ticket_answer(call.centre, tx, read_hall(call.centre, tx), visit).estimate
        if told is not None:
            note_estimate(call.centre, visit, told, PHONE)
    return get_phone(call)


def post_check_in(call: Call) -> ScanAnswer:
    """A kiosk has read a phone, or a number with its code: whoever holds it is here."""
    request: CheckInRequest = call.body
    with call.centre.store.transaction() as tx:
        visit, by_appointment = _who_came(call, tx, request.text)
        said = ticket_scan(call.centre, tx, visit, request.text, checked_in=True)
        return said.model_copy(update={"slip": visit.id if by_appointment else None})


def _who_came(call: Call, tx: Transaction, text: str) -> tuple[Visit, bool]:
    """The visit of whoever was away; or whose appointment becomes a number; and which of both."""
    by, visit = call.caller.actor(), visit_to_check_in(call.centre, tx, text)
    secret = secret_in(call.centre, tx, text)
    if secret is not None:
        visit = visit_by_id(tx, come(call.centre, secret, by))
    if visit is None:
        raise NotFound("ticket")
    check_in(call.centre, visit.id, by)
    return visit, secret is not None


def get_own_check_in(call: Call) -> CheckInMeans:
    """How the holder of this number can say that they are here."""
    with call.centre.store.reading() as tx:
        visit = visit_by_id(tx, call.caller.name)
    assert visit is not None, "its secret has just been looked up"
    return check_in_means(call.centre, visit, call.address)


def post_own_check_in(call: Call) -> TicketAnswer:
    """The holder says so, from the hall's own network."""
    if not is_within(call.address, call.centre.settings.phone.networks):
        raise WrongMove("elsewhere", CHECK_IN)
    return _checked_in(call, call.caller.name)


def post_ticket_check_in(call: Call) -> TicketAnswer:
    """An officer sees that they are here."""
    return _checked_in(call, call.params["ticket"])


def must_be_on(centre: Centre) -> None:
    """Raise ``NotFound`` where phones get no numbers."""
    if not (centre.settings.phone.enabled and centre.settings.public_page.enabled):
        raise NotFound("phone")


def _checked_in(call: Call, ticket: str) -> TicketAnswer:
    with call.centre.store.transaction() as tx:
        visit = check_in(call.centre, ticket, call.caller.actor())
        return ticket_answer(call.centre, tx, read_hall(call.centre, tx), visit.id)
