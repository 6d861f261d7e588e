"""The staff's pages: empty shells; what they show comes from the API and the sockets.

The pages themselves ask ``GET /session`` who is signed in, so nothing here depends on it.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory

SHELLS = Path(__file__).resolve().parent / "templates" / "pages"

pages = Blueprint("pages", __name__)


@pages.get("/")
@pages.get("/counter")
@pages.get("/counter/<counter>")
def counter_page(counter: str | None = None) -> Response:  # noqa: ARG001 - the page reads its URL
    """The officer's counter, or the choice of one; sends to the sign-in when nobody is."""
    return send_from_directory(SHELLS, "counter.html")


@pages.get("/hall")
def hall_page() -> Response:
    """The supervisors' hall; sends to the sign-in when nobody is."""
    return send_from_directory(SHELLS, "hall.html")


@pages.get("/tablet")
def tablet_page() -> Response:
    """The tablet before a counter; it asks for its token once."""
    return send_from_directory(SHELLS, "tablet.html")


@pages.get("/admin")
def admin_page() -> Response:
    """People, devices and waits; sends to the sign-in when nobody is signed in."""
    return send_from_directory(SHELLS, "admin.html")


@pages.get("/reports")
def reports_page() -> Response:
    """The reports; sends to the sign-in when nobody is."""
    return send_from_directory(SHELLS, "reports.html")


@pages.get("/sign-in")
def sign_in_page() -> Response:
    """The sign-in card."""
    return send_from_directory(SHELLS, "sign_in.html")


@pages.after_request
def keep_strict(response: Response) -> Response:
    """Let a page load only our own files, be framed by nobody and leave no trace elsewhere."""
    response.headers["Content-Security-Policy"] = _content_policy(request.host)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _content_policy(host: str) -> str:
    # Not every browser counts our own websocket as 'self', so it is named.  A malformed Host
    # header cannot write into the policy: ``request.host`` is empty then.
    sockets = f" ws://{host} wss://{host}" if host else ""
    return (
        "default-src 'self'; img-src 'self' data:; "
        f"connect-src 'self'{sockets}; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
