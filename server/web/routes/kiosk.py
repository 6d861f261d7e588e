"""What a kiosk asks, and anybody may."""

from __future__ import annotations

from server import messages as m
from server.web.callers import BOARD, KIOSK, STAFF, TABLET
from server.web.exchange import Route
from server.web.handlers import devices, offline, public, tickets
from server.web.queries import ProceduresQuery
from server.web.routes.owners import PUBLIC, TAKERS, got

A_SECOND = 1
"""So old may be what a stranger is told; a kiosk shows its token, and is always told anew."""

KIOSK_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/centre",
        PUBLIC,
        public.get_centre,
        "The centre and its fields",
        m.CentreAnswer,
        kept_s=A_SECOND,
    ),
    Route(
        "GET",
        "/procedures",
        frozenset({KIOSK, *STAFF}),
        public.get_procedures,
        "Search the catalogue",
        m.ProceduresAnswer,
        query=ProceduresQuery,
    ),
    Route(
        "POST",
        "/tickets",
        TAKERS,
        tickets.post_ticket,
        "Take a number",
        m.TicketAnswer,
        body=m.TicketRequest,
        status=201,
    ),
    got(
        "/tickets/<ticket>",
        frozenset({KIOSK, *STAFF}),
        tickets.get_ticket,
        m.TicketAnswer,
        "A ticket",
    ),
    Route(
        "POST",
        "/scan",
        frozenset({KIOSK, *STAFF}),
        tickets.post_scan,
        "What a scanned text is",
        m.ScanAnswer,
        body=m.ScanRequest,
    ),
    Route(
        "PUT",
        "/devices/me/status",
        frozenset({KIOSK, BOARD, TABLET}),
        devices.put_status,
        "What a device says of itself",
        m.Done,
        body=m.DeviceStatus,
    ),
    Route(
        "POST",
        "/kiosks/ranges",
        frozenset({KIOSK}),
        offline.post_ranges,
        "Reserve numbers for a kiosk",
        m.RangesAnswer,
        body=m.RangesRequest,
    ),
    Route(
        "POST",
        "/tickets/offline",
        frozenset({KIOSK}),
        offline.post_offline,
        "Numbers given while offline",
        m.OfflineAnswer,
        body=m.OfflineTickets,
    ),
)
