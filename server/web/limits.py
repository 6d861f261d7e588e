"""How often somebody may take numbers and scan.  By the machine's clock.

Wrong passwords are counted elsewhere, and kept: ``server.actions.lockout``.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from flask import Flask, Response, request
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address
from limits import parse

from server.messages import Code
from server.settings import CentreSettings
from server.web.exchange import PROBLEM, Route
from server.web.problems import Refusal, language_of

NUMBERS_A_DEVICE = "600 per minute"
LOOKS_OF_PHONES = 1200
"""A minute from one address: a hall's phones look every twenty seconds."""
COMMANDS_A_TICKET = "30 per minute"
SCANS = "120 per minute"
CHECK_INS = "30 per minute"

GUESSES_AN_ADDRESS = "300 per minute"
"""Wrong ticket secrets.  A whole hall's phones may share an address; 128 bits need no less."""

View = Callable[..., Response]


def make_limiter(app: Flask) -> Limiter:
    """Counters in this process's memory: one server process is one centre."""
    return Limiter(
        key_func=get_remote_address, app=app, storage_uri="memory://", on_breach=_too_many
    )


class Guesses:
    """Counts the wrong ticket secrets of each address, over HTTP and sockets together."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self._limit = parse(GUESSES_AN_ADDRESS)

    def one_more(self, address: str) -> bool:
        """Count a wrong one; whether its address has to wait until its minute is over."""
        return not self._limiter.limiter.hit(self._limit, "guesses", address)


def limited(limiter: Limiter, route: Route, view: View, settings: CentreSettings) -> View:
    """The view with the limit of its route, if it has one."""
    if route.path == "/tickets" and route.changes:
        return _limit(limiter, view, NUMBERS_A_DEVICE)
    if route.path.startswith("/follow/"):
        return _limit(limiter, view, COMMANDS_A_TICKET)
    if route.path == "/scan":
        return _limit(limiter, view, SCANS)
    if route.path == "/visits/<visit>/rating":
        return _limit(limiter, view, f"{settings.ratings.per_minute} per minute")
    if route.path == "/dossiers/look":
        dossiers = settings.dossiers
        each = f"{dossiers.looks_per_minute} per minute"
        in_all = f"{dossiers.looks_per_minute_in_all} per minute"
        # Its own limit comes first: one kiosk that asks too often uses up nothing of the others'.
        view = _limit(limiter, view, each)
        return _limit(limiter, view, in_all, _everybody)
    if route.path == "/check-in":
        return _limit(limiter, view, CHECK_INS)
    if strangers := _of_strangers(settings).get((route.method, route.path)):
        return _limit(limiter, view, f"{strangers} per minute", get_remote_address)
    return view


def _of_strangers(settings: CentreSettings) -> dict[tuple[str, str], int]:
    """How often a minute one address may ask for what is open to anybody."""
    asked, taken = settings.public_page.searches_per_minute, settings.phone.numbers_per_minute
    return {
        ("GET", "/centre/procedures"): asked,
        ("GET", "/appointments"): asked,
        ("GET", "/phone"): LOOKS_OF_PHONES,
        ("POST", "/appointments"): taken,
        ("POST", "/appointments/cancel"): taken,
        ("POST", "/appointments/come"): taken,
        ("POST", "/phone/tickets"): taken,
    }


def without_guessing(guesses: Guesses, view: View) -> View:
    """The view; whoever shows a wrong secret has to wait when their address has done so too often.

    A right one always opens: behind an address may be a whole hall, and one who guesses there must
    not shut out the others.
    """

    @wraps(view)
    def guarded(**params: str) -> Response:
        response = view(**params)
        by_ticket = request.headers.get("Authorization", "")[:7].lower() == "ticket "
        if not by_ticket or response.status_code != HTTPStatus.UNAUTHORIZED:
            return response
        return _refused(60) if guesses.one_more(request.remote_addr or "") else response

    return guarded


def _credential() -> str:
    shown = request.headers.get("Authorization", "") or request.cookies.get("luot_session", "")
    return hashlib.sha256(shown.encode()).hexdigest()


def _limit(limiter: Limiter, view: View, limit: str, key: Callable[[], str] = _credential) -> View:
    decorated: View = limiter.limit(limit, key_func=key)(view)
    return decorated


def _everybody() -> str:
    """Codes can be guessed at several kiosks at once."""
    return "everybody"


def _too_many(breach: RequestLimit) -> Response:
    return _refused(max(1, round(breach.reset_at - time.time())))


def _refused(seconds: int) -> Response:
    refusal = Refusal(Code.RATE_LIMITED, str(seconds), {"retry_after": seconds})
    problem = refusal.problem(language_of(request.headers.get("Accept-Language", "")))
    response = Response(problem.model_dump_json(), 429, content_type=PROBLEM)
    response.headers["Retry-After"] = str(seconds)
    return response
