"""A Socket.IO client that keeps everything it hears, in order and as it came over the wire."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import websocket
from running import wait_for

OPEN, PING, PONG = "0", "2", "3"
CONNECT, DISCONNECT, EVENT, REFUSED = "40", "41", "42", "44"


@dataclass(frozen=True)
class Heard:
    """One event: what, its payload, its bytes on the wire, and when by the machine's clock."""

    event: str
    told: Any
    size: int
    at: float


class Listener:
    """One connection to one namespace; ``state`` is joining, in, refused or out."""

    def __init__(
        self,
        url: str,
        namespace: str,
        auth: Any = None,
        cookie: str = "",
        origin: str | None = None,
    ) -> None:
        self.namespace = namespace
        self.state = "joining"
        self.refusal = ""
        self.heard: list[Heard] = []
        self._socket = websocket.create_connection(
            f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket",
            timeout=20,
            cookie=cookie or None,
            origin=origin,
        )
        self._asked = json.dumps(auth) if auth is not None else ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def snapshots(self) -> list[dict[str, Any]]:
        return [one.told for one in list(self.heard) if one.event == "snapshot"]

    def speaks(self) -> list[bool]:
        return [one.told["speaks"] for one in list(self.heard) if one.event == "speaker"]

    def calls(self) -> list[dict[str, Any]]:
        return [one.told for one in list(self.heard) if one.event == "call"]

    def newest(self) -> dict[str, Any]:
        """The newest snapshot, waiting for the first one if it has not come."""
        wait_for(self.snapshots, "a snapshot")
        return self.snapshots()[-1]

    def watch(self, asked: Any) -> None:
        self.send(f"{EVENT}{self.namespace},{json.dumps(['watch', asked])}")

    def send(self, packet: str) -> None:
        """Send a packet as it is, right or wrong."""
        self._socket.send(packet)

    def joined(self) -> Listener:
        """Wait until the server has let it in and told the first snapshot."""
        wait_for(lambda: self.state != "joining", f"an answer at {self.namespace}")
        assert self.state == "in", self.refusal
        self.newest()
        return self

    def turned_away(self) -> str:
        """Wait until the server has said no, and return what it said."""
        wait_for(lambda: self.state == "refused", f"a refusal at {self.namespace}")
        return self.refusal

    def sent_out(self) -> None:
        """Wait until the server has ended it."""
        wait_for(lambda: self.state == "out", f"the end of {self.namespace}")

    def close(self) -> None:
        """Hang up at once, as a screen does whose plug is pulled."""
        line = self._socket.sock  # none when the server has hung up
        with suppress(OSError):
            if line is not None:
                line.shutdown(socket.SHUT_RDWR)
        self._reader.join(10)
        self._socket.shutdown()

    def _read(self) -> None:
        try:
            while True:
                self._hear(self._socket.recv())
        except (websocket.WebSocketException, OSError):
            self.state = "out" if self.state == "in" else self.state

    def _hear(self, packet: str | bytes) -> None:
        assert isinstance(packet, str), "the server sends text"
        if not packet:
            raise websocket.WebSocketConnectionClosedException
        if packet.startswith(OPEN):
            self._socket.send(f"{CONNECT}{self.namespace},{self._asked}")
        elif packet == PING:
            self._socket.send(PONG)
        else:
            self._told(packet[:2], packet.partition(",")[2], len(packet.encode()))

    def _told(self, kind: str, text: str, size: int) -> None:
        if kind == CONNECT:
            self.state = "in"
        elif kind == REFUSED:
            self.refusal, self.state = json.loads(text)["message"], "refused"
        elif kind == DISCONNECT:
            self.state = "out"
        elif kind == EVENT:
            event, told = json.loads(text)
            self.heard.append(Heard(event, told, size, time.monotonic()))


@contextmanager
def listening(url: str, namespace: str, auth: Any = None, **more: Any) -> Iterator[Listener]:
    """A listener for the length of a test."""
    listener = Listener(url, namespace, auth, **more)
    try:
        yield listener
    finally:
        listener.close()
