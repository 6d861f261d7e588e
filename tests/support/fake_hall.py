"""A small centre that speaks the contract's /board side: a real server on a real socket.

Boards are tested against it where a test must say exactly what the server sends, and when.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace, SocketIO, join_room
from ports import steady_port
from werkzeug.serving import WSGIRequestHandler, make_server

from server.rules.announcement import Speech, call_text_en, call_text_vi

TOKEN = "a-board-token-of-this-test-0123456789"
SPEECH = Speech()
HANOI = dt.timezone(dt.timedelta(hours=7))


def clock_text() -> str:
    """Now, as the wire writes it."""
    return dt.datetime.now(HANOI).isoformat(timespec="milliseconds")


def counter(
    number: int, state: str = "open", ticket: str | None = None, name: str = ""
) -> dict[str, Any]:
    """A line of the counter table."""
    name = name or f"Lĩnh vực {number}"
    return {"id": str(number), "number": number, "name": name, "state": state, "ticket": ticket}


@dataclass
class Called:
    """A call that was made, and when by the machine's clock."""

    event: dict[str, Any]
    made_at: float = field(default_factory=time.monotonic)


class FakeHall:
    """One zone's truth.  ``cut()`` and ``mend()`` take the line away and give it back."""

    def __init__(
        self, zone: str = "main", zones: tuple[str, ...] = ("main",), ping_s: int = 4
    ) -> None:
        self._ping_s = ping_s
        self.zone = zone
        self.zones = zones
        self.port = steady_port()
        self.epoch = "epoch-1"
        self.seq = 0
        self.token = TOKEN
        self.now: str | None = None
        self.snapshot: dict[str, Any] = _empty_hall(zone)
        self.called: list[Called] = []
        self.statuses: list[dict[str, Any]] = []
        self.watched: list[int] = []
        self.connected: dict[str, str] = {}
        self.speaks: bool | None = None
        self.figures: dict[str, Any] | None = None
        self.refused = 0
        self.most_connected = 0
        self._server: Any = None
        self._socketio: Any = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Listen, on the same port as before."""
        app = Flask("fake_hall")
        self._socketio = SocketIO(
            app,
            async_mode="threading",
            transports=["websocket"],
            ping_interval=self._ping_s,
            ping_timeout=self._ping_s,
        )
        self._socketio.on_namespace(_Board("/board", self))
        _add_routes(app, self)
        self._server = make_server(
            "127.0.0.1", self.port, app, threaded=True, request_handler=_Quiet
        )
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def cut(self) -> None:
        """Vanish: nobody is answered, and every line is closed."""
        self._server.shutdown()
        self._server.server_close()
        for sid in list(self.connected):
            self._socketio.server.disconnect(sid, namespace="/board")

    def send_snapshot(self, **changes: Any) -> None:
        """Change the hall and tell everybody."""
        self.seq += 1
        self.snapshot.update(changes)
        self._socketio.emit("snapshot", self.as_sent(), namespace="/board", to=self.zone)

    def send(self, event: str, data: Any) -> None:
        """Tell everybody anything at all."""
        self._socketio.emit(event, data, namespace="/board", to=self.zone)

    def as_sent(self) -> dict[str, Any]:
        """The snapshot with its stamps."""
        at = self.now or clock_text()
        return {**self.snapshot, "seq": self.seq, "epoch": self.epoch, "at": at}

    def call(self, number: str, at: int, *, tell: bool = True, **more: Any) -> dict[str, Any]:
        """Call a number to a counter; with ``tell`` false nobody hears it (the line is cut)."""
        self.seq += 1
        event = self._event(number, at, more)
        self.called.append(Called(event))
        listed = {key: event[key] for key in ("seq", "number", "counter", "counter_name", "field")}
        listed |= {"nth": event["nth"], "at": event["at"], "state": "called"}
        self.snapshot["calls"] = [listed, *self.snapshot["calls"]][:8]
        if tell:
            self._socketio.emit("call", event, namespace="/board", to=self.zone)
        return event

    def clear(self) -> None:
        """Become an empty hall again."""
        self.now = None
        self.called.clear()
        self.send_snapshot(**_empty_hall(self.zone))

    def make_old(self, seconds: float) -> None:
        """Let all calls so far be so much older."""
        for called in self.called:
            called.made_at -= seconds

    def calls_since(self, seq: int) -> list[dict[str, Any]]:
        """What ``watch`` brings: younger than a minute, oldest first."""
        youngest = time.monotonic() - 60
        return [c.event for c in self.called if c.event["seq"] > seq and c.made_at > youngest]

    def _event(self, number: str, at: int, more: dict[str, Any]) -> dict[str, Any]:
        nth, language = more.get("nth", 1), more.get("language", "vi")
        customer = more.get("customer", "citizen")
        text_en = call_text_en(number, at, nth, SPEECH) if language == "en" else None
        names = {c["number"]: c["name"] for c in self.snapshot["counters"]}
        return {
            "seq": self.seq,
            "number": number,
            "counter": at,
            "counter_id": str(at),
            "counter_name": names.get(at, f"Quầy {at}"),
            "field": "ho-tich",
            "zone": self.zone,
            "nth": nth,
            "language": language,
            "customer": customer,
            "at": clock_text(),
            "text": {"vi": call_text_vi(number, at, nth, customer, SPEECH), "en": text_en},
        }


@contextmanager
def fake_hall(**changes: Any) -> Iterator[FakeHall]:
    """A listening fake centre."""
    hall = FakeHall(**changes)
    hall.mend()
    try:
        yield hall
    finally:
        hall.cut()


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.0"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing."""


