"""Visits, the log and reports."""

from __future__ import annotations

from server import messages as m
from server.messages import Role
from server.reports.sheets.all import SHEETS
from server.web.callers import CITIZEN, INTEGRATION, KIOSK, STAFF, TABLET
from server.web.exchange import Route
from server.web.handlers import history, ratings, reports, trial
from server.web.handlers.files import CSV, XLSX
from server.web.queries import LogQuery, ReportQuery, VisitsQuery
from server.web.routes.owners import OVERSIGHT, SUPERVISOR, got

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
    Route(
        "POST",
        "/visits/<visit>/rating",
        frozenset({CITIZEN, TABLET, KIOSK}),
        ratings.post_rating,
        "Rate a service",
        m.Done,
        body=m.RatingRequest,
        status=201,
    ),
    got("/reports", OVERSIGHT, reports.get_reports, m.ReportsAnswer, "What can be reported"),
    Route(
        "GET",
        "/reports/<name>",
        OVERSIGHT,
        reports.get_report,
        "A report, as an answer or as a file",
        m.ReportAnswer,
        query=ReportQuery,
        names=tuple(SHEETS),
        files=(CSV, XLSX),
    ),
)
