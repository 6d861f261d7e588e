"""Clients that hang: one that stops reading or never ends its sentence stops nobody else."""

from __future__ import annotations

import json
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
import websocket
from corners import Corner
from running import RunningServer, wait_for

pytestmark = pytest.mark.both_modes

HALF_A_REQUEST = b"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
HALF_A_HEAD = b"GET /api/v1/centre HTTP/1.1\r\nHost: x\r\nX-Slow: "


@pytest.fixture
def deaf_board(corner: Corner) -> Iterator[None]:
    """A board that joins and then never reads a byte again."""
    line = websocket.create_connection(
        corner.server.url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket",
        timeout=20,
        sockopt=((socket.SOL_SOCKET, socket.SO_RCVBUF, 2048),),
    )
    line.recv()
    line.send("40/board," + json.dumps({"token": corner.board, "zone": corner.zone}))
    yield
    line.shutdown()


@pytest.mark.usefixtures("deaf_board")
def test_a_board_that_stops_reading_keeps_nothing_from_the_others(corner: Corner) -> None:
    with corner.board_listens() as board:
        board.joined()
        corner.does("open")
        for _ in range(40):
            corner.take()
            corner.does("next")
            corner.does("no-show")
        seq = corner.log()[-1]["seq"]
        wait_for(lambda: board.newest()["seq"] >= seq, "the last news")
        wait_for(lambda: len(board.calls()) == 40, "every call")


def connect(server: RunningServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


@pytest.mark.parametrize(
    "said", [b"", HALF_A_HEAD, HALF_A_REQUEST], ids=["nothing", "head", "body"]
)
def test_callers_who_never_finish_keep_nobody_waiting(corner: Corner, said: bytes) -> None:
    with ExitStack() as stack:
        for _ in range(50):
            stuck = stack.enter_context(closing(connect(corner.server)))
            stuck.sendall(said)
        assert corner.take()["number"] == f"{corner.place}001"
        with corner.board_listens() as board:
            board.joined()


@pytest.mark.parametrize(
    "said", [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\xff" * 5000]
)
def test_what_is_no_http_is_hung_up_on(corner: Corner, said: bytes) -> None:
    with closing(connect(corner.server)) as stranger:
        stranger.sendall(said + b"\r\n\r\n")
        stranger.shutdown(socket.SHUT_WR)
        while stranger.recv(4096):
            pass
    assert corner.ask().status_code == 201


SHIFT = 30


def sign_in_bytes(name: str) -> bytes:
    body = json.dumps({"username": name, "password": "not this one"}).encode()
    head = "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def test_numbers_are_given_while_a_whole_shift_signs_in(corner: Corner) -> None:
    """A number that came last is not behind everybody's password."""
    corner.take()
    with ExitStack() as stack:
        lines = [stack.enter_context(closing(connect(corner.server))) for _ in range(SHIFT)]
        for at, line in enumerate(lines):
            line.sendall(sign_in_bytes(f"shift-{corner.place}-{at}"))
        corner.take()
        answered, _, _ = select.select(lines, [], [], 0)
        assert len(answered) < SHIFT / 2
