"""Who owns a door, and the plain kinds of door."""

from __future__ import annotations

from server.messages import Role
from server.web.callers import ANYONE, BOARD, CITIZEN, KIOSK, STAFF, TABLET
from server.web.exchange import Handler, Route

PUBLIC = frozenset({ANYONE})
ADMIN = frozenset({Role.ADMIN})
SUPERVISOR = frozenset({Role.SUPERVISOR, Role.ADMIN})
OFFICER = SUPERVISOR | {Role.OFFICER}
OVERSIGHT = SUPERVISOR | {Role.LEADER}
TAKERS = frozenset({KIOSK, *STAFF})

LISTENERS = {
    "/board": frozenset({BOARD}),
    "/kiosk": frozenset({KIOSK}),
    "/tablet": frozenset({TABLET}),
    "/counter": STAFF,
    "/hall": OVERSIGHT,
    "/admin": SUPERVISOR,
    "/follow": frozenset({CITIZEN}),
}
"""Who may join each namespace of the sockets; the same people may ask ``watch`` there."""


def got(path: str, who: frozenset[str], handler: Handler, answer: type, text: str) -> Route:
    """A plain question."""
    return Route("GET", path, who, handler, text, answer)
