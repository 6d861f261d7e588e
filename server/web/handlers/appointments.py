"""Appointments, chosen and kept from a phone."""

from __future__ import annotations

import datetime as dt

from server.actions.appointments import COME, book, come, free_windows, give_back
from server.actions.phone import PHONE
from server.actions.refusals import NotFound, UnknownField
from server.centre import Centre
from server.messages import (
    AppointmentRequest,
    AppointmentSecret,
    Done,
    PhoneAnswer,
    TicketWish,
    WindowAnswer,
    WindowsAnswer,
)
from server.reports.hall import read_hall
from server.reports.phone import phone_answer
from server.rules.check_in import is_within
from server.rules.tickets import WrongMove
from server.store.times import stamp
from server.web.exchange import Call
from server.web.queries import WindowsQuery

BOOK = "book"


def get_windows(call: Call) -> WindowsAnswer:
    """The windows of a field that are still to begin."""
    must_be_on(call.centre)
    query: WindowsQuery = call.query
    if query.field not in call.centre.fields:
        raise UnknownField(query.field)
    centre = call.centre
    with centre.store.reading() as tx:
        free = free_windows(centre, tx, query.field)
    return WindowsAnswer(
        at=centre.local_now(),
        items=[
            WindowAnswer(
                starts_at=centre.local(stamp(start)), ends_at=centre.local(stamp(end)), room=room
            )
            for (start, end), room in free
            if room > 0
        ],
    )


def post_appointment(call: Call) -> PhoneAnswer:
    """Choose a window for this phone."""
    must_be_on(call.centre)
    if not call.credentials.phone:
        raise WrongMove("no_phone", BOOK)
    body: AppointmentRequest = call.body
    wish = TicketWish.model_validate(body.model_dump(exclude={"starts_at"}))
    starts_at = dt.datetime.fromisoformat(body.starts_at)
    book(call.centre, wish, starts_at, call.credentials.phone)
    return _phone(call)


def post_cancel(call: Call) -> Done:
    """Give an appointment back."""
    must_be_on(call.centre)
    body: AppointmentSecret = call.body
    give_back(call.centre, body.secret)
    return Done()


def post_come(call: Call) -> PhoneAnswer:
    """Its holder is here, in the hall's own network: the number."""
    must_be_on(call.centre)
    if not is_within(call.address, call.centre.settings.phone.networks):
        raise WrongMove("elsewhere", COME)
    body: AppointmentSecret = call.body
    come(call.centre, body.secret, PHONE)
    return _phone(call)


def must_be_on(centre: Centre) -> None:
    """Raise ``NotFound`` where there are no appointments."""
    if not (centre.settings.appointments.enabled and centre.settings.public_page.enabled):
        raise NotFound("appointments")


def _phone(call: Call) -> PhoneAnswer:
    with call.centre.store.reading() as tx:
        hall = read_hall(call.centre, tx)
        return phone_answer(call.centre, tx, hall, call.credentials.phone, call.address)
