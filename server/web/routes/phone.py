"""Numbers from phones, and being here."""

from __future__ import annotations

from server import messages as m
from server.web.callers import CITIZEN, KIOSK, STAFF
from server.web.exchange import Route
from server.web.handlers import phone
from server.web.routes.owners import PUBLIC, got

PHONE_ROUTES: tuple[Route, ...] = (
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
