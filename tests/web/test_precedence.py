"""Who goes first: a command before thousands of pages, a board before a thousand phones."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIO

from server.web.phone_gate import BUSY, PhoneGate
from server.web.precedence import Precedence

FOR_EVER_S = 60.0
PHONE, BOARD = "EIO=4&transport=websocket&page=phone", "EIO=4&transport=websocket"


@pytest.fixture
def precedence() -> Precedence:
    return Precedence(time.sleep)


class Hall:
    """A gate with whoever has come in, and what the others were told."""

    def __init__(self, precedence: Precedence, most: int = 1000) -> None:
        self.inside: list[str] = []
        self.told: list[str] = []
        socketio = SocketIO(Flask("hall"), async_mode="threading")
        self._gate = PhoneGate(self._enter, socketio, precedence, most)

    def comes(self, asked: str, path: str = "/socket.io/") -> None:
        for _ in self._gate({"PATH_INFO": path, "QUERY_STRING": asked}, self._tell):
            pass

    def _enter(self, environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        self.inside.append(environ["QUERY_STRING"])
        return []

    def _tell(self, status: str, _headers: Any) -> None:
        self.told.append(status)


@pytest.fixture
def long_command(precedence: Precedence) -> Iterator[None]:
    with precedence.command():
        yield


def in_background(work: Any) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_whoever_tells_pages_waits_until_a_command_is_through(precedence: Precedence) -> None:
    ended: list[str] = []
    with precedence.command():
        teller = in_background(
            lambda: (precedence.give_way(FOR_EVER_S), ended.append("the teller"))
        )
        teller.join(0.05)
        ended.append("the command")
    teller.join()
    assert ended == ["the command", "the teller"]


@pytest.mark.usefixtures("long_command")
def test_a_command_that_does_not_end_keeps_the_pages_waiting_for_a_bounded_time_only(
    precedence: Precedence,
) -> None:
    assert precedence.give_way(0.02) >= 0.02


def test_a_command_that_fails_is_not_waited_for(precedence: Precedence) -> None:
    with pytest.raises(ZeroDivisionError), precedence.command():
        _ = 1 / 0
    assert precedence.give_way(FOR_EVER_S) < FOR_EVER_S


def test_while_anybody_is_under_way_the_pages_wait_for_all_of_them(precedence: Precedence) -> None:
    with precedence.command():
        with precedence.command():
            pass
        assert precedence.give_way(0.02) >= 0.02


def test_every_phone_enters_though_all_come_at_once(precedence: Precedence) -> None:
    hall = Hall(precedence)
    for phone in [in_background(lambda: hall.comes(PHONE)) for _ in range(50)]:
        phone.join()
    assert (len(hall.inside), hall.told) == (50, [])


def test_a_phone_that_would_wait_too_long_is_told_to_come_later_and_a_board_enters(
    precedence: Precedence,
) -> None:
    hall = Hall(precedence, most=0)
    hall.comes(PHONE)
    hall.comes(BOARD)
    hall.comes("page=phone", path="/api/v1/centre")
    assert (hall.told, hall.inside) == ([BUSY], [BOARD, "page=phone"])


def test_a_board_does_not_stand_behind_phones() -> None:
    turn = threading.Event()
    hall = Hall(Precedence(lambda _seconds: turn.wait()))
    phones = [in_background(lambda: hall.comes(PHONE)) for _ in range(20)]
    hall.comes(BOARD)
    assert hall.inside == [BOARD]
    turn.set()
    for phone in phones:
        phone.join()
    assert len(hall.inside) == 21
