"""Appointments, chosen and kept from a phone, and read by staff."""

from __future__ import annotations

import datetime as dt

from server.actions.appointments import COME, book, come, free_windows, give_back
from server.actions.phone import PHONE
from server.actions.refusals import NotFound, UnknownField
from server.centre import Centre
from server.messages import (
    AppointmentRequest,
    AppointmentsDay,
    AppointmentSecret,
    Done,
    PhoneAnswer,
    TicketWish,
    WindowAnswer,
    WindowsAnswer,
)
from server.reports.appointment_days import appointments_day
from server.reports.appointment_file import NAME, appointments_file
from server.reports.hall import read_hall
from server.reports.phone import phone_answer
from server.rules.check_in import is_within
from server.rules.tickets import WrongMove
from server.store.times import stamp
from server.web.exchange import Call, File
from server.web.handlers.files import as_file
from server.web.queries import AppointmentsDayQuery, WindowsQuery
from server.web.refusals import BadRequest

BOOK = "book"
LAST_DAY = dt.date(2100, 12, 31)


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


def get_day(call: Call) -> AppointmentsDay | File:
    """Who is expected on a day, for staff; a file holds the same."""
    query: AppointmentsDayQuery = call.query
    centre, today = call.centre, dt.date.fromisoformat(call.centre.today())
    day = query.day or today
    if not today <= day <= LAST_DAY:
        raise BadRequest(f"day: expected one from {today} to {LAST_DAY}")
    if query.field is not None and query.field not in centre.fields:
        raise UnknownField(query.field)
    with centre.store.looking() as tx:
        told = appointments_day(centre, tx, day, query.field)
    if query.format == "json":
        return told
    report = appointments_file(centre, told, query.language)
    return as_file(report, query.format, query.language, f"luot-{NAME}-{day}")


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
