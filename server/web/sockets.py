"""Who may listen, and what a listener may ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from server.centre import Centre
from server.web.callers import COOKIE, STAFF, Caller, Credentials, identified
from server.web.publisher import Publisher
from server.web.refusals import NotSignedIn
from server.web.rooms import ADMIN, BOARD, COUNTER, HALL, KIOSK, TABLET, Room, Rooms
from server.web.routes.owners import LISTENERS

THE_HALL = Room(HALL, "hall")
Asked = dict[str, Any]


def bind_sockets(centre: Centre, socketio: SocketIO, rooms: Rooms, publisher: Publisher) -> None:
    """Wire the namespaces of the contract, without ``/follow``."""
    doors: dict[str, Callable[[Centre, Asked], tuple[Room, Credentials]]] = {
        BOARD: _board,
        KIOSK: _kiosk,
        COUNTER: _counter,
        HALL: _hall,
        TABLET: _tablet,
        ADMIN: _admin,
    }
    for namespace, door in doors.items():
        socketio.on_event("connect", _connect(centre, door, rooms, publisher), namespace)
        socketio.on_event("disconnect", _leave(rooms, publisher, namespace), namespace)
        socketio.on_event("watch", _watch(rooms, publisher, namespace), namespace)


def _connect(
    centre: Centre,
    door: Callable[[Centre, Asked], tuple[Room, Credentials]],
    rooms: Rooms,
    publisher: Publisher,
) -> Callable[[Any], None]:
    def connect(auth: Any = None) -> None:
        asked = auth if isinstance(auth, dict) else {}
        room, shown = door(centre, asked)
        sid = _sid()
        join_room(room.name)
        rooms.join(sid, room, shown)
        if room.namespace == BOARD and asked.get("speaks") is True:
            publisher.tell_speakers(rooms.speakers.join(sid, room.name, shown.authorization))
        publisher.greet(sid, room)

    return connect


def _leave(rooms: Rooms, publisher: Publisher, namespace: str) -> Callable[..., None]:
    def leave(*_reason: Any) -> None:
        rooms.leave(_sid(), namespace)
        publisher.tell_speakers(rooms.speakers.leave(_sid()))

    return leave


def _watch(rooms: Rooms, publisher: Publisher, namespace: str) -> Callable[..., None]:
    def watch(asked: Any = None) -> None:
        since = asked.get("since") if isinstance(asked, dict) else None
        room = rooms.room_of(_sid(), namespace)
        if room is not None and isinstance(since, int) and not isinstance(since, bool):
            publisher.replay(_sid(), room, since)

    return watch


def _board(centre: Centre, asked: Asked) -> tuple[Room, Credentials]:
    _, shown = _device(centre, asked, BOARD)
    zone = asked.get("zone")
    if not isinstance(zone, str) or zone not in {one.id for one in centre.settings.zones}:
        raise Refused("not_found")
    return Room(BOARD, zone), shown


def _kiosk(centre: Centre, asked: Asked) -> tuple[Room, Credentials]:
    name, shown = _device(centre, asked, KIOSK)
    return Room(KIOSK, name), shown


def _counter(centre: Centre, asked: Asked) -> tuple[Room, Credentials]:
    _, shown = _member_of_staff(centre, COUNTER)
    counter = asked.get("counter")
    if not isinstance(counter, str) or counter not in centre.counters:
        raise Refused("not_found")
    return Room(COUNTER, counter), shown


def _tablet(centre: Centre, asked: Asked) -> tuple[Room, Credentials]:
    _, shown = _device(centre, asked, TABLET)
    counter = asked.get("counter")
    if not isinstance(counter, str) or counter not in centre.counters:
        raise Refused("not_found")
    return Room(TABLET, counter), shown


def _hall(centre: Centre, _asked: Asked) -> tuple[Room, Credentials]:
    _, shown = _member_of_staff(centre, HALL)
    return THE_HALL, shown


def _admin(centre: Centre, _asked: Asked) -> tuple[Room, Credentials]:
    role, shown = _member_of_staff(centre, ADMIN)
    return Room(ADMIN, role), shown


def _member_of_staff(centre: Centre, namespace: str) -> tuple[str, Credentials]:
    shown = Credentials(cookie=request.cookies.get(COOKIE, "")[:256])
    caller = _identified(centre, shown)
    if caller.kind not in STAFF:
        raise Refused("not_signed_in")
    if caller.locked:
        raise Refused("locked")
    if caller.kind not in LISTENERS[namespace]:
        raise Refused("not_allowed")
    return caller.kind, shown


def _device(centre: Centre, asked: Asked, namespace: str) -> tuple[str, Credentials]:
    token = asked.get("token")
    if not isinstance(token, str):
        raise Refused("not_signed_in")
    shown = Credentials(authorization=f"Bearer {token[:256]}")
    caller = _identified(centre, shown)
    if caller.kind not in LISTENERS[namespace]:
        raise Refused("not_allowed")
    return caller.name, shown


def _identified(centre: Centre, shown: Credentials) -> Caller:
    def read() -> Caller:
        with centre.store.reading() as tx:
            return identified(centre, tx, shown)

    try:
        return centre.store.run(read)
    except NotSignedIn:
        raise Refused("not_signed_in") from None


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
