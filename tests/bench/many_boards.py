"""Many boards in one process.

Run as a program: ``many_boards.py URL COUNT [TOKEN ZONE]``.  With a token it joins ``/board`` as
the boards do; without one it only listens (the floor).  It prints ``joined`` once all are in, and
then a line for each call (or message) that all have got: when the last one got it, by the
machine's monotonic clock.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter

from socket_lines import Listeners

CALL = re.compile(r'^42/board,\["call",.*?"seq":(\d+)')


class ManyBoards:
    """All the boards of this process."""

    def __init__(self, url: str, count: int, token: str = "", zone: str = "") -> None:
        self._count = count
        self._plain = not token
        self._joined = 0
        self._heard: Counter[str] = Counter()
        self._lines = Listeners(url, self._hear)
        for at in range(count):
            if self._plain:
                self._lines.only_listen()
                continue
            self._lines.join("/board", {"token": token, "zone": zone})
            while self._joined <= at:
                self._lines.listen_once()
        print("joined", flush=True)

    def listen(self) -> None:
        """Tell of every message once all have it, for ever."""
        while True:
            self._lines.listen_once()

    def _hear(self, _at: int, text: str) -> None:
        if self._plain:
            self._count_up(text.split(",", 1)[0])
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
