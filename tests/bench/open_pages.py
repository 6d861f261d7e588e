"""The staff's open pages: one connection each, and when the last of them knows a change.

Run as a program: ``open_pages.py URL``, with a line of JSON on its standard input, a list of
``[namespace, what it asks for, cookie]``.  It says ``joined``, and then each time that every page
has got a newer snapshot, the sequence that all of them have reached and when.
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import Any

from socket_lines import Listeners

SNAPSHOT = re.compile(r'42/\w+,\["snapshot",\{"seq":\s*(\d+)')


class OpenPages:
    """All the pages of this process."""

    def __init__(self, url: str, doors: list[tuple[str, Any, str]]) -> None:
        self._seqs: dict[int, int] = {}
        self._lines = Listeners(url, self._hear)
        for namespace, asked, cookie in doors:
            self._lines.join(namespace, asked, cookie)
        while len(self._seqs) < len(doors):
            self._lines.listen_once()
        self._told = min(self._seqs.values())
        print("joined", flush=True)

    def listen(self) -> None:
        """Tell of every sequence that all have reached, for ever."""
        while True:
            self._lines.listen_once()
            if (reached := min(self._seqs.values())) > self._told:
                self._told = reached
                print(json.dumps({"seq": reached, "last": time.monotonic()}), flush=True)

    def _hear(self, at: int, text: str) -> None:
        if snapshot := SNAPSHOT.match(text):
            self._seqs[at] = int(snapshot[1])


if __name__ == "__main__":
    OpenPages(sys.argv[1], json.loads(sys.stdin.readline())).listen()
