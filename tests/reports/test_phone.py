"""What a phone is told of its own numbers when it was not here in time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.cancel import cancel
from server.actions.phone import PHONE, let_lapse, take_from_phone
from server.messages import PhoneAnswer, TicketWish
from server.reports.hall import read_hall
from server.reports.phone import phone_answer

HOME = "203.0.113.9"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    centre = small_centre(phone={"enabled": True})
    with open_hall(tmp_path / "data", write_centre(tmp_path / "config", centre)) as opened:
        yield opened


def take(hall: TestHall) -> str:
    return take_from_phone(hall.centre, TicketWish(field="ho-tich"), "p", HOME)


def told(hall: TestHall, phone: str = "p") -> PhoneAnswer:
    with hall.centre.store.reading() as tx:
        return phone_answer(hall.centre, tx, read_hall(hall.centre, tx), phone, HOME)


def test_a_number_that_lapsed_is_not_just_gone(hall: TestHall) -> None:
    visit = take(hall)
    [number] = told(hall).numbers
    hall.clock.go_on(minutes=31)
    let_lapse(hall.centre)
    lapsed = told(hall).lapsed
    assert lapsed is not None
    assert (lapsed.number, lapsed.by) == (hall.number(visit), number.here_by)
    assert told(hall, "another").lapsed is None
    take(hall)
    assert told(hall).lapsed is None


def test_who_has_left_the_queue_knows_it(hall: TestHall) -> None:
    cancel(hall.centre, take(hall), "left", PHONE)
    assert (told(hall).numbers, told(hall).lapsed) == ([], None)
