"""Who listens: the rooms of each namespace, and which of them have news to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from server.web.callers import Credentials
from server.web.speakers import Speakers

BOARD, KIOSK, COUNTER, HALL, ADMIN = "/board", "/kiosk", "/counter", "/hall", "/admin"
TABLET, FOLLOW = "/tablet", "/follow"
ADDRESSED = {
    (BOARD, "call"): "zone",
    (COUNTER, "call"): "counter_id",
    (KIOSK, "reprint"): "device",
}
"""Which part of an event names the room that hears it."""


@dataclass(frozen=True, slots=True)
class Room:
    """One audience: a zone's boards, a counter's browsers, one kiosk, or the supervisors."""

    namespace: str
    name: str

    def hears(self, event: str, told: dict[str, Any]) -> bool:
        """Whether an event is for this audience."""
        key = ADDRESSED.get((self.namespace, event))
        return key is not None and bool(told[key] == self.name)


@dataclass(frozen=True, slots=True)
class Member:
    """A connected client and what it showed at the door."""

    sid: str
    room: Room
    shown: Credentials


class Rooms:
    """The members of every room of this server process."""

    def __init__(self) -> None:
        self.speakers = Speakers()
        self._members: dict[tuple[str, str], Member] = {}
        self._stale: set[Room] = set()

    def join(self, sid: str, room: Room, shown: Credentials) -> None:
        """Somebody listens."""
        self._members[sid, room.namespace] = Member(sid, room, shown)

    def leave(self, sid: str, namespace: str) -> None:
        """Somebody has gone."""
        self._members.pop((sid, namespace), None)

    def room_of(self, sid: str, namespace: str) -> Room | None:
        """The room of a client."""
        member = self._members.get((sid, namespace))
        return member.room if member else None

    def occupied(self) -> set[Room]:
        """The rooms with anybody in them."""
        return {member.room for member in list(self._members.values())}

    def all_stale(self) -> None:
        """Everybody should hear the news."""
        self._stale = self.occupied()

    def grow_stale(self, namespace: str) -> None:
        """Time alone has changed what one kind of audience should see."""
        self._stale |= {room for room in self.occupied() if room.namespace == namespace}

    def stale(self) -> set[Room]:
        """The rooms that have not heard the newest state."""
        return self._stale & self.occupied()

    def fresh(self, room: Room) -> None:
        """This room has heard it."""
        self._stale.discard(room)

    def members(self) -> list[Member]:
        """Everybody who listens."""
        return list(self._members.values())
