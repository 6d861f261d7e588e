"""A stop that somebody else has just moved is refused, not overwritten."""

from __future__ import annotations

import pytest
from hall import LAN, TestHall

from server.actions.call import next_ticket
from server.rules.tickets import Move, WrongMove
from server.store.stops import current_stop, move_stop, stops_of


def test_a_move_from_a_state_that_is_no_longer_true_changes_nothing(hall: TestHall) -> None:
    hall.open()
    visit = hall.take()
    with hall.centre.store.reading() as tx:
        seen_waiting = current_stop(stops_of(tx, visit))
    next_ticket(hall.centre, "1", LAN)
    before = hall.dump()

    def move_late() -> None:
        with hall.centre.store.transaction() as tx:
            move_stop(tx, seen_waiting, Move.CALL, counter="2", officer="minh")

    with pytest.raises(WrongMove):
        move_late()
    assert hall.dump() == before
