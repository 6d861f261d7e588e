"""A small centre that speaks the contract's kiosk side: a real server on a real socket.

The kiosk is tested against it where a test must say exactly what the server answers, and when.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from typing import Any

from flask import Flask, Response, jsonify, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace, SocketIO, emit
from ports import steady_port
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from server.settings.centre import DOSSIER_PATTERN

TOKEN = "a-kiosk-token-of-this-test-0123456789"

COMMUNE = {
    "chung-thuc": ("Chứng thực", "Certification", "Tư pháp", "stamp"),
    "ho-tich": ("Hộ tịch", "Civil status", "Tư pháp", "baby"),
    "dat-dai": ("Đất đai", "Land", "Văn phòng đăng ký đất đai", "map-pinned"),
}
PURPOSES = {
    "submit": ("Nộp hồ sơ", "Submit a dossier"),
    "collect": ("Nhận kết quả", "Collect a result"),
    "supplement": ("Bổ sung hồ sơ", "Add missing papers"),
    "pay": ("Nộp phí, lệ phí", "Pay a fee"),
    "guidance": ("Hỏi, hướng dẫn thủ tục", "Ask for guidance"),
}
PRIORITIES = {
    "nguoi-cao-tuoi": ("Người cao tuổi", "Older person"),
    "mang-thai": ("Phụ nữ mang thai hoặc nuôi con nhỏ", "Pregnant woman or mother of an infant"),
}


def a_field(slug: str, name: str, **more: Any) -> dict[str, Any]:
    """A field of the centre's answer."""
    plain = {
        "id": slug,
        "code": "A",
        "name": name,
        "name_en": more.pop("name_en", name),
        "agency": "Tư pháp",
        "agency_en": "Justice desk",
        "icon": "stamp",
        "zones": ["sanh"],
        "counters": [1, 2],
        "open": True,
        "reason": None,
        "waiting": 0,
        "estimate": None,
    }
    return {**plain, **more}


def a_centre(**changes: Any) -> dict[str, Any]:
    """A centre of three fields that is open."""
    plain = {
        "id": "commune",
        "name": "Trung tâm Phục vụ hành chính công phường Bình An",
        "name_en": "Binh An Ward Public Administrative Service Centre",
        "timezone": "Asia/Ho_Chi_Minh",
        "trial": True,
        "open": True,
        "opens_at": None,
        "at": "2026-11-23T08:01:12+07:00",
        "languages": ["vi", "en"],
        "dossier_pattern": DOSSIER_PATTERN,
        "purposes": named(PURPOSES),
        "priorities": named(PRIORITIES),
        "ratings": "number",
        "zones": named({"sanh": ("Sảnh tiếp công dân", "Reception hall")}),
        "fields": [
            a_field(slug, vi, name_en=en, agency=agency, icon=icon)
            for slug, (vi, en, agency, icon) in COMMUNE.items()
        ],
    }
    return {**plain, **changes}


def named(things: dict[str, tuple[str, str]]) -> list[dict[str, str]]:
    """Ids with their names in both languages."""
    return [{"id": slug, "name": vi, "name_en": en} for slug, (vi, en) in things.items()]


