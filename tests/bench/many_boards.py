"""Many boards in one process: each a websocket, told apart only by its connection.

Run as a program: ``many_boards.py URL COUNT [TOKEN ZONE]``.  With a token it joins ``/board`` as
the boards do; without one it only listens (the floor).  It prints ``joined`` once all are in, and
then a line for each call (or message) that all have got: when the last one got it, by the
machine's monotonic clock.
"""

from __future__ import annotations

import base64
import json
import os
import re
import selectors
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

ENGINE = "/socket.io/?EIO=4&transport=websocket"
CALL = re.compile(r'^42/board,\["call",.*?"seq":(\d+)')
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
AT_ONCE = 65_536


@dataclass
class Connection:
    """One websocket: what has come and is not a whole frame yet."""

    line: socket.socket
    pending: bytearray = field(default_factory=bytearray)

    def frames(self) -> list[tuple[int, bytes]]:
        """Read what is there and give the whole frames of it."""
        piece = self.line.recv(AT_ONCE)
        if not piece:
            raise ConnectionError("the server has hung up")
        self.pending += piece
        found = []
        while (frame := _first_frame(self.pending)) is not None:
            kind, start, end = frame
            found.append((kind, bytes(self.pending[start:end])))
            del self.pending[:end]
        return found

    def send(self, kind: int, payload: bytes) -> None:
        """Send a short masked frame; the mask is zero, which is allowed."""
        length = len(payload)
        head = (
            bytes([0x80 | kind, 0x80 | length])
            if length < 126
            else bytes([0x80 | kind, 0xFE]) + length.to_bytes(2, "big")
        )
        self.line.sendall(head + bytes(4) + payload)


def opened(url: str, path: str, cookie: str = "") -> Connection:
    """Connect and shake hands; ``cookie`` is a signed-in person's."""
    place = urlsplit(url)
    line = socket.create_connection((place.hostname, place.port), timeout=30)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    key = base64.b64encode(os.urandom(16)).decode()
    asked = (
        f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        + (f"Cookie: {cookie}\r\n\r\n" if cookie else "\r\n")
    )
    line.sendall(asked.encode())
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


class ManyBoards:
    """All the connections of this process."""

    def __init__(self, url: str, count: int, token: str = "", zone: str = "") -> None:
        self._count = count
        self._join = f"40/board,{json.dumps({'token': token, 'zone': zone})}" if token else ""
        self._selector = selectors.DefaultSelector()
        self._joined = 0
        self._heard: Counter[str] = Counter()
        for at in range(count):
            connection = opened(url, ENGINE if token else "/")
            self._selector.register(connection.line, selectors.EVENT_READ, connection)
            while token and self._joined <= at:
                self._listen_once()
        print("joined", flush=True)

    def listen(self) -> None:
        """Tell of every message once all have it, for ever."""
        while True:
            self._listen_once()

    def _listen_once(self) -> None:
        for key, _ in self._selector.select():
            for kind, payload in key.data.frames():
                self._hear(key.data, kind, payload)

    def _hear(self, connection: Connection, kind: int, payload: bytes) -> None:
        if kind == PING:
            connection.send(PONG, payload)
        elif kind == TEXT:
            self._hear_text(connection, payload.decode())

    def _hear_text(self, connection: Connection, text: str) -> None:
        if not self._join:
            self._count_up(text.split(",", 1)[0])
        elif text.startswith("0{"):
            connection.send(TEXT, self._join.encode())
        elif text == "2":
            connection.send(TEXT, b"3")
        elif text.startswith("40/board"):
            self._joined += 1
        elif call := CALL.match(text):
            self._count_up(call[1])

    def _count_up(self, name: str) -> None:
        self._heard[name] += 1
        if self._heard[name] == self._count:
            print(json.dumps({"name": name, "last": time.monotonic()}), flush=True)


if __name__ == "__main__":
    where, how_many, *door = sys.argv[1:]
    ManyBoards(where, int(how_many), *door).listen()
