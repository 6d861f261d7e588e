"""Answers that are the same for everybody, read once and said again for some seconds.

However many strangers ask, the store is asked once in that time; those who come while it is being
asked wait for the same reading.  By the machine's clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from flask import Response, request

View = Callable[..., Response]


def kept(view: View, seconds: float) -> View:
    """The view, whose good answers serve everybody for so long."""
    reading, found = Lock(), _Found()

    def again() -> Response:
        if request.headers.get("Authorization"):
            return view()  # whoever shows a credential is told when it is a bad one
        with reading:
            if found.until <= time.monotonic():
                fresh = view()
                if fresh.status_code != 200:
                    return fresh
                found.keep(fresh, seconds)
        return found.response(seconds)

    return again


class _Found:
    """The newest good answer."""

    def __init__(self) -> None:
        self.until = 0.0

    def keep(self, fresh: Response, seconds: float) -> None:
        self._text, self._type = fresh.get_data(), fresh.content_type
        self.until = time.monotonic() + seconds

    def response(self, seconds: float) -> Response:
        response = Response(self._text, content_type=self._type)
        response.headers["Cache-Control"] = f"public, max-age={round(seconds)}"
        response.add_etag()
        response.make_conditional(request)
        return response
