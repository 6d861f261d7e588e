"""Pages for a citizen's own phone: small, strict, and silent about where they were opened.

They name everything they load from where they stand, so that a proxy may give the server a path of
its own (``public_url``).
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, make_response, render_template

from server.centre import Centre
from server.web.compression import compressed
from server.web.pages import keep_strict

ALWAYS_LOADED = (
    "shared/answers",
    "shared/preact",
    "shared/vendor/htm",
    "shared/vendor/preact",
    "citizen/place",
    "citizen/server",
    "citizen/language",
    "citizen/time",
    "citizen/check_in",
)


@dataclass(frozen=True)
class CitizenPage:
    """A page ``static/NAME/app.js`` with its style beside it.

    ``scripts`` are what it loads besides ``ALWAYS_LOADED``, without ``.js``, its own by their bare
    names; ``without`` says what to do where they do not come, as on a line that breaks or a phone
    that is too old; ``depth`` is how many folders deep its address is; ``found`` whether search
    engines may list it.
    """

    name: str
    title: str
    without: str
    without_en: str
    scripts: tuple[str, ...] = ()
    depth: int = 0
    found: bool = False

    def loads(self) -> tuple[str, ...]:
        """Every script that the page needs, by its path below ``static``."""
        more = (one if "/" in one else f"{self.name}/{one}" for one in self.scripts)
        return (*ALWAYS_LOADED, *more)


def shown(centre: Centre, page: CitizenPage) -> Response:
    """The page as it is sent: the same bytes for everybody."""
    text = render_template(
        "citizen.html",
        name=page.name,
        title=page.title,
        without=page.without,
        without_en=page.without_en,
        found=page.found,
        language=centre.settings.languages[0],
        centre=centre.settings,
        root="../" * page.depth,
        scripts=page.loads(),
    )
    return _strict(make_response(text), found=page.found)


def without_script(centre: Centre, template: str, status: int) -> Response:
    """A page that only says something, in both languages."""
    text = render_template(template, centre=centre.settings)
    return _strict(make_response(text, status), found=False)


def _strict(response: Response, *, found: bool) -> Response:
    keep_strict(response)
    response.headers["Cache-Control"] = "no-store"
    if not found:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return compressed(response)
