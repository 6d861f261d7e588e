"""The server's news: one Socket.IO connection to ``/kiosk``, made again for as long as we run."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import socketio
import structlog
from pydantic import ValidationError

from kiosk.news import Link, News
from server.messages import KioskSnapshot, ReprintEvent

NAMESPACE = "/kiosk"
WAIT_SECONDS = 5.0
PAUSE_SECONDS = 0.5
CONNECT_SECONDS = 2.0
"""A server that does not even take the call is tried again soon: it may be back the next moment."""

log = structlog.get_logger()


class ServerNews:
    """Keeps ``news`` up to date from one thread, with one connection at a time.

    The library's own reconnecting is off: it gives up when the server refuses, and a loop of ours
    cannot open two.
    """

    def __init__(
        self, url: str, token: str, news: News, on_reprint: Callable[[ReprintEvent], None]
    ) -> None:
        self._url = url
        self._token = token
        self._news = news
        self._on_reprint = on_reprint
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="server-news", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more.  The line closes with the process: hanging up politely takes 3 s."""
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._listen_once()
            self._stopping.wait(PAUSE_SECONDS)

    def _listen_once(self) -> None:
        client = self._new_client()
        try:
            client.connect(
                self._url,
                namespaces=[NAMESPACE],
                auth={"token": self._token},
                transports=["websocket"],
                wait_timeout=WAIT_SECONDS,
            )
            client.emit("watch", {"since": 0}, namespace=NAMESPACE)
            client.wait()
        except socketio.exceptions.ConnectionError as error:
            refused = NAMESPACE in client.failed_namespaces
            self._lost(Link.REFUSED if refused else Link.DOWN, str(error))
        except Exception:  # whatever one connection does, the next is tried
            log.exception("connection_failed")
            self._lost(Link.DOWN, "fault")
        finally:
            client.disconnect()

    def _new_client(self) -> socketio.Client:
        client = socketio.Client(
            reconnection=False, handle_sigint=False, request_timeout=CONNECT_SECONDS
        )
        client.on("snapshot", self._on_snapshot, namespace=NAMESPACE)
        client.on("reprint", self._on_wish, namespace=NAMESPACE)
        client.on("disconnect", self._on_disconnect, namespace=NAMESPACE)
        return client

    def _on_snapshot(self, payload: Any) -> None:
        try:
            snapshot = KioskSnapshot.model_validate(payload, extra="ignore")
        except ValidationError as error:
            log.error("snapshot_not_understood", fault=str(error.errors()[0]))
        else:
            self._news.apply(snapshot)

    def _on_wish(self, payload: Any) -> None:
        """A wish for a copy; those of the last minute come again with every connection."""
        try:
            wish = ReprintEvent.model_validate(payload, extra="ignore")
        except ValidationError as error:
            log.error("wish_not_understood", fault=str(error.errors()[0]))
        else:
            self._on_reprint(wish)

    def _on_disconnect(self, *reason: object) -> None:
        self._lost(Link.DOWN, " ".join(map(str, reason)))

    def _lost(self, link: Link, why: str) -> None:
        if self._news.now().link is not link:
            log.warning("link", state=link.value, why=why)
        self._news.link_is(link)
