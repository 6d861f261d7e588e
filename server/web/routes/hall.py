"""Supervision of the hall."""

from __future__ import annotations

from server import messages as m
from server.web.callers import BOARD, STAFF
from server.web.exchange import Route
from server.web.handlers import counters, devices, hall, public
from server.web.routes.owners import OVERSIGHT, SUPERVISOR, got

HALL_ROUTES: tuple[Route, ...] = (
    Route(
        "PUT",
        "/counters/<counter>/fields",
        SUPERVISOR,
        counters.set_fields,
        "Give a counter other fields",
        m.CounterAnswer,
        body=m.CounterFieldsRequest,
    ),
    Route(
        "PUT",
        "/fields/<field>",
        SUPERVISOR,
        counters.set_field,
        "Open or close a field",
        m.Done,
        body=m.FieldRequest,
    ),
    got(
        "/board/<zone>",
        frozenset({BOARD, *STAFF}),
        devices.get_board,
        m.BoardSnapshot,
        "A zone's screens",
    ),
    got(
        "/figures",
        frozenset({BOARD, *STAFF}),
        public.get_figures,
        m.PublicFigures,
        "What everybody may see of the centre's work",
    ),
    got("/hall", OVERSIGHT, hall.get_hall, m.HallSnapshot, "Everything a supervisor sees"),
    Route(
        "POST",
        "/alerts/<alert>/acknowledge",
        SUPERVISOR,
        hall.post_acknowledged,
        "Say that somebody looks after an alert",
        m.Done,
        body=m.EmptyRequest,
    ),
    Route(
        "POST",
        "/tickets/by-hand",
        SUPERVISOR,
        hall.post_by_hand,
        "Enter a number that was given on paper",
        m.TicketAnswer,
        body=m.HandTicket,
        status=201,
    ),
    Route(
        "POST",
        "/changes/put-back",
        SUPERVISOR,
        hall.post_put_back,
        "Make what was changed as it is in the files",
        m.Done,
        body=m.PutBackRequest,
    ),
    Route(
        "PUT",
        "/notices",
        SUPERVISOR,
        hall.put_notices,
        "Lines for the hall",
        m.Done,
        body=m.NoticesRequest,
    ),
    Route(
        "POST",
        "/emergency",
        SUPERVISOR,
        hall.post_emergency,
        "Stop issuing and tell the hall",
        m.Done,
        body=m.EmergencyRequest,
    ),
)