@dataclass
class FakeCentre:
    """One centre's truth.  ``cut()`` and ``mend()`` take the line away and give it back."""

    centre: dict[str, Any] = field(default_factory=a_centre)
    token: str = TOKEN
    port: int = field(default_factory=steady_port)
    seq: int = 1
    epoch: str = "epoch-1"
    follow_url: str | None = "https://motcua.example.vn/t/9fJq2v8Zk3mXw7Lr5Tn1Yp"
    refusal: tuple[int, dict[str, Any]] | None = None
    answers_to_lose: int = 0
    issuing: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    procedures: list[dict[str, Any]] = field(default_factory=list)
    scanned: list[str] = field(default_factory=list)
    scan_answer: dict[str, Any] = field(default_factory=lambda: {"kind": "unknown"})
    checked_in: list[str] = field(default_factory=list)
    check_in_answer: dict[str, Any] | None = None
    looked_at: list[str] = field(default_factory=list)
    look_answer: dict[str, Any] = field(default_factory=dict)
    """What is known of every dossier: nothing unless a test says so."""
    judged: list[dict[str, Any]] = field(default_factory=list)
    judging_refusal: tuple[int, dict[str, Any]] | None = None
    look_refusal: tuple[int, dict[str, Any]] | None = None
    range_size: int = 0
    """How many numbers a kiosk may give alone: none unless a test says so."""
    delivered: list[dict[str, Any]] = field(default_factory=list)
    refused_ordinals: set[int] = field(default_factory=set)
    returned: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.issuing.set()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Listen, on the same port as before."""
        app = Flask("fake_centre")
        self._socketio = SocketIO(app, async_mode="threading", transports=["websocket"])
        self._socketio.on_namespace(_Kiosk("/kiosk", self))
        _add_routes(app, self)
        _add_scans(app, self)
        _add_routes_of_numbers_alone(app, self)
        self._server = _Cuttable("127.0.0.1", self.port, app, _Quiet)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def cut(self) -> None:
        """Vanish: nobody is answered, and every line is broken."""
        self._server.shutdown()
        self._server.server_close()
        self._server.cut_lines()

    def begin_anew(self) -> None:
        """Be as at the start, but in the same place, and for whoever is on the line."""
        fresh = FakeCentre(port=self.port, seq=self.seq, epoch=self.epoch)
        for one in fields(self):
            setattr(self, one.name, getattr(fresh, one.name))
        if self._server.fileno() < 0:
            self.mend()
        self.tell()

    def tell(self, **changes: Any) -> None:
        """Change the centre and send everybody its snapshot."""
        self.seq += 1
        self.centre.update(changes)
        self._socketio.emit("snapshot", self.snapshot(), namespace="/kiosk")

    def snapshot(self) -> dict[str, Any]:
        """What a kiosk gets on joining."""
        return {"seq": self.seq, "epoch": self.epoch, "centre": self.centre}

    def issue(self, key: str, wish: dict[str, Any]) -> dict[str, Any]:
        """The ticket for a key: the same key gives the same ticket."""
        return self.tickets.setdefault(key, self._ticket(len(self.tickets) + 1, wish))

    def ranges(self, size: int) -> list[dict[str, Any]]:
        """The same range of every series, from 501."""
        plain = {"day": self.centre["at"][:10], "first": 501, "last": 500 + size}
        used = sorted({one["ordinal"] for one in self.delivered})
        series = sorted({one["code"] for one in self.centre["fields"]})
        return [{**plain, "series": one, "used": used} for one in series if size]

    def take_in(self, ticket: dict[str, Any]) -> dict[str, Any]:
        """What becomes of a number given alone."""
        self.delivered.append(ticket)
        ordinal = ticket["ordinal"]
        if ordinal in self.refused_ordinals:
            return {
                "ordinal": ordinal,
                "state": "refused",
                "ticket": None,
                "code": "not_allowed",
            }
        return {"ordinal": ordinal, "state": "queued", "ticket": f"01K{ordinal}", "code": None}

    def _ticket(self, nth: int, wish: dict[str, Any]) -> dict[str, Any]:
        field_id = wish.get("field") or self._field_of(wish["procedure"])
        named_field = next(one for one in self.centre["fields"] if one["id"] == field_id)
        moment = "2026-11-23T08:01:12+07:00"
        return {
            "id": f"01J{nth:023}",
            "number": f"A{nth:03}",
            "field": field_id,
            "field_name": named_field["name"],
            "field_name_en": named_field["name_en"],
            "procedure": wish.get("procedure"),
            "purpose": wish.get("purpose"),
            "priority": wish.get("priority"),
            "language": wish.get("language", "vi"),
            "customer": "citizen",
            "state": "waiting",
            "counter": None,
            "calls": 0,
            "ahead": 4,
            "estimate": {"low": 12, "high": 21},
            "dossiers": [],
            "issued_at": moment,
            "queued_at": moment,
            "called_at": None,
            "started_at": None,
            "finished_at": None,
            "stop": 1,
            "stops": [{"field": field_id, "state": "waiting", "counter": None}],
            "trial": self.centre["trial"],
            "follow_url": self.follow_url,
        }

    def _field_of(self, code: str) -> str:
        return next(str(one["field"]) for one in self.procedures if one["code"] == code)


@contextmanager
def fake_centre(**changes: Any) -> Iterator[FakeCentre]:
    """A listening fake centre."""
    centre = FakeCentre(**changes)
    centre.mend()
    try:
        yield centre
    finally:
        with suppress(OSError):
            centre.cut()


class _Cuttable(ThreadedWSGIServer):
    """A web server whose lines can be broken as by a power cut."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._lines: list[socket.socket] = []

    def process_request(self, request: Any, client_address: Any) -> None:
        self._lines.append(request)
        super().process_request(request, client_address)

    def cut_lines(self) -> None:
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


