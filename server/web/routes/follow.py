"""A citizen's own ticket: no path names it, the secret does."""

from __future__ import annotations

from server import messages as m
from server.web.callers import CITIZEN
from server.web.exchange import Route
from server.web.handlers import follow

_CITIZEN = frozenset({CITIZEN})

FOLLOW_ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/follow/more-time",
        _CITIZEN,
        follow.post_more_time,
        "Let the people behind go first",
        m.Done,
        body=m.EmptyRequest,
    ),
    Route(
        "POST",
        "/follow/leave",
        _CITIZEN,
        follow.post_leave,
        "Leave the queue",
        m.Done,
        body=m.EmptyRequest,
    ),
)
