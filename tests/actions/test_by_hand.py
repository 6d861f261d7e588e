"""Numbers given on paper in an emergency: kept for it, entered once, queued or logged as served."""

from __future__ import annotations

from typing import Any

import pytest
from hall import CHIEF, KIOSK, LAN, TestHall

from server.actions.announce import declare_emergency
from server.actions.by_hand import enter_by_hand
from server.actions.call import next_ticket
from server.actions.ranges import reserve_ranges
from server.messages import EmergencyRequest, HandTicket
from server.reports.supervision import hall_snapshot
from server.rules.tickets import WrongMove


def emergency(hall: TestHall, on: bool = True) -> None:
    request = EmergencyRequest(on=on, message="Mời theo cán bộ hướng dẫn." if on else None)
    declare_emergency(hall.centre, request, CHIEF)


def enter(hall: TestHall, number: str, field: str = "ho-tich", **more: Any) -> str:
    at = hall.centre.local_now()
    ticket = HandTicket.model_validate({"number": number, "field": field, "at": at, **more})
    return enter_by_hand(hall.centre, ticket, CHIEF)


def kept(hall: TestHall) -> list[tuple[str, str]]:
    """What the hall page says may be handed out on paper."""
    with hall.centre.store.reading() as tx:
        told = hall_snapshot(hall.centre, tx, hall.now(), hall.centre.now())
    return [(line.first, line.last) for line in told.by_hand]


def test_an_emergency_keeps_numbers_of_every_series_that_nobody_else_is_given(
    hall: TestHall,
) -> None:
    spans = reserve_ranges(hall.centre, 30, KIOSK)
    assert [(one.first, one.last) for one in spans] == [(970, 999)] * 3
    emergency(hall)
    assert kept(hall) == [("A930", "A969"), ("B930", "B969"), ("C930", "C969")]
    emergency(hall, on=False)
    assert hall.number(hall.take()) == "A001"


def test_a_number_from_the_paper_waits_from_when_it_was_given(hall: TestHall) -> None:
    hall.open()
    emergency(hall)
    given_at = hall.centre.local_now()
    hall.clock.go_on(minutes=30)
    emergency(hall, on=False)
    hall.take()
    visit = enter(hall, " a960 ", at=given_at)
    [first, _] = hall.counter().waiting
    assert (first.number, first.wait_s) == ("A960", 1800)
    assert next_ticket(hall.centre, "1", LAN) == visit
    assert kept(hall)[0] == ("A961", "A999")


def test_who_was_served_meanwhile_is_in_the_log_and_not_in_the_line(hall: TestHall) -> None:
    emergency(hall)
    visit = enter(hall, "A930", served=True)
    assert hall.ticket(visit).state == "done"
    assert hall.now().waiting == []
    lines = [line for line in hall.log() if line["visit"] == visit]
    assert [line["event"] for line in lines] == ["issued", "finished"]
    assert all(line["data"]["by_hand"] and line["staff"] == "truong" for line in lines)


def test_a_service_of_unknown_length_teaches_nothing_about_lengths(hall: TestHall) -> None:
    before = hall.now().floor.times.of("ho-tich", None)
    enter(hall, "A930", served=True)
    assert hall.now().floor.times.of("ho-tich", None) == before


@pytest.mark.parametrize(
    ("number", "state"),
    [("A001", "taken"), ("A985", "reserved"), ("B930", "other_series"), ("A9", "other_series")],
)
def test_no_number_is_given_twice(hall: TestHall, number: str, state: str) -> None:
    reserve_ranges(hall.centre, 30, KIOSK)
    hall.take()
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        enter(hall, number)
    assert refused.value.state == state
    assert hall.dump() == before


def test_the_same_paper_is_entered_once(hall: TestHall) -> None:
    enter(hall, "A930")
    with pytest.raises(WrongMove, match="taken"):
        enter(hall, "A930")


def test_a_number_outside_what_was_kept_is_passed_over_afterwards(hall: TestHall) -> None:
    hall.take()
    enter(hall, "A003")
    assert [hall.number(hall.take()) for _ in range(2)] == ["A002", "A004"]


def test_yesterdays_paper_is_not_entered_today(hall: TestHall) -> None:
    yesterday = hall.centre.local_now()
    hall.clock.go_on(days=1)
    with pytest.raises(WrongMove, match="other_day"):
        enter(hall, "A930", at=yesterday)
