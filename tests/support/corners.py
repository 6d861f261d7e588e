"""Corners of one big running centre: many tests share a server and none disturbs another."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import requests
from listening import Listener, listening
from running import RunningServer, Staff

CORNERS = 96


@dataclass
class Corner:
    """A zone with one counter, which alone serves one field, and who works there."""

    server: RunningServer
    place: int

    @property
    def counter(self) -> str:
        return str(self.place)

    @property
    def field(self) -> str:
        return f"f{self.place}"

    @property
    def zone(self) -> str:
        return f"z{self.place}"

    @cached_property
    def kiosk(self) -> str:
        """The token of this corner's kiosk."""
        return self.server.enrol_here("kiosk", f"kiosk-{self.place}")

    @cached_property
    def board(self) -> str:
        """The token of this corner's board."""
        return self.server.enrol_here("board", f"board-{self.place}")

    @cached_property
    def officer(self) -> Staff:
        return self.server.staff_here(f"officer-{self.place}")

    def ask(self, **body: Any) -> requests.Response:
        """Ask for a number at the kiosk."""
        return self.server.take(self.kiosk, **{"field": self.field, **body})

    def take(self, **body: Any) -> dict[str, Any]:
        """Take a number at the kiosk and return the ticket."""
        answer = self.ask(**body)
        assert answer.status_code == 201, answer.text
        ticket: dict[str, Any] = answer.json()
        return ticket

    def secret_of(self, visit: str) -> str:
        """A ticket's own secret, made again from the database's key as the server makes it."""
        with self.server.database() as store, store.reading() as tx:
            key = bytes.fromhex(tx.value("SELECT value FROM meta WHERE key = 'secret_key'"))
        digest = hmac.new(key, visit.encode(), hashlib.sha256).digest()[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def press(self, command: str, body: Any = None, key: str | None = None) -> requests.Response:
        """One of the officer's commands at the counter."""
        return self.officer.post(f"/counters/{self.counter}/{command}", body, key)

    def does(self, command: str, body: Any = None) -> dict[str, Any]:
        """The same, which must be done, and its answer."""
        answer = self.press(command, body)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def hall(self) -> dict[str, Any]:
        """The zone's board as HTTP tells it."""
        snapshot: dict[str, Any] = self.officer.get(f"/board/{self.zone}").json()
        return snapshot

    def log(self, after: int = 0) -> list[dict[str, Any]]:
        """The log's lines that are about this corner's counter, field or tickets."""
        lines = self.server.log_lines(after)
        of_field = [one for one in lines if one["data"].get("field") == self.field]
        visits = {one["visit"] for one in of_field} - {None}
        at_counter = (one["seq"] for one in lines if one["counter"] == self.counter)
        mine = {*at_counter, *(one["seq"] for one in of_field)}
        return [one for one in lines if one["seq"] in mine or one["visit"] in visits]

    def board_listens(self, **more: Any) -> AbstractContextManager[Listener]:
        asked = {"token": self.board, "zone": self.zone, **more}
        return listening(self.server.url, "/board", asked)

    def follower_listens(self, ticket: dict[str, Any]) -> AbstractContextManager[Listener]:
        """A citizen's page for their ticket."""
        asked = {"ticket": self.secret_of(ticket["id"])}
        return listening(self.server.url, "/follow", asked)

    def counter_listens(self) -> AbstractContextManager[Listener]:
        asked, cookie = {"counter": self.counter}, self.officer.cookie()
        return listening(self.server.url, "/counter", asked, cookie=cookie)


class Corners:
    """Gives every test a corner of its own; when a server has no more, ``start`` gives another."""

    def __init__(self, server: RunningServer, start: Callable[[], RunningServer]) -> None:
        self._start = start
        self._free = corners_of(server)

    def take(self) -> Corner:
        if not self._free:
            self._free = corners_of(self._start())
        return self._free.pop()


def corners_of(server: RunningServer) -> list[Corner]:
    """All corners of a fresh server, the first one last."""
    return [Corner(server, place) for place in range(CORNERS, 0, -1)]
