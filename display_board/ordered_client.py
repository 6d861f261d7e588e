"""A Socket.IO client that handles what arrives in the order in which it arrived.

The library starts a thread for each message, so two calls sent one after the other may be handled
the other way round.  Here messages are handled in the thread that reads them: handlers must not
wait for anything.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import engineio
import socketio
import structlog

log = structlog.get_logger()


class _OrderedEngine(engineio.Client):  # type: ignore[misc]
    def start_background_task(
        self, target: Callable[..., object], *args: Any, **kwargs: Any
    ) -> object:
        if target != self.handlers.get("message"):
            return super().start_background_task(target, *args, **kwargs)
        try:
            target(*args, **kwargs)
        except Exception:
            log.exception("message from the server could not be handled")
        return None

    def disconnect(self, abort: bool = False, reason: str | None = None) -> None:
        """Hang up; the reading thread, which handles messages here, cannot wait for itself."""
        reading = threading.current_thread() is self.read_loop_task
        super().disconnect(abort=abort or reading, reason=reason)


class OrderedClient(socketio.Client):  # type: ignore[misc]
    """A client for one connection: it does not come back by itself."""

    def __init__(self) -> None:
        super().__init__(reconnection=False, handle_sigint=False)

    def wait(self) -> None:
        """Wait until the line ends, and close its socket, which the library forgets to do."""
        self.eio.wait()
        self.eio.ws.shutdown()

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OrderedEngine
