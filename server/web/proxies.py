"""Behind a proxy: who really sends a request, told by the proxies that the centre names."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def behind_proxies(app: WSGIApplication, proxies: list[str]) -> WSGIApplication:
    """The application with the sender's address as one of its ``proxies`` tells it.

    Of ``X-Forwarded-For`` the last address counts, which the proxy itself has written.  From
    anybody else the header is passed over: it would be a way round every limit by address.
    """
    networks = [ipaddress.ip_network(one) for one in proxies]
    told = ProxyFix(app, x_for=1, x_proto=1)

    def served(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        sender = ipaddress.ip_address(environ.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104
        trusted = any(sender in network for network in networks)
        return (told if trusted else app)(environ, start_response)

    return served
