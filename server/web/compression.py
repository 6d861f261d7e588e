"""Files and pages packed for the way: a citizen's first visit is paid by the kilobyte.

Only what is the same for everybody is packed.  Answers that hold something of one person are not:
the size of a packed answer can give away what is in it.
"""

from __future__ import annotations

import gzip

from flask import Response, request

TEXTS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
SMALLEST_BYTES = 400
LEVEL = 6


def compressed(response: Response) -> Response:
    """The same answer with gzip, when it is a text worth it and the browser takes it."""
    if response.status_code != 200 or response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip"):
        return response
    response.direct_passthrough = False
    text = response.get_data()
    if len(text) < SMALLEST_BYTES:
        return response
    response.set_data(gzip.compress(text, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _ = response.get_etag()
    if tag is not None:  # the same file in other bytes
        response.set_etag(tag, weak=True)
    return response
