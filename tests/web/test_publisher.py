"""When the publisher tells a room what came too soon after the last news."""

from __future__ import annotations

import time

import pytest
from hall import TestHall

from server.web.app import create_web
from server.web.callers import Credentials
from server.web.followers import Followers
from server.web.precedence import Precedence
from server.web.publisher import FOLDED_S, Publisher
from server.web.rooms import HALL, Room, Rooms

THE_HALL = Room(HALL, "hall")


@pytest.fixture
def rooms() -> Rooms:
    rooms = Rooms()
    rooms.join("page", THE_HALL, Credentials())
    return rooms


@pytest.fixture
def publisher(hall: TestHall, rooms: Rooms) -> Publisher:
    socketio = create_web(hall.centre, "threading", lambda: True).socketio
    precedence = Precedence(socketio.sleep)
    followers = Followers(hall.centre, socketio, precedence, lambda: True)
    return Publisher(hall.centre, socketio, rooms, followers, lambda: True)


def test_what_is_held_back_waits_for_the_rest_of_its_rooms_time_and_not_for_all_of_it_again(
    publisher: Publisher, rooms: Rooms
) -> None:
    publisher._sent_at[THE_HALL] = time.monotonic()
    rooms.all_stale()
    waits = [publisher._patience() for _ in range(2)]
    assert FOLDED_S > waits[0] > waits[1]
    publisher._sent_at[THE_HALL] -= FOLDED_S
    assert publisher._patience() < min(waits) / 2


def test_without_news_it_only_looks_now_and_then(publisher: Publisher, rooms: Rooms) -> None:
    publisher._sent_at[THE_HALL] = time.monotonic()
    assert publisher._patience() > FOLDED_S
    rooms.all_stale()
    assert publisher._patience() <= FOLDED_S
