"""Lines of the sockets that have joined nothing: nobody's page, and one less for everybody else.

The library keeps such a line for as long as it answers its pings, and counts it nowhere.
"""

from __future__ import annotations

import time

import structlog
from flask_socketio import SocketIO

REST_S = 5.0
PATIENCE_S = 15.0
"""A page joins with its first word; a whole hall's, one after the other, in some seconds."""
log = structlog.get_logger()


class Doorkeeper:
    """Sends away whoever has stood at the sockets' door for too long."""

    def __init__(self, socketio: SocketIO) -> None:
        self._socketio = socketio
        self._server = socketio.server
        self._since: dict[str, float] = {}

    def run(self) -> None:
        """Look for ever; the server starts it once, in the background."""
        while True:
            self._socketio.sleep(REST_S)
            try:
                self.look(time.monotonic())
            except Exception:  # the next look may succeed
                log.exception("looking for silent lines failed")

    def look(self, now: float) -> None:
        """Send away those who were there ``PATIENCE_S`` before ``now`` and are in no namespace."""
        outside = set(self._server.environ) - self._inside()
        self._since = {line: self._since.get(line, now) for line in outside}
        for line, since in self._since.items():
            if now - since >= PATIENCE_S:
                # By itself: the last word to somebody who does not read may take for ever.
                self._socketio.start_background_task(self._server.eio.disconnect, line)

    def _inside(self) -> set[str]:
        manager = self._server.manager
        namespaces = list(manager.get_namespaces())
        return {line for name in namespaces for _, line in manager.get_participants(name, None)}
