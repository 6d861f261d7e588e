"""Serving the pages until the program is told to stop."""

from __future__ import annotations

import signal
import socket
import threading

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

LOOK_S = 1.0


class _QuietHandler(WSGIRequestHandler):
    """Says nothing of requests, and ends each connection after one.

    A connection kept open would be read on as HTTP after its websocket has closed.
    """

    protocol_version = "HTTP/1.0"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def make_http_server(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """A listening server, a thread for each page; raises ``OSError`` when the port is taken."""
    listening = socket.create_server((host, port), reuse_port=False)
    listening.listen(256)
    return make_server(
        host, port, app, threaded=True, request_handler=_QuietHandler, fd=listening.detach()
    )


def serve_until_told(server: BaseWSGIServer) -> None:
    """Answer until SIGTERM or SIGINT."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    threading.Thread(target=server.serve_forever, args=(0.2,), name="pages", daemon=True).start()
    while not told.wait(LOOK_S):  # on Windows a wait without end hears no Ctrl-C
        pass
    server.shutdown()
