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

PING_OVERDUE_S = 3.0


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
        """Hang up; the reading thread, which handles messages here, cannot wait for itself.

        Nor does it wait seconds for the other side's farewell: a new line is wanted at once.
        """
        reading = threading.current_thread() is self.read_loop_task
        if reading:
            self.ws.shutdown()
        super().disconnect(abort=abort or reading, reason=reason)
        if reading:
            self.queue.put(None)  # the library may have emptied it before the writer saw the end


class OrderedClient(socketio.Client):  # type: ignore[misc]
    """A client for one connection: it does not come back by itself."""

    def __init__(self) -> None:
        super().__init__(reconnection=False, handle_sigint=False)

    def connect(self, *args: Any, **kwargs: Any) -> None:
        """Connect, and from then on take a ping that is overdue for the end of the line.

        The library waits for the server's whole patience too, which is longer than a screen may
        show old numbers as if they were new.
        """
        super().connect(*args, **kwargs)
        self.eio.ws.settimeout(self.eio.ping_interval + PING_OVERDUE_S)

    def wait(self) -> None:
        """Wait until the line ends, and close its socket, which the library forgets to do."""
        self.eio.wait()
        self.eio.ws.shutdown()

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OrderedEngine
