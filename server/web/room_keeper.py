"""Who is in which room of the sockets, known both ways.

python-socketio looks for somebody who leaves in every room there is. When a hall's wireless network
failed, 5,000 pages left 5,000 rooms at once, and nobody else was served for half a minute.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import Any

from socketio import Manager


class RoomKeeper(Manager):  # type: ignore[misc]
    """The library's manager of one process, which remembers each client's own rooms."""

    def __init__(self) -> None:
        super().__init__()
        self._rooms_of: dict[tuple[str, str], set[Any]] = defaultdict(set)

    def basic_enter_room(
        self, sid: str, namespace: str, room: Any, eio_sid: str | None = None
    ) -> None:
        """Put a client into a room."""
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._rooms_of[namespace, sid].add(room)

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        """Take a client out of a room."""
        super().basic_leave_room(sid, namespace, room)
        self._rooms_of[namespace, sid].discard(room)

    def basic_disconnect(self, sid: str, namespace: str, **_more: Any) -> None:
        """Forget a client that has gone; the library's own, but for where it looks."""
        for room in self._rooms_of.pop((namespace, sid), set()):
            super().basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            with suppress(ValueError):
                pending.get(namespace, []).remove(sid)
            if not pending.get(namespace, [sid]):
                del pending[namespace]
