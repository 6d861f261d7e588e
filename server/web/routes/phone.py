"""Numbers from phones, and being here."""

from __future__ import annotations

from server import messages as m
from server.web.callers import CITIZEN, KIOSK, STAFF
from server.web.exchange import Route
from server.web.handlers import appointments, phone
from server.web.handlers.files import CSV, XLSX
from server.web.queries import AppointmentsDayQuery, WindowsQuery
from server.web.routes.owners import PUBLIC, got

PHONE_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/appointments",
        PUBLIC,
        appointments.get_windows,
        "Windows that may be chosen",
        m.WindowsAnswer,
        query=WindowsQuery,
    ),
    Route(
        "GET",
        "/appointments/day",
        STAFF,
        appointments.get_day,
        "Who is expected on a day",
        m.AppointmentsDay,
        query=AppointmentsDayQuery,
        files=(CSV, XLSX),
    ),
    Route(
        "POST",
        "/appointments",
        PUBLIC,
        appointments.post_appointment,
        "Choose a window on a phone",
        m.PhoneAnswer,
        body=m.AppointmentRequest,
        status=201,
        secret=True,
    ),
    Route(
        "POST",
        "/appointments/cancel",
        PUBLIC,
        appointments.post_cancel,
        "Give an appointment back",
        m.Done,
        body=m.AppointmentSecret,
        secret=True,
    ),
    Route(
        "POST",
        "/appointments/come",
        PUBLIC,
        appointments.post_come,
        "Be here for an appointment, from the hall's own network",
        m.PhoneAnswer,
        body=m.AppointmentSecret,
        secret=True,
    ),
    got("/phone", PUBLIC, phone.get_phone, m.PhoneAnswer, "What this phone may have and has"),
    Route(
        "POST",
        "/phone/tickets",
        PUBLIC,
        phone.post_ticket,
        "Take a number on a phone",
        m.PhoneAnswer,
        body=m.PhoneTicketRequest,
        status=201,
        secret=True,
    ),
    got(
        "/phone/check-in",
        frozenset({CITIZEN}),
        phone.get_own_check_in,
        m.CheckInMeans,
        "How a phone's holder checks in",
    ),
    Route(
        "POST",
        "/phone/check-in",
        frozenset({CITIZEN}),
        phone.post_own_check_in,
        "Be here, from the hall's own network",
        m.TicketAnswer,
        body=m.EmptyRequest,
    ),
    Route(
        "POST",
        "/check-in",
        frozenset({KIOSK}),
        phone.post_check_in,
        "Be here, at a kiosk",
        m.ScanAnswer,
        body=m.CheckInRequest,
    ),
    Route(
        "POST",
        "/tickets/<ticket>/check-in",
        STAFF,
        phone.post_ticket_check_in,
        "Say that the holder of a phone's number is here",
        m.TicketAnswer,
        body=m.EmptyRequest,
    ),
)
