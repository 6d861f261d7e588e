"""Many websockets in one process, told apart only by their place in the list.

Selectors and plain sockets: what a client costs here must not be what is measured.
"""

from __future__ import annotations

import base64
import json
import os
import selectors
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

ENGINE = "/socket.io/?EIO=4&transport=websocket"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
AT_ONCE = 65_536


@dataclass
class Connection:
    """One websocket: what has come and is not a whole frame yet."""

    line: socket.socket
    pending: bytearray = field(default_factory=bytearray)

    def frames(self) -> list[tuple[int, bytes]]:
        """Read what is there and give the whole frames of it."""
        self._read()
        return self.whole_frames()

    def whole_frames(self) -> list[tuple[int, bytes]]:
        """Those that have been read already."""
        found = []
        while (frame := _first_frame(self.pending)) is not None:
            kind, start, end = frame
            found.append((kind, bytes(self.pending[start:end])))
            del self.pending[:end]
        return found

    def _read(self) -> None:
        piece = self.line.recv(AT_ONCE)
        if not piece:
            raise ConnectionError("the server has hung up")
        self.pending += piece

    def shakes(self) -> bool:
        """Read on, and say whether the server's answer to our opening is whole."""
        self._read()
        head, end, rest = self.pending.partition(b"\r\n\r\n")
        if end and b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionRefusedError(head.decode())
        self.pending = bytearray(rest) if end else self.pending
        return bool(end)

    def send(self, kind: int, payload: bytes) -> None:
        """Send a short masked frame; the mask is zero, which is allowed."""
        length = len(payload)
        head = (
            bytes([0x80 | kind, 0x80 | length])
            if length < 126
            else bytes([0x80 | kind, 0xFE]) + length.to_bytes(2, "big")
        )
        self.line.sendall(head + bytes(4) + payload)


def opening_of(host: str, path: str, cookie: str = "") -> bytes:
    """A client's opening of a websocket."""
    key = base64.b64encode(os.urandom(16)).decode()
    asked = (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        + (f"Cookie: {cookie}\r\n\r\n" if cookie else "\r\n")
    )
    return asked.encode()


def opened(url: str, path: str, cookie: str = "") -> Connection:
    """Connect and shake hands; ``cookie`` is a signed-in person's."""
    place = urlsplit(url)
    line = socket.create_connection((place.hostname, place.port), timeout=30)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.sendall(opening_of(place.netloc, path, cookie))
    answer = bytearray()
    while b"\r\n\r\n" not in answer:
        answer += line.recv(1)
    assert b" 101 " in answer.split(b"\r\n")[0], answer
    return Connection(line)


def _first_frame(data: bytearray) -> tuple[int, int, int] | None:
    """Kind, start and end of the payload of the first frame, if it is whole."""
    if len(data) < 2:
        return None
    length, start = data[1] & 0x7F, 2
    if length >= 126:
        start = 4 if length == 126 else 10
        if len(data) < start:
            return None
        length = int.from_bytes(data[2:start], "big")
    end = start + length
    return (data[0] & 0x0F, start, end) if len(data) >= end else None


class Listeners:
    """The connections of this process; ``hear`` is told who got what text."""

    def __init__(self, url: str, hear: Callable[[int, str], None]) -> None:
        self._url = url
        self._hear = hear
        self._selector = selectors.DefaultSelector()
        self._joins: list[str] = []

    def join(self, namespace: str, asked: Any, cookie: str = "") -> None:
        """Open one more and ask to be let in."""
        self._joins.append(f"40{namespace},{json.dumps(asked)}")
        self._open(len(self._joins) - 1, ENGINE, cookie)

    def only_listen(self) -> None:
        """Open one more that speaks no Socket.IO."""
        self._joins.append("")
        self._open(len(self._joins) - 1, "/", "")

    def listen_once(self) -> None:
        """Wait for something and deal with all that is there."""
        for key, _ in self._selector.select():
            at, connection = key.data
            for kind, payload in connection.frames():
                if kind == PING:
                    connection.send(PONG, payload)
                elif kind == TEXT:
                    self._hear_text(at, connection, payload.decode())

    def _open(self, at: int, path: str, cookie: str) -> None:
        connection = opened(self._url, path, cookie)
        self._selector.register(connection.line, selectors.EVENT_READ, (at, connection))

    def _hear_text(self, at: int, connection: Connection, text: str) -> None:
        if text.startswith("0{"):
            connection.send(TEXT, self._joins[at].encode())
        elif text == "2":
            connection.send(TEXT, b"3")
        else:
            self._hear(at, text)