class _Kiosk(Namespace):
    def __init__(self, namespace: str, centre: FakeCentre) -> None:
        super().__init__(namespace)
        self._centre = centre

    def on_connect(self, auth: dict[str, Any] | None) -> None:
        if not auth or auth.get("token") != self._centre.token:
            raise Refused("not_signed_in")
        emit("snapshot", self._centre.snapshot())


def _add_routes(app: Flask, centre: FakeCentre) -> None:
    @app.before_request
    def _check() -> tuple[Response, int] | None:
        if request.headers.get("Authorization") == f"Bearer {centre.token}":
            return None
        return _problem(401, {"code": "not_signed_in"})

    @app.post("/api/v1/tickets")
    def _issue() -> Any:
        key, wish = request.headers["Idempotency-Key"], request.get_json()
        centre.asked.append((key, wish))
        centre.issuing.wait(30)
        if centre.refusal is not None:
            return _problem(*centre.refusal)
        ticket = centre.issue(key, wish)
        if centre.answers_to_lose > 0:
            centre.answers_to_lose -= 1
            return "the line broke", 502
        return jsonify(ticket), 201

    @app.get("/api/v1/procedures")
    def _procedures() -> Any:
        limit = int(request.args["limit"])
        return jsonify(total=len(centre.procedures), items=centre.procedures[:limit])

    @app.put("/api/v1/devices/me/status")
    def _status() -> Any:
        centre.statuses.append(request.get_json())
        return jsonify(ok=True)


def _add_scans(app: Flask, centre: FakeCentre) -> None:
    @app.post("/api/v1/scan")
    def _scan() -> Any:
        centre.scanned.append(request.get_json()["text"])
        return jsonify(centre.scan_answer)

    @app.post("/api/v1/visits/<visit>/rating")
    def _judge(visit: str) -> Any:
        if centre.judging_refusal is not None:
            return _problem(*centre.judging_refusal)
        centre.judged.append({"visit": visit, **request.get_json()})
        return jsonify(ok=True), 201

    @app.post("/api/v1/check-in")
    def _check_in() -> Any:
        if centre.check_in_answer is None:
            return _problem(404, {"code": "not_found"})
        centre.checked_in.append(request.get_json()["text"])
        return jsonify(centre.check_in_answer)

    @app.post("/api/v1/dossiers/look")
    def _look() -> Any:
        code = request.get_json()["code"]
        centre.looked_at.append(code)
        if centre.look_refusal is not None:
            return _problem(*centre.look_refusal)
        told = {"known": bool(centre.look_answer), **centre.look_answer}
        return jsonify(dossier=code, **told)


def _add_routes_of_numbers_alone(app: Flask, centre: FakeCentre) -> None:
    @app.post("/api/v1/kiosks/ranges")
    def _ranges() -> Any:
        asked = request.get_json()
        if asked.get("release"):
            centre.returned.append(request.headers["Idempotency-Key"])
            return jsonify(items=[])
        size = min(asked["size"], centre.range_size)
        return jsonify(items=centre.ranges(size))

    @app.post("/api/v1/tickets/offline")
    def _offline() -> Any:
        return jsonify(items=[centre.take_in(one) for one in request.get_json()["items"]])


def _problem(status: int, more: dict[str, Any]) -> tuple[Response, int]:
    body = {"status": status, "title": "Không được", "detail": "Không được.", **more}
    response = jsonify(body)
    response.mimetype = "application/problem+json"
    if "retry_after" in more:
        response.headers["Retry-After"] = str(more["retry_after"])
    return response, status
