"""The staff's pages and the tablet's: empty shells; what they show comes from API and sockets.

The pages themselves ask ``GET /session`` who is signed in, so nothing here depends on it.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

STAFF = ("staff/staff", "staff/frame", "staff/dialogs")

pages = Blueprint("pages", __name__)


def _shell(name: str, title: str, *styles: str) -> str:
    return render_template("page.html", name=name, title=title, styles=(*styles, f"{name}/{name}"))


@pages.get("/")
@pages.get("/counter")
@pages.get("/counter/<counter>")
def counter_page(counter: str | None = None) -> str:  # noqa: ARG001 - the page reads its URL
    """The officer's counter, or the choice of one; sends to the sign-in when nobody is."""
    return _shell("counter", "Quầy", *STAFF)


@pages.get("/hall")
def hall_page() -> str:
    """The supervisors' hall; sends to the sign-in when nobody is."""
    return _shell("hall", "Sảnh", *STAFF)


@pages.get("/tablet")
def tablet_page() -> str:
    """The tablet before a counter; it asks for its token once."""
    return _shell("tablet", "Đánh giá")


@pages.get("/admin")
def admin_page() -> str:
    """People, devices and waits; sends to the sign-in when nobody is signed in."""
    return _shell("admin", "Quản trị", *STAFF)


@pages.get("/reports")
def reports_page() -> str:
    """The reports; sends to the sign-in when nobody is."""
    return _shell("reports", "Báo cáo", *STAFF)


@pages.get("/due")
def due_page() -> str:
    """What agencies are to be urged about (đôn đốc); sends to the sign-in when nobody is."""
    return _shell("due", "Đôn đốc", *STAFF)


@pages.get("/appointments")
def appointments_page() -> str:
    """Who is expected when; sends to the sign-in when nobody is signed in."""
    return _shell("appointments", "Lịch hẹn", *STAFF)


@pages.get("/sign-in")
def sign_in_page() -> str:
    """The sign-in card."""
    return _shell("sign_in", "Đăng nhập", "staff/staff")


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
