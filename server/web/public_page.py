"""The page for people at home: an empty shell; what it shows comes from ``/centre/now``."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from server.centre import Centre
from server.web.pages import keep_strict


def public_page_blueprint(centre: Centre) -> Blueprint:
    """``/centre``, unless the centre has switched it off."""
    page = Blueprint("public_page", __name__)

    @page.get("/centre")
    def centre_page() -> str:
        """The public page."""
        if not centre.settings.public_page.enabled:
            abort(404)
        return render_template("centre.html", name=centre.settings.name)

    page.after_request(keep_strict)
    return page
