"""``/t/SECRET``: the page behind a slip's QR.

The shell is the same for every secret, also a wrong one: whether it opens anything is said by the
socket, which asks for it where no log sees it.
"""

from __future__ import annotations

from flask import Blueprint, Response

from server.centre import Centre
from server.web.citizens import CitizenPage, shown, without_script

FOLLOW = CitizenPage(
    name="follow",
    title="Theo dõi lượt",
    without="Nếu trang không hiện ra, xin theo dõi màn hình và nghe loa trong sảnh.",
    without_en="If nothing comes, please watch the screens and listen in the hall.",
    scripts=(
        "citizen/link",
        "follow_page",
        "use_follow",
        "alarm",
        "turn",
        "stops",
        "acts",
        "rating",
        "words",
    ),
    depth=1,
)


def follow_blueprint(centre: Centre) -> Blueprint:
    """The page, or, where the centre does without it, where to look instead."""
    follow = Blueprint("follow", __name__)

    @follow.get("/t/<secret>")
    def page(secret: str) -> Response:  # noqa: ARG001 - the page itself reads it off its address
        if centre.settings.follow.enabled:
            return shown(centre, FOLLOW)
        return without_script(centre, "no_follow.html", 404)

    return follow
