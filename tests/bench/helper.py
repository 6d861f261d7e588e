"""Helper programs of the benchmarks, as processes that are asked and answer line by line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

HERE = Path(__file__).parent


class Helper:
    """A running helper."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked: IO[str] = process.stdin
        self._told: IO[str] = process.stdout

    def ask(self, line: str) -> None:
        """Say something to it."""
        self._asked.write(f"{line}\n")
        self._asked.flush()

    def hear(self) -> str:
        """Wait for its next line."""
        line = self._told.readline()
        if not line:
            raise EOFError("a helper of the benchmark has ended; what it said stands above")
        return line.strip()


@contextmanager
def helping(program: str, *arguments: object) -> Iterator[Helper]:
    """Start ``program`` of this folder, and end it."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / program), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Helper(process)
    finally:
        process.kill()
        process.communicate()


def broadcast_floor(listeners: int, presses: int, size: int) -> list[float]:
    """Seconds until the last of so many bare sockets has a message of ``size`` bytes."""
    seconds = []
    with (
        helping("bare_broadcast.py", listeners, size) as server,
        helping("many_boards.py", server.hear(), listeners) as hall,
    ):
        assert hall.hear() == "joined"
        for press in range(presses):
            began = time.monotonic()
            server.ask(str(press))
            seconds.append(json.loads(hall.hear())["last"] - began)
    return seconds
