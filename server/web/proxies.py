"""Behind a proxy: who really sends a request, told by the proxies that the centre names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from server.rules.check_in import is_within

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def behind_proxies(app: WSGIApplication, proxies: list[str]) -> WSGIApplication:
    """The application with the sender's address as one of its ``proxies`` tells it.

    Of ``X-Forwarded-For`` the last address counts, which the proxy itself has written.  From
    anybody else the header is passed over: it would be a way round every limit by address.
    """
    told = ProxyFix(app, x_for=1, x_proto=1)

    def served(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        trusted = is_within(environ.get("REMOTE_ADDR", ""), proxies)
        return (told if trusted else app)(environ, start_response)

    return served
