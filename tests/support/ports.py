"""Ports for servers that go away and come back on the same one.

The system lends ports from 32768 on to whoever connects somewhere: to another test, or to a client
that calls a server which is away and is then connected to itself.  A port below is never lent.
"""

from __future__ import annotations

import random
import socket

NEVER_LENT = range(18_000, 32_000)


def steady_port() -> int:
    """A port of this machine that nobody listens on and that the system lends to nobody."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(NEVER_LENT)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
