"""Another system that is told the log: a receiver on this machine that can be away, hang or lie."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Delivery:
    """One request as it came: headers and raw body."""

    headers: dict[str, str]
    body: bytes

    def lines(self) -> list[dict[str, Any]]:
        """The log lines in it."""
        found: list[dict[str, Any]] = json.loads(self.body)["lines"]
        return found


@dataclass
class OtherSystem:
    """Takes what it is sent; ``answers`` are the next statuses, afterwards 204."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    refused: list[Delivery] = field(default_factory=list)
    hang: threading.Event = field(default_factory=threading.Event)
    """While set, requests are read and never answered."""
    over: threading.Event = field(default_factory=threading.Event)

    def sequence(self) -> list[int]:
        """The sequences of every line taken, in the order in which they came."""
        return [line["seq"] for one in list(self.deliveries) for line in one.lines()]

    def take(self, delivery: Delivery) -> int | None:
        """Note a request and say its status; ``None``: no answer at all."""
        if self.hang.is_set():
            self.refused.append(delivery)
            return None
        status = self.answers.pop(0) if self.answers else 204
        (self.deliveries if status < 300 else self.refused).append(delivery)
        return status


@contextmanager
def running_other_system() -> Iterator[OtherSystem]:
    """A receiver for the length of a test."""
    system = OtherSystem()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = system.take(Delivery(dict(self.headers), body))
            if status is None:
                system.over.wait(60)
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{system.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing in the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    system.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield system
    finally:
        system.over.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
