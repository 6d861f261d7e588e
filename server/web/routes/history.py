"""Visits, the log and reports."""

from __future__ import annotations

from server import messages as m
from server.messages import Role
from server.web.callers import CITIZEN, INTEGRATION, KIOSK, STAFF
from server.web.exchange import Route
from server.web.handlers import history, trial
from server.web.queries import LogQuery, VisitsQuery
from server.web.routes.owners import OVERSIGHT, SUPERVISOR, later

HISTORY_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/visits",
        STAFF,
        history.get_visits,
        "Visits, page by page",
        m.VisitsAnswer,
        query=VisitsQuery,
    ),
    Route(
        "GET",
        "/log",
        frozenset({INTEGRATION, *SUPERVISOR}),
        history.get_log,
        "The visit log after a sequence",
        m.LogAnswer,
        query=LogQuery,
    ),
    Route(
        "PUT",
        "/trial/clock",
        frozenset({INTEGRATION, Role.ADMIN}),
        trial.put_clock,
        "Set a trial server's clock",
        m.ClockAnswer,
        body=m.ClockRequest,
    ),
    later("POST", "/visits/<visit>/rating", frozenset({CITIZEN, KIOSK}), "Rate a service"),
    later("GET", "/reports/<name>", OVERSIGHT, "A report"),
)
