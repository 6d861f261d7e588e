"""The staff's open pages: one connection each, and when the last of them knows a change.

Run as a program: ``open_pages.py URL``, with a line of JSON on its standard input, a list of
``[namespace, what it asks for, cookie]``.  It says ``joined``, and then each time that every page
has got a newer snapshot, the sequence that all of them have reached and when.
"""

from __future__ import annotations

import json
import re
import selectors
import sys
import time
from typing import Any

from many_boards import ENGINE, PING, PONG, TEXT, Connection, opened

SNAPSHOT = re.compile(r'42/\w+,\["snapshot",\{"seq":\s*(\d+)')


class OpenPages:
    """All the connections of this process."""

    def __init__(self, url: str, doors: list[tuple[str, Any, str]]) -> None:
        self._selector = selectors.DefaultSelector()
        self._joins: dict[int, str] = {}
        self._seqs: dict[int, int] = {}
        self._told = 0
        for namespace, asked, cookie in doors:
            connection = opened(url, ENGINE, cookie)
            self._joins[id(connection)] = f"40{namespace},{json.dumps(asked)}"
            self._selector.register(connection.line, selectors.EVENT_READ, connection)
        while len(self._seqs) < len(doors):
            self._listen_once()
        self._told = min(self._seqs.values())
        print("joined", flush=True)

    def listen(self) -> None:
        """Tell of every sequence that all have reached, for ever."""
        while True:
            self._listen_once()
            if (reached := min(self._seqs.values())) > self._told:
                self._told = reached
                print(json.dumps({"seq": reached, "last": time.monotonic()}), flush=True)

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
        if text.startswith("0{"):
            connection.send(TEXT, self._joins[id(connection)].encode())
        elif text == "2":
            connection.send(TEXT, b"3")
        elif snapshot := SNAPSHOT.match(text):
            self._seqs[id(connection)] = int(snapshot[1])


if __name__ == "__main__":
    OpenPages(sys.argv[1], json.loads(sys.stdin.readline())).listen()
