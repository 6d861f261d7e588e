"""Who says nothing is hung up on: every line held is one less for kiosks, screens and counters."""

from __future__ import annotations

import socket
from contextlib import ExitStack, closing

import websocket
from corners import Corner
from running import RunningServer, wait_for

HALVES = (b"", b"GET /api/v1/centre HTTP/1.1\r\nHost: x\r\nX-Slow: ")


def stranger_at_the_sockets(server: RunningServer) -> websocket.WebSocket:
    """A line that answers every ping and joins nothing."""
    url = server.url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    line = websocket.create_connection(url, timeout=20)
    assert line.recv().startswith("0")
    return line


def saying(server: RunningServer, half: bytes) -> socket.socket:
    """Somebody who begins, and never goes on."""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    line.sendall(half)
    return line


def hung_up(line: socket.socket) -> bool:
    """Whether it ends, with or without an answer."""
    try:
        while line.recv(4096):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


def test_who_says_nothing_is_hung_up_on_and_who_has_joined_is_not(corner: Corner) -> None:
    """All of them at once: it takes as long as the longest patience."""
    with ExitStack() as stack, corner.board_listens() as board:
        board.joined()
        silent = [stack.enter_context(closing(saying(corner.server, half))) for half in HALVES]
        stranger = stack.enter_context(closing(stranger_at_the_sockets(corner.server)))
        while (said := stranger.recv()) and said != "1":
            stranger.send("3")
        assert [hung_up(line) for line in silent] == [True, True]
        corner.does("open")
        corner.take()
        corner.does("next")
        wait_for(lambda: len(board.calls()) == 1, "the board still listens")
