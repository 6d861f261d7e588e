"""Citizens' phones in one process: each follows a ticket, and comes back when its line is cut.

Run as a program: ``follow_pages.py URL``, with a line of JSON on its standard input, a list of
ticket secrets.  All come within the first seconds, as phones of a hall would; a lost one tries
again as the page does, after a time drawn at random.  Each line that it prints is JSON: ``settled``
when every page has a snapshot on a living line, ``called`` when every page of a field shows a
number as the one called last, both with the moment by the machine's monotonic clock.
"""

from __future__ import annotations

import errno
import heapq
import json
import random
import re
import selectors
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from socket_lines import ENGINE, PING, PONG, TEXT, Connection, opening_of

SNAPSHOT = re.compile(r'"field":\s*"([^"]+)".*"last_called":\s*(?:\{"number":\s*"([^"]+)"|null)')
FIRST_WITHIN_S = 3.0
FIRST_RETRY_S, LONGEST_RETRY_S = 0.7, 8.0  # as in static/citizen/link.js
FROM_A_PHONE = f"{ENGINE}&page=phone"
UNDER_WAY = {0, errno.EINPROGRESS}


@dataclass
class Phone:
    """One page; ``shown`` is the number that its field called last."""

    secret: str
    connection: Connection | None = None
    shaken: bool = False
    settled: bool = False
    failures: int = 0
    field: str = ""
    shown: str = ""


class FollowPages:
    """All the phones of this process."""

    def __init__(self, url: str, secrets: list[str]) -> None:
        self._place = urlsplit(url)
        self._phones = [Phone(secret) for secret in secrets]
        self._selector = selectors.DefaultSelector()
        self._due = [
            (time.monotonic() + random.uniform(0, FIRST_WITHIN_S), at) for at in range(len(secrets))
        ]
        heapq.heapify(self._due)
        self._unsettled = len(secrets)
        self._in_field: Counter[str] = Counter()
        self._showing: Counter[tuple[str, str]] = Counter()

    def run(self) -> None:
        """Follow for ever."""
        while True:
            self._call_those_due()
            rest = max(0.0, self._due[0][0] - time.monotonic()) if self._due else None
            for key, _ in self._selector.select(rest):
                self._attend(key.data)

    def _call_those_due(self) -> None:
        while self._due and self._due[0][0] <= time.monotonic():
            self._open(heapq.heappop(self._due)[1])

    def _open(self, at: int) -> None:
        phone = self._phones[at]
        line = socket.socket()
        line.setblocking(False)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        phone.connection, phone.shaken = Connection(line), False
        if line.connect_ex((self._place.hostname, self._place.port)) in UNDER_WAY:
            self._selector.register(line, selectors.EVENT_WRITE, at)
        else:
            self._lose(at)

    def _attend(self, at: int) -> None:
        phone = self._phones[at]
        assert phone.connection is not None
        line = phone.connection.line
        try:
            if self._selector.get_key(line).events == selectors.EVENT_WRITE:
                line.send(opening_of(self._place.netloc, FROM_A_PHONE))
                self._selector.modify(line, selectors.EVENT_READ, at)
            elif phone.shaken:
                self._hear(at, phone.connection, phone.connection.frames())
            else:
                phone.shaken = phone.connection.shakes()
                if phone.shaken:  # its first words may have come with the answer
                    self._hear(at, phone.connection, phone.connection.whole_frames())
        except OSError:
            self._selector.unregister(line)
            self._lose(at)

    def _lose(self, at: int) -> None:
        """Try again later, as the page does."""
        phone = self._phones[at]
        assert phone.connection is not None
        phone.connection.line.close()
        longest = min(FIRST_RETRY_S * 2**phone.failures, LONGEST_RETRY_S)
        phone.connection, phone.failures = None, phone.failures + 1
        heapq.heappush(self._due, (time.monotonic() + random.uniform(0, longest), at))
        if phone.settled:
            phone.settled = False
            self._unsettled += 1

    def _hear(self, at: int, connection: Connection, frames: list[tuple[int, bytes]]) -> None:
        for kind, payload in frames:
            if kind == PING:
                connection.send(PONG, payload)
            elif kind == TEXT:
                self._hear_text(at, connection, payload.decode())

    def _hear_text(self, at: int, connection: Connection, text: str) -> None:
        if text.startswith("0{"):
            asked = json.dumps({"ticket": self._phones[at].secret})
            connection.send(TEXT, f"40/follow,{asked}".encode())
        elif text == "2":
            connection.send(TEXT, b"3")
        elif text.startswith('42/follow,["snapshot"'):
            self._shows(self._phones[at], text)
        elif text.startswith("44/follow"):
            raise ConnectionRefusedError(text)

    def _shows(self, phone: Phone, text: str) -> None:
        found = SNAPSHOT.search(text)
        assert found is not None, text
        phone.failures = 0
        self._note_call(phone, found[1], found[2] or "")
        if not phone.settled:
            phone.settled = True
            self._unsettled -= 1
            if not self._unsettled:
                self._tell(settled=True)

    def _note_call(self, phone: Phone, name: str, number: str) -> None:
        if not phone.field:
            phone.field = name
            self._in_field[name] += 1
        if number == phone.shown:
            return
        self._showing[name, phone.shown] -= 1
        self._showing[name, number] += 1
        phone.shown = number
        if self._showing[name, number] == self._in_field[name]:
            self._tell(called=number)

    def _tell(self, **what: object) -> None:
        print(json.dumps({**what, "at": time.monotonic()}), flush=True)


if __name__ == "__main__":
    FollowPages(sys.argv[1], json.loads(sys.stdin.readline())).run()
