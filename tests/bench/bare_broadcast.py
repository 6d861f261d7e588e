"""The floor of a call: a bare websocket server that sends the same bytes to everybody.

Run as a program: ``bare_broadcast.py COUNT SIZE``.  It prints its URL, lets COUNT clients in, and
then for each line it reads sends ``LINE,`` filled up to SIZE bytes to each of them.
"""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import sys

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3


def shake_hands(line: socket.socket) -> None:
    """Answer a client's opening."""
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    asked = b""
    while b"\r\n\r\n" not in asked:
        asked += line.recv(4096)
    found = re.search(rb"Sec-WebSocket-Key: (\S+)", asked)
    assert found is not None
    accept = base64.b64encode(hashlib.sha1(found[1] + MAGIC).digest())
    line.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )


def frame(text: bytes) -> bytes:
    """One text frame."""
    assert 126 <= len(text) < 65_536
    return bytes([0x81, 126]) + len(text).to_bytes(2, "big") + text


def main(count: int, size: int) -> None:
    """Serve until the standard input ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=count) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        lines = []
        for _ in range(count):
            line, _address = listening.accept()
            shake_hands(line)
            lines.append(line)
        for asked in sys.stdin:
            told = frame(f"{asked.strip()},".encode().ljust(size, b"."))
            for line in lines:
                line.sendall(told)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
