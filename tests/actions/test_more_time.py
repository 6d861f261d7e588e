"""*I need more time* from a phone: bounded, written down, and undone by nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import CHIEF, KIOSK, LAN, TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.actor import Actor
from server.actions.call import next_ticket
from server.actions.more_time import take_more_time
from server.actions.refusals import NotFound
from server.actions.transfer import transfer
from server.messages import TransferRequest
from server.rules.tickets import WrongMove

PHONE = Actor(device="(phone)")


def line_of(hall: TestHall) -> list[str]:
    """Who is called when, by number."""
    return [one.number for one in hall.now().line]


def came_after_each_other(hall: TestHall, people: int) -> list[str]:
    visits = []
    for _ in range(people):
        visits.append(hall.take())
        hall.clock.go_on(seconds=30)
    return visits


def test_the_next_three_go_first_and_the_log_says_who(hall: TestHall) -> None:
    visits = came_after_each_other(hall, 6)
    take_more_time(hall.centre, visits[1], PHONE)
    assert line_of(hall) == ["A001", "A003", "A004", "A005", "A002", "A006"]
    line = hall.log()[-1]
    assert (line["event"], line["visit"], line["device"]) == ("moved_back", visits[1], "(phone)")
    assert line["data"]["let_through"] == ["A003", "A004", "A005"]
    assert line["data"]["arrived_at"] > line["data"]["before"]


def test_it_may_be_asked_for_twice_at_each_stop(hall: TestHall) -> None:
    visits = came_after_each_other(hall, 9)
    for _ in range(2):
        take_more_time(hall.centre, visits[0], PHONE)
    assert line_of(hall)[6] == "A001"
    with pytest.raises(WrongMove) as refused:
        take_more_time(hall.centre, visits[0], PHONE)
    assert refused.value.state == "asked_enough"
    assert line_of(hall)[6] == "A001"


def test_an_officer_sees_who_has_let_others_go_first(hall: TestHall) -> None:
    visits = came_after_each_other(hall, 4)
    take_more_time(hall.centre, visits[0], PHONE)
    last = hall.counter().waiting[-1]
    assert (last.number, last.moved_back) == (hall.number(visits[0]), 1)
    assert [one.moved_back for one in hall.counter().waiting[:-1]] == [0, 0, 0]


def test_nothing_is_moved_where_nobody_is_behind(hall: TestHall) -> None:
    [visit] = came_after_each_other(hall, 1)
    hall.take("dat-dai")
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        take_more_time(hall.centre, visit, PHONE)
    assert refused.value.state == "nobody_behind"
    assert hall.dump() == before


def test_who_has_been_called_or_was_never_here_gets_none(hall: TestHall) -> None:
    visits = came_after_each_other(hall, 3)
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    with pytest.raises(WrongMove) as refused:
        take_more_time(hall.centre, visits[0], PHONE)
    assert refused.value.state == "called"
    with pytest.raises(NotFound):
        take_more_time(hall.centre, "nobody", PHONE)


def test_a_place_at_the_front_is_given_up_and_a_counters_call_meets_the_new_order(
    hall: TestHall,
) -> None:
    visits = came_after_each_other(hall, 3)
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    first = TransferRequest(field="ho-tich", place="first")
    transfer(hall.centre, "1", first, LAN)
    assert line_of(hall)[0] == "A001"
    take_more_time(hall.centre, visits[0], PHONE)
    assert next_ticket(hall.centre, "1", CHIEF) == visits[1]


def test_a_centre_may_give_none(tmp_path: Path) -> None:
    config = write_centre(tmp_path / "centre", small_centre(follow={"more_time_times": 0}))
    with open_hall(tmp_path / "data", config) as hall:
        visits = came_after_each_other(hall, 3)
        with pytest.raises(WrongMove) as refused:
            take_more_time(hall.centre, visits[0], KIOSK)
        assert refused.value.state == "asked_enough"
