"""What anybody may ask from outside: no credential, no device, nothing personal."""

from __future__ import annotations

from server import messages as m
from server.web.exchange import Route
from server.web.handlers import outside
from server.web.queries import PublicProceduresQuery
from server.web.routes.owners import PUBLIC

A_FEW_SECONDS = 5
A_QUARTER_OF_AN_HOUR = 900

OUTSIDE_ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/centre/now",
        PUBLIC,
        outside.get_now,
        "Whether the centre is open, and who waits where",
        m.PublicCentre,
        kept_s=A_FEW_SECONDS,
    ),
    Route(
        "GET",
        "/centre/quiet",
        PUBLIC,
        outside.get_quiet,
        "Which hours of a week are quiet",
        m.QuietAnswer,
        kept_s=A_QUARTER_OF_AN_HOUR,
    ),
    Route(
        "GET",
        "/centre/procedures",
        PUBLIC,
        outside.get_procedures,
        "Search the catalogue from outside",
        m.PublicProcedures,
        query=PublicProceduresQuery,
    ),
)
