"""A line that can go dead without closing: what a pulled cable or a crashed switch looks like."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Line:
    """Carries bytes between whoever connects to ``port`` and the real port, until it is frozen."""

    def __init__(self, real_port: int) -> None:
        self._real_port = real_port
        self._alive = threading.Event()
        self._alive.set()
        self._sockets: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """Where to connect to."""
        return f"http://127.0.0.1:{self.port}"

    def freeze(self) -> None:
        """Carry nothing more; nobody is told."""
        self._alive.clear()

    def thaw(self) -> None:
        """Carry again."""
        self._alive.set()

    def close(self) -> None:
        """Take the line down."""
        for each in (self._listening, *self._sockets):
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._real_port))
            self._sockets += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self._alive.wait()
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return


@contextmanager
def line_to(real_port: int) -> Iterator[Line]:
    """A line for one test."""
    line = Line(real_port)
    try:
        yield line
    finally:
        line.close()