class _Board(Namespace):  # type: ignore[misc]
    def __init__(self, name: str, hall: FakeHall) -> None:
        super().__init__(name)
        self._hall = hall

    def on_connect(self, auth: Any = None) -> None:
        if not auth or auth.get("token") != self._hall.token:
            self._hall.refused += 1
            raise Refused("not_signed_in")
        join_room(auth["zone"])
        self._hall.connected[request.sid] = auth["zone"]
        self._hall.most_connected = max(self._hall.most_connected, len(self._hall.connected))
        if auth.get("speaks") and self._hall.speaks is not None:
            self.emit("speaker", {"speaks": self._hall.speaks}, room=request.sid)
        self.emit("snapshot", self._hall.as_sent(), room=request.sid)

    def on_disconnect(self, *_reason: object) -> None:
        self._hall.connected.pop(request.sid, None)

    def on_watch(self, data: dict[str, Any]) -> None:
        self._hall.watched.append(data["since"])
        for event in self._hall.calls_since(data["since"]):
            self.emit("call", event, room=request.sid)


def _add_routes(app: Flask, hall: FakeHall) -> None:
    @app.get("/api/v1/centre")
    def centre() -> Any:
        return {"zones": [{"id": z, "name": z, "name_en": z} for z in hall.zones]}

    @app.get("/api/v1/figures")
    def figures() -> Any:
        if request.headers.get("Authorization") != f"Bearer {hall.token}":
            return {"code": "not_signed_in"}, 401
        return hall.figures or ({"code": "not_found"}, 404)

    @app.put("/api/v1/devices/me/status")
    def status() -> Any:
        if request.headers.get("Authorization") != f"Bearer {hall.token}":
            return {"code": "not_signed_in"}, 401
        hall.statuses.append(request.get_json())
        return {"ok": True}


def _empty_hall(zone: str) -> dict[str, Any]:
    return {
        "zone": zone,
        "zone_name": "Sảnh tiếp đón",
        "centre_name": "Trung tâm Phục vụ hành chính công phường Thuận Hóa",
        "centre_name_en": "Thuận Hóa Ward Public Administrative Service Centre",
        "trial": False,
        "emergency": None,
        "emergency_en": None,
        "calls": [],
        "counters": [counter(n) for n in range(1, 5)],
        "waiting": [],
        "missed": [],
        "notices": [],
        "session_over": False,
    }
