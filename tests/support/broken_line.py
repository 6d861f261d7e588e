"""A line to the server that a test can break, freeze, go deaf on, and mend: always at one port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class BrokenLine:
    """Carries bytes; cut, nobody gets through; deaf, no answer comes back; frozen, as with a pulled
    cable, nothing moves and nobody is told."""

    def __init__(self, real_port: int) -> None:
        self.real_port = real_port
        self._carries = True
        self._answers = True
        self._flows = threading.Event()
        self._flows.set()
        self._ends: list[socket.socket] = []
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """Where to connect to."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Break every connection and let nobody through."""
        with self._lock:
            self._carries = False
            self._hang_up()

    def deafen(self) -> None:
        """Carry what is asked and lose what is answered: commands are done, nobody hears of it."""
        with self._lock:
            self._answers = False

    def freeze(self) -> None:
        """Carry nothing more; nobody is told."""
        self._flows.clear()

    def thaw(self) -> None:
        """Carry again what was held up, over the same connections."""
        self._flows.set()

    def mend(self) -> None:
        """Carry again, over new connections."""
        with self._lock:
            if not self._answers:
                self._hang_up()
            self._carries = self._answers = True

    def close(self) -> None:
        """Take the line down for good."""
        self.cut()
        self.thaw()
        self._listening.close()

    def _hang_up(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            with self._lock:
                far = self._far_end() if self._carries else None
                if far is None:
                    near.close()
                    continue
                self._ends += [near, far]
            threading.Thread(target=self._ask, args=(near, far), daemon=True).start()
            threading.Thread(target=self._answer, args=(far, near), daemon=True).start()

    def _far_end(self) -> socket.socket | None:
        try:
            return socket.create_connection(("127.0.0.1", self.real_port))
        except OSError:
            return None

    def _ask(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(65536):
                self._flows.wait()
                far.sendall(data)
            far.shutdown(socket.SHUT_WR)

    def _answer(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while data := far.recv(65536):
                self._flows.wait()
                if self._answers:
                    near.sendall(data)
            near.shutdown(socket.SHUT_WR)


@contextmanager
def broken_line(real_port: int) -> Iterator[BrokenLine]:
    """A line for one test, whole at first."""
    line = BrokenLine(real_port)
    try:
        yield line
    finally:
        line.close()
