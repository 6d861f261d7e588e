"""Who leaves the sockets leaves their own rooms, and nobody looks for them in all the others."""

from __future__ import annotations

import pytest
from socketio import Manager, Server

from server.web.room_keeper import RoomKeeper

PAGE = "/follow"


class NotLookedInto(dict[str, str]):
    """A room that nobody may search."""

    def __contains__(self, key: object) -> bool:
        raise AssertionError("looked into somebody else's room")


def with_clients(keeper: Manager, count: int) -> list[str]:
    """So many clients in a namespace, each also in a room of its own choice."""
    Server(async_mode="threading", client_manager=keeper)
    clients = [keeper.connect(f"line-{n}", PAGE) for n in range(count)]
    for n, sid in enumerate(clients):
        keeper.basic_enter_room(sid, PAGE, f"ticket-{n}")
    return clients


def members(keeper: Manager) -> dict[object, set[str]]:
    return {room: set(of) for room, of in keeper.rooms.get(PAGE, {}).items()}


@pytest.fixture
def keeper() -> RoomKeeper:
    return RoomKeeper()


def test_who_leaves_is_in_no_room_any_more_as_in_the_library(keeper: RoomKeeper) -> None:
    library = Manager()
    for manager in (keeper, library):
        first, second, third = with_clients(manager, 3)
        manager.basic_leave_room(second, PAGE, "ticket-1")
        manager.pre_disconnect(first, PAGE)
        manager.disconnect(first, PAGE)
        manager.disconnect(first, PAGE)
        left = members(manager)
        assert left == {
            None: {second, third},
            second: {second},
            third: {third},
            "ticket-2": {third},
        }
        assert manager.pending_disconnect == {}
        manager.disconnect(second, PAGE)
        manager.disconnect(third, PAGE)
        assert members(manager) == {}


def test_nobody_is_looked_for_in_the_rooms_of_others(keeper: RoomKeeper) -> None:
    first, _ = with_clients(keeper, 2)
    keeper.rooms[PAGE]["ticket-1"] = NotLookedInto()
    keeper.disconnect(first, PAGE)
    assert first not in keeper.rooms[PAGE][None]
