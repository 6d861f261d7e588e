"""One counter more for a field: what it would do to the wait, by the screens' own estimate."""

from __future__ import annotations

from hall import MINH, TestHall

from server.messages import HallField
from server.reports.supervision import hall_snapshot


def row(hall: TestHall, field: str = "ho-tich") -> HallField:
    with hall.centre.store.reading() as tx:
        told = hall_snapshot(hall.centre, tx, hall.now(), hall.centre.now())
    return next(one for one in told.fields if one.id == field)


def test_one_more_counter_shortens_the_wait_as_opening_one_really_does(hall: TestHall) -> None:
    hall.open()
    for _ in range(6):
        hall.take()
    before = row(hall)
    assert before.estimate
    assert before.with_one_more
    assert before.with_one_more.high < before.estimate.high
    hall.open("2", by=MINH)
    assert row(hall).estimate == before.with_one_more


def test_with_no_counter_open_it_is_what_the_first_one_would_bring(hall: TestHall) -> None:
    hall.take()
    assert row(hall).estimate is None
    told = row(hall).with_one_more
    assert told is not None
    assert told.high > 0


def test_a_field_without_a_line_asks_for_no_counter(hall: TestHall) -> None:
    hall.open()
    assert (row(hall).estimate, row(hall).with_one_more) == (None, None)
