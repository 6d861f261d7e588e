"""The page for people at home; what it shows comes from ``/centre/now``."""

from __future__ import annotations

import re
import secrets

from flask import Blueprint, Response, abort, request

from server.centre import Centre
from server.settings import CentreSettings
from server.web.callers import PHONE_COOKIE
from server.web.citizens import CitizenPage, shown

PAGE = CitizenPage(
    name="centre",
    title="Giờ làm việc và hàng chờ",
    without="Nếu trang không hiện ra, xin thử lại, hoặc lấy số tại máy ở trung tâm.",
    without_en="If nothing comes, please try again, or take a number at the centre.",
    scripts=(
        "days",
        "fields",
        "go_to",
        "hours",
        "now",
        "phone",
        "appointments",
        "select",
        "quiet",
        "search",
        "use_now",
        "words",
    ),
    found=True,
)
A_DAY_S = 86_400
OUR_WORD = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


def public_page_blueprint(centre: Centre) -> Blueprint:
    """``/centre``, unless the centre has switched it off."""
    page = Blueprint("public_page", __name__)

    @page.get("/centre")
    def centre_page() -> Response:
        """The public page."""
        if not centre.settings.public_page.enabled:
            abort(404)
        response = shown(centre, PAGE)
        if days := _days_known(centre.settings):
            own = request.cookies.get(PHONE_COOKIE, "")
            known = OUR_WORD.fullmatch(own) is not None
            if not known or centre.settings.appointments.enabled:
                _give_word(response, own if known else secrets.token_urlsafe(16), days)
        return response

    return page


def _days_known(settings: CentreSettings) -> int:
    """How long a phone keeps its word: for its numbers a day, else until the last appointment."""
    if settings.appointments.enabled:
        return settings.appointments.days_ahead + 1
    return 1 if settings.phone.enabled else 0


def _give_word(response: Response, word: str, days: int) -> None:
    """A word for this phone, by which its own numbers are found; it says nothing else.

    With appointments it is given again at each visit, or one made late would be lost before its
    day; a phone's number is of one day, and so is its word where there are none.
    """
    response.set_cookie(
        PHONE_COOKIE,
        word,
        max_age=days * A_DAY_S,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
        path="/",
    )
