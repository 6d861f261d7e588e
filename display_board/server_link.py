"""The line to the server: one connection for one zone, made again for ever.

A connection gets a snapshot on joining, then asks for the calls since the last one heard, so that
what was called while the line was cut comes back.  Whoever is not let in keeps asking, quietly.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import Any, Protocol

import structlog
from socketio.exceptions import ConnectionError as NotConnected

from display_board.heard import heard_call, heard_snapshot
from display_board.ordered_client import OrderedClient
from display_board.picture import Link
from server.messages import BoardSnapshot, CallEvent
from server.settings import TokenMissing

log = structlog.get_logger()

NAMESPACE = "/board"
ANSWER_WITHIN_S = 5
SHORTEST_PAUSE_S = 0.2
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 2.0
PAUSE_WHEN_REFUSED_S = 3.0


class Listener(Protocol):
    """Who hears what the line brings."""

    def last_call(self) -> int:
        """The ``seq`` of the newest call heard, 0 for none."""

    def has_voice(self) -> bool:
        """Whether calls can be said here at all."""

    def on_speaker(self, speaks: bool) -> None:
        """Take note of whether this board is to say the calls, or another one does."""

    def on_snapshot(self, snapshot: BoardSnapshot) -> bool:
        """Take a snapshot; true if it began a new epoch."""

    def on_call(self, call: CallEvent) -> None:
        """Take a call, which may have come before."""

    def on_link(self, link: Link, problem: str | None) -> None:
        """Take note of how the line stands, and why."""


class ServerLink:
    """One zone's line.  ``token`` is asked before each attempt: it may be put there later."""

    def __init__(
        self, server_url: str, zone: str, token: Callable[[], str], listener: Listener
    ) -> None:
        self._server_url = server_url
        self._zone = zone
        self._token = token
        self._listener = listener
        self._stopped = threading.Event()
        self._client: OrderedClient | None = None
        self._refusal: str | None = None
        self._failures = 0

    def start(self) -> None:
        """Connect, and stay connected."""
        threading.Thread(target=self._run, name=f"link-{self._zone}", daemon=True).start()

    def stop(self) -> None:
        """Hang up for good."""
        self._stopped.set()
        if client := self._client:
            client.disconnect()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._one_connection(self._token())
            except TokenMissing as missing:
                self._tell(Link.NO_TOKEN, str(missing))
            self._stopped.wait(self._pause())

    def _one_connection(self, token: str) -> None:
        """Connect once, and wait until the line ends."""
        self._refusal = None
        client = self._client = self._new_client(self._listener.last_call())
        try:
            client.connect(
                self._server_url,
                auth=self._shown(token),
                transports=["websocket"],
                namespaces=[NAMESPACE],
                wait_timeout=ANSWER_WITHIN_S,
            )
        except NotConnected as error:
            self._not_connected(error)
        else:
            client.wait()
            self._tell(Link.LOST, "the line to the server was cut")

    def _shown(self, token: str) -> dict[str, Any]:
        return {"token": token, "zone": self._zone, "speaks": self._listener.has_voice()}

    def _not_connected(self, error: NotConnected) -> None:
        if self._refusal is None:
            self._failures += 1
            self._tell(Link.LOST, f"the server at {self._server_url} does not answer: {error}")
        else:
            self._tell(Link.REFUSED, f"the server refuses this board: {self._refusal}")

    def _new_client(self, since: int) -> OrderedClient:
        """A client whose joining asks for the calls after ``since``."""
        client = OrderedClient()
        joining = _Joining(client, since, self._joined)

        def on_snapshot(data: Any) -> None:
            new_epoch = self._listener.on_snapshot(heard_snapshot(data))
            joining.has_snapshot(new_epoch)

        client.on("connect", joining.is_let_in, namespace=NAMESPACE)
        client.on("snapshot", on_snapshot, namespace=NAMESPACE)
        client.on("speaker", self._on_speaker, namespace=NAMESPACE)
        client.on("call", self._on_call, namespace=NAMESPACE)
        client.on("connect_error", self._on_refusal, namespace=NAMESPACE)
        client.on("disconnect", self._on_disconnect, namespace=NAMESPACE)
        return client

    def _joined(self) -> None:
        self._failures = 0
        self._tell(Link.LIVE, None)

    def _on_call(self, data: Any) -> None:
        self._listener.on_call(heard_call(data))

    def _on_speaker(self, data: Any) -> None:
        self._listener.on_speaker(bool(data["speaks"]))

    def _on_disconnect(self, *_reason: object) -> None:
        self._tell(Link.LOST, "the line to the server was cut")

    def _on_refusal(self, reason: Any = None) -> None:
        """Note the server's own words; a server that is not there gives a plain text."""
        if isinstance(reason, dict):
            self._refusal = str(reason.get("message") or "no reason given")

    def _tell(self, link: Link, problem: str | None) -> None:
        if not self._stopped.is_set():
            self._listener.on_link(link, problem)

    def _pause(self) -> float:
        """Seconds until the next attempt, uneven so that many boards do not come at once."""
        if self._refusal is not None:
            return PAUSE_WHEN_REFUSED_S
        longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(self._failures, 8))
        return random.uniform(SHORTEST_PAUSE_S, longest)  # noqa: S311 - not a secret


class _Joining:
    """Asks for the missed calls once the server has both let us in and shown its state.

    The snapshot may come before the word that we are let in, and nothing may be sent before it.
    """

    def __init__(self, client: OrderedClient, since: int, joined: Callable[[], None]) -> None:
        self._client = client
        self._since = since
        self._joined = joined
        self._let_in = False
        self._snapshot = False
        self._asked = False

    def is_let_in(self) -> None:
        """The server has accepted the connection."""
        self._let_in = True
        self._ask()

    def has_snapshot(self, new_epoch: bool) -> None:
        """A snapshot is there; a new epoch has its own sequence, from the start."""
        self._snapshot = True
        if new_epoch:
            self._since, self._asked = 0, False
        self._ask()

    def _ask(self) -> None:
        if self._let_in and self._snapshot and not self._asked:
            self._asked = True
            self._joined()
            self._client.emit("watch", {"since": self._since}, namespace=NAMESPACE)
