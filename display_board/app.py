"""The board's pages: the hall screen of each zone, for any browser that can reach it.

Pages show only what the hall shows, so they need no sign-in; their pictures come by Socket.IO.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from flask import Flask, Response, abort, redirect, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_socketio import SocketIO, join_room

from display_board.hall import Hall
from display_board.page_players import PagePlayers
from display_board.screen import Screen, WrongAddress, screen_of
from server.settings import SHARED_STATIC

PING_S = 4  # a page whose program has died says so within twice this


class Viewers:
    """Which pages show which zone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._zones: dict[str, str] = {}
        self._hosts: dict[str, str] = {}
        self._gone: dict[str, float] = {}

    def add(self, sid: str, zone: str, host: str = "") -> None:
        """A page begins to show a zone at the machine with the address ``host``."""
        with self._lock:
            self._zones[sid] = zone
            self._hosts[sid] = host

    def remove(self, sid: str) -> str:
        """A page has gone; returns which zone it showed, if any."""
        with self._lock:
            self._gone[self._hosts.pop(sid, "")] = time.monotonic()
            return self._zones.pop(sid, "")

    def zone_of(self, sid: str) -> str:
        """The zone that a page shows, empty for none."""
        with self._lock:
            return self._zones.get(sid, "")

    def silent_seconds(self, host: str) -> float | None:
        """Since when a machine has shown no page: 0 while it shows one, None if it never did."""
        with self._lock:
            if host in self._hosts.values():
                return 0
            gone = self._gone.get(host)
        return None if gone is None else time.monotonic() - gone

    def count(self) -> int:
        """How many pages are open."""
        with self._lock:
            return len(self._zones)

    def of(self, zone: str) -> bool:
        """Whether anybody looks at a zone."""
        with self._lock:
            return zone in self._zones.values()


def make_app(hall: Hall, viewers: Viewers) -> tuple[Flask, SocketIO]:
    """The Flask application and its sockets, in threading mode."""
    app = Flask(__name__, static_folder="static", template_folder="templates")
    socketio = SocketIO(app, async_mode="threading", ping_interval=PING_S, ping_timeout=PING_S)
    hall.to_page = lambda sid, event, told: socketio.emit(event, told, to=sid)
    _add_pages(app, hall)
    _add_files(app, hall)
    _add_heartbeat(app, viewers)
    _add_sockets(socketio, hall, viewers)
    app.after_request(_with_safety_headers)
    return app, socketio


def publish(socketio: SocketIO, hall: Hall, viewers: Viewers, zone: str) -> None:
    """Send a zone's picture to whoever looks at it."""
    if viewers.of(zone) and zone in hall.zones:
        socketio.emit("picture", hall.view(zone), to=zone)


def _add_pages(app: Flask, hall: Hall) -> None:
    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return {"ok": True}

    @app.get("/announced")
    def announced() -> ResponseReturnValue:
        return hall.announced()

    @app.get("/")
    def zones() -> ResponseReturnValue:
        if len(hall.zones) == 1:
            return redirect(next(iter(hall.zones)))
        return render_template("zones.html", zones=_named(hall))

    @app.get("/<zone>")
    def screen(zone: str) -> ResponseReturnValue:
        if hall.zones and zone not in hall.zones:
            abort(404)
        try:
            shown = screen_of(hall.settings, request.args)
        except WrongAddress as wrong:
            return Response(f"{wrong}\n", 400, mimetype="text/plain")
        page = {"zone": zone, "version": version("luot"), **_for_page(hall, shown)}
        return render_template("board.html", zone=zone, page=json.dumps(page))


def _add_files(app: Flask, hall: Hall) -> None:
    @app.get("/shared/<path:name>")
    def shared(name: str) -> Response:
        return send_from_directory(SHARED_STATIC, name)

    @app.get("/pictures/<name>")
    def picture(name: str) -> Response:
        if hall.pictures.folder is None or name not in hall.pictures.names():
            abort(404)
        return send_from_directory(hall.pictures.folder, name, conditional=True)

    @app.get("/said/<zone>/<label>.wav")
    def said(zone: str, label: str) -> Response:
        wav = hall.zones[zone].page_sink.wav(label) if zone in hall.zones else None
        if wav is None:
            abort(404)
        return Response(wav, mimetype="audio/wav", headers={"Cache-Control": "no-store"})


def _for_page(hall: Hall, screen: Screen) -> dict[str, Any]:
    """What the page's own scripts need to know before the first picture."""
    speaks = hall.settings.sound_from if screen.sound == "on" else "speakers"
    return {
        **screen.model_dump(exclude={"sound"}),
        "sound_from": speaks,
        "picture_seconds": hall.settings.picture_seconds,
        "figures": hall.settings.figures,
    }


def _add_heartbeat(app: Flask, viewers: Viewers) -> None:
    @app.get("/page")
    def heartbeat() -> ResponseReturnValue:
        """Whether the machine that asks shows a page (else 503), for who watches its browser."""
        seconds = viewers.silent_seconds(request.remote_addr or "")
        page = "not_opened" if seconds is None else "silent" if seconds else "alive"
        return {"page": page, "silent_seconds": seconds}, 503 if seconds != 0 else 200


def _named(hall: Hall) -> list[tuple[str, str]]:
    """The zones with the names that their pictures carry, once there are any."""
    return [(name, zone.picture.zone_name or name) for name, zone in hall.zones.items()]


def _add_sockets(socketio: SocketIO, hall: Hall, viewers: Viewers) -> None:
    def on_connect(auth: Any = None) -> bool:
        zone = auth.get("zone") if isinstance(auth, dict) else None
        if not isinstance(zone, str) or (hall.zones and zone not in hall.zones):
            return False
        join_room(zone)
        viewers.add(_sid(), zone, request.remote_addr or "")
        socketio.emit("greeting", {"version": version("luot")}, to=_sid())
        if auth.get("layout") == "public":
            hall.figures.wanted()
        if zone in hall.zones:
            socketio.emit("picture", hall.view(zone), to=_sid())
        return True

    def on_disconnect(*_reason: object) -> None:
        zone = viewers.remove(_sid())
        if zone in hall.zones:
            hall.zones[zone].players.gone(_sid())

    socketio.on_event("connect", on_connect)
    socketio.on_event("disconnect", on_disconnect)
    _hear_players(socketio, hall, viewers)


def _hear_players(socketio: SocketIO, hall: Hall, viewers: Viewers) -> None:
    """What pages say of their sound; anything else they may send is passed over."""

    def hear(event: str, take: Callable[[PagePlayers, str, Any], None]) -> None:
        def on_event(told: Any = None) -> None:
            zone = hall.zones.get(viewers.zone_of(_sid()))
            if zone is not None:
                take(zone.players, _sid(), told)

        socketio.on_event(event, on_event)

    hear("able", lambda players, sid, able: players.says(sid, able is True))
    hear("began", lambda players, sid, label: players.began(sid, str(label)))
    hear("ended", lambda players, sid, label: players.ended(sid, str(label)))
    hear("failed", lambda players, sid, label: players.failed(sid, str(label)))


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]


def _with_safety_headers(response: Response) -> Response:
    """Only our own files and our own socket; old browsers need its address spelled out."""
    sockets = f"ws://{request.host} wss://{request.host}"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self'; connect-src 'self' {sockets}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    if response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response
