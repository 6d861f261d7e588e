"""What others do while thousands of pages are told or come back: officers press, boards join."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import cycle
from random import Random
from typing import Any

import requests
from running import Staff
from socket_lines import ENGINE, TEXT, Connection, opened

TURN = ("next", "start", "finish")
BETWEEN_BOARDS_S = 0.2
Desk = tuple[str, Staff]


@contextmanager
def pressing(desks: list[Desk]) -> Iterator[list[float]]:
    """The officers press on meanwhile; seconds of each command."""
    seconds: list[float] = []
    over = threading.Event()

    def press(at: int, name: str, officer: Staff) -> None:
        chance = Random(at)
        for command in cycle(TURN):
            if over.wait(chance.uniform(0.05, 0.35)) and command == TURN[0]:
                return
            body = {"outcome": "received"} if command == "finish" else None
            began = time.monotonic()
            must(officer.post(f"/counters/{name}/{command}", body))
            seconds.append(time.monotonic() - began)

    presses = [lambda at=at, one=one: press(at, *one) for at, one in enumerate(desks)]
    with _running(presses, over):
        yield seconds


@contextmanager
def boards_coming_back(url: str, asked: dict[str, Any]) -> Iterator[list[float]]:
    """One board after another joins meanwhile; seconds until each shows the hall."""
    seconds: list[float] = []
    over = threading.Event()

    def come() -> None:
        while not over.wait(BETWEEN_BOARDS_S):
            began = time.monotonic()
            with closing(opened(url, ENGINE).line) as line:
                _join(Connection(line), asked)
            seconds.append(time.monotonic() - began)

    with _running([come], over):
        yield seconds


def must(answer: requests.Response) -> None:
    """The command has been carried out."""
    assert answer.status_code < 400, answer.text


def _join(connection: Connection, asked: dict[str, Any]) -> None:
    connection.send(TEXT, f"40/board,{json.dumps(asked)}".encode())
    while not any(b'"snapshot"' in payload for _, payload in connection.frames()):
        pass


@contextmanager
def _running(works: list[Callable[[], None]], over: threading.Event) -> Iterator[None]:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
