"""The contract's HTTP table: path, who may, what goes in, what comes out."""

from __future__ import annotations

from server.web.exchange import Route
from server.web.routes.accounts import ACCOUNTS_ROUTES
from server.web.routes.desk import DESK_ROUTES
from server.web.routes.dossiers import DOSSIER_ROUTES
from server.web.routes.follow import FOLLOW_ROUTES
from server.web.routes.hall import HALL_ROUTES
from server.web.routes.history import HISTORY_ROUTES
from server.web.routes.kiosk import KIOSK_ROUTES
from server.web.routes.outside import OUTSIDE_ROUTES
from server.web.routes.phone import PHONE_ROUTES

ROUTES: tuple[Route, ...] = (
    *KIOSK_ROUTES,
    *DESK_ROUTES,
    *HALL_ROUTES,
    *ACCOUNTS_ROUTES,
    *DOSSIER_ROUTES,
    *HISTORY_ROUTES,
    *FOLLOW_ROUTES,
    *OUTSIDE_ROUTES,
    *PHONE_ROUTES,
)
"""Every route under ``/api/v1``."""
