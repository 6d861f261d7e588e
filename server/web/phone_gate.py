"""The gate of citizens' pages: a hall that comes back at once enters one phone after another.

Boards, kiosks and counters do not say in their address that they are phones, and pass it by; so do
commands.  Shaking hands costs the server a millisecond: with a thousand phones in the door at the
same moment, everybody else would wait a second for each step of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask_socketio import SocketIO

from server.web.precedence import Precedence

SOCKETS = "/socket.io"
FROM_A_PHONE = "page=phone"
"""As in ``static/citizen/link.js``."""
AT_ONCE = 2
"""How many enter in one turn of the server's loop."""
MOST_AT_THE_GATE = 2000
"""A phone hangs up when nothing answers for some seconds; whoever would wait so long anyway is told
at once to come back later."""
GIVES_WAY_S = 0.01
BUSY = f"{HTTPStatus.SERVICE_UNAVAILABLE} Service Unavailable"
Start = Callable[..., Any]
Program = Callable[[dict[str, Any], Start], Iterable[bytes]]


class PhoneGate:
    """Stands before the whole program; everything that is no phone's socket goes through."""

    def __init__(
        self,
        inside: Program,
        socketio: SocketIO,
        precedence: Precedence,
        most: int = MOST_AT_THE_GATE,
    ) -> None:
        self._inside = inside
        self._most = most
        self._precedence = precedence
        self._turn = socketio.server.eio.create_queue()
        for _ in range(AT_ONCE):
            self._turn.put(None)
        self._waiting = 0

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        if not _is_of_a_phone(environ):
            return self._inside(environ, start)
        if self._waiting >= self._most:
            start(BUSY, [("Content-Length", "0"), ("Connection", "close")])
            return []
        self._pass()
        return self._inside(environ, start)

    def _pass(self) -> None:
        self._waiting += 1
        try:
            turn = self._turn.get()
            try:
                self._precedence.give_way(GIVES_WAY_S)
            finally:
                self._turn.put(turn)
        finally:
            self._waiting -= 1


def _is_of_a_phone(environ: dict[str, Any]) -> bool:
    asked = environ.get("QUERY_STRING", "").split("&")
    return environ.get("PATH_INFO", "").startswith(SOCKETS) and FROM_A_PHONE in asked
