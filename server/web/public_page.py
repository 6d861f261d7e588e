"""The page for people at home; what it shows comes from ``/centre/now``."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, abort, request

from server.centre import Centre
from server.web.callers import PHONE_COOKIE
from server.web.citizens import CitizenPage, shown

PAGE = CitizenPage(
    name="centre",
    title="Giờ làm việc và hàng chờ",
    scripts=("days", "fields", "hours", "now", "phone", "quiet", "search", "use_now", "words"),
    found=True,
)
A_DAY_S = 86_400


def public_page_blueprint(centre: Centre) -> Blueprint:
    """``/centre``, unless the centre has switched it off."""
    page = Blueprint("public_page", __name__)

    @page.get("/centre")
    def centre_page() -> Response:
        """The public page."""
        if not centre.settings.public_page.enabled:
            abort(404)
        response = shown(centre, PAGE)
        if centre.settings.phone.enabled and PHONE_COOKIE not in request.cookies:
            _give_word(response)
        return response

    return page


def _give_word(response: Response) -> None:
    """A word for this phone, by which its numbers of today are counted; it says nothing else."""
    response.set_cookie(
        PHONE_COOKIE,
        secrets.token_urlsafe(16),
        max_age=A_DAY_S,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
        path="/",
    )
