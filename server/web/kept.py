"""Answers that are the same for everybody, read once and said again for some seconds.

However many strangers ask, the store is asked once in that time; those who come while it is being
asked wait for the same reading.  By the machine's clock.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from threading import Lock

from flask import Response, request

View = Callable[..., Response]


def kept(view: View, seconds: float, *, whoever: bool = False) -> View:
    """The view, whose good answers serve everybody for so long.

    A caller with a credential is answered anew, unless the view never looks at one: ``whoever``.
    """
    reading, found = Lock(), _Found()

    def again() -> Response:
        if request.headers.get("Authorization") and not whoever:
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
    """The newest good answer, plain and packed: it is the same for everybody, so it may be."""

    def __init__(self) -> None:
        self.until = 0.0

    def keep(self, fresh: Response, seconds: float) -> None:
        self._plain, self._type = fresh.get_data(), fresh.content_type
        self._packed = gzip.compress(self._plain, mtime=0)
        self.until = time.monotonic() + seconds

    def response(self, seconds: float) -> Response:
        packs = bool(request.accept_encodings.quality("gzip"))
        response = Response(self._packed if packs else self._plain, content_type=self._type)
        if packs:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Cache-Control"] = f"public, max-age={round(seconds)}"
        response.vary.add("Accept-Encoding")
        response.add_etag()
        response.make_conditional(request)
        return response
