"""A line to a printer in the network that takes raw jobs (port 9100)."""

from __future__ import annotations

import contextlib
import socket
import struct

CONNECT_SECONDS = 1.5
READ_BYTES = 256

SEND_BUFFER = 4096
"""Small, so that ``send`` waits for the printer itself: with the system's megabytes a printer that
has stopped reading would seem to have taken everything."""

AT_ONCE = struct.pack("ii", 1, 0)


class NetworkLine:
    """One TCP connection."""

    job_seconds = 6.0
    two_way = True

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), CONNECT_SECONDS)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: memoryview, seconds: float) -> int:
        """See ``Line``."""
        self._socket.settimeout(max(seconds, 0.001))
        return self._socket.send(data)

    def read(self, seconds: float) -> bytes:
        """See ``Line``."""
        self._socket.settimeout(max(seconds, 0))
        try:
            said = self._socket.recv(READ_BYTES)
        except (TimeoutError, BlockingIOError):
            return b""
        if not said:
            raise ConnectionAbortedError("máy in đã ngắt")
        return said

    def finish(self, seconds: float) -> None:
        """See ``Line``; many printers keep the line open: no fault."""
        self._socket.shutdown(socket.SHUT_WR)
        self._socket.settimeout(seconds)
        with contextlib.suppress(TimeoutError):
            self._socket.recv(1)

    def close(self) -> None:
        """See ``Line``."""
        self._socket.close()

    def abort(self) -> None:
        """See ``Line``: the connection is reset."""
        with self._socket:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
