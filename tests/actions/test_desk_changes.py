"""About a ticket that is not at a counter: cancel it, bring it back, change its priority."""

from __future__ import annotations

import pytest
from hall import LAN, MINH, TestHall

from server.actions.call import next_ticket
from server.actions.cancel import cancel
from server.actions.priority import change_priority
from server.actions.refusals import NotAllowed, NotFound, UnknownField
from server.actions.reinstate import reinstate
from server.actions.serve import no_show, start
from server.rules.tickets import WrongMove

ELDER = "nguoi-cao-tuoi"


@pytest.fixture
def missed(hall: TestHall) -> str:
    """A001, come at eight, was called and missed at ten past; B waits since five past."""
    visit = hall.take()
    hall.clock.go_on(minutes=5)
    hall.take()
    hall.open()
    hall.clock.go_on(minutes=5)
    next_ticket(hall.centre, "1", LAN)
    no_show(hall.centre, "1", LAN)
    return visit


def line(hall: TestHall) -> list[str]:
    return [one.number for one in hall.counter().waiting]


def test_a_cancelled_number_waits_no_longer_and_its_visit_is_over(hall: TestHall) -> None:
    visit = hall.take()
    cancel(hall.centre, visit, "ông đổi ý", LAN)
    assert (hall.ticket(visit).state, line(hall)) == ("cancelled", [])
    assert hall.log()[-1]["data"] == {"reason": "ông đổi ý"}


def test_who_is_at_a_counter_is_not_cancelled(hall: TestHall) -> None:
    visit = hall.take()
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    before = hall.dump()
    with pytest.raises(WrongMove):
        cancel(hall.centre, visit, None, LAN)
    with pytest.raises(NotFound):
        cancel(hall.centre, "nobody", None, LAN)
    assert hall.dump() == before


def test_within_the_grace_time_a_missed_number_has_its_old_place(
    hall: TestHall, missed: str
) -> None:
    hall.clock.go_on(minutes=15)
    reinstate(hall.centre, missed, "đi vệ sinh", LAN)
    assert line(hall) == ["A001", "A002"]
    ticket = hall.ticket(missed)
    assert (ticket.state, ticket.counter, ticket.calls) == ("waiting", None, 0)
    assert next_ticket(hall.centre, "1", LAN) == missed


def test_after_it_a_missed_number_waits_as_if_new(hall: TestHall, missed: str) -> None:
    hall.clock.go_on(minutes=16)
    reinstate(hall.centre, missed, None, LAN)
    assert line(hall) == ["A002", "A001"]


def test_a_missed_number_stands_in_the_list_with_the_end_of_its_grace_time(
    hall: TestHall, missed: str
) -> None:
    [one] = hall.counter().missed
    assert (one.id, one.number) == (missed, "A001")
    assert one.grace_until == "2026-11-23T08:25:00.000+07:00"


def test_no_priority_for_somebody_who_has_none_is_no_way_back_into_the_queue(
    hall: TestHall,
) -> None:
    visit = hall.take()
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    change_priority(hall.centre, visit, None, "không thuộc diện ưu tiên", LAN)
    assert hall.ticket(visit).state == "called"


def test_yesterdays_missed_number_does_not_come_back(hall: TestHall, missed: str) -> None:
    hall.clock.go_on(days=1)
    with pytest.raises(WrongMove):
        reinstate(hall.centre, missed, None, LAN)


def test_without_the_priority_a_ticket_waits_in_its_normal_place(hall: TestHall) -> None:
    hall.take()
    hall.clock.go_on(minutes=1)
    visit = hall.take(priority=ELDER)
    hall.clock.go_on(minutes=10)
    assert line(hall) == ["A002", "A001"]
    change_priority(hall.centre, visit, None, "không thuộc diện ưu tiên", LAN)
    assert line(hall) == ["A001", "A002"]
    told = {"before": ELDER, "after": None, "reason": "không thuộc diện ưu tiên"}
    assert hall.log()[-1]["data"] == told
    change_priority(hall.centre, visit, ELDER, "có thẻ", LAN)
    assert line(hall) == ["A002", "A001"]


def test_who_was_called_with_a_priority_they_do_not_have_goes_back_to_the_normal_place(
    hall: TestHall,
) -> None:
    first = hall.take()
    hall.clock.go_on(minutes=1)
    visit = hall.take(priority=ELDER)
    hall.clock.go_on(minutes=10)
    hall.open()
    assert next_ticket(hall.centre, "1", LAN) == visit
    change_priority(hall.centre, visit, None, "không thuộc diện ưu tiên", LAN)
    assert (hall.counter().state, line(hall)) == ("open", ["A001", "A002"])
    assert next_ticket(hall.centre, "1", LAN) == first


def test_who_is_being_served_stays_and_is_only_noted(hall: TestHall) -> None:
    visit = hall.take(priority=ELDER)
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    change_priority(hall.centre, visit, None, "không thuộc diện ưu tiên", LAN)
    ticket = hall.ticket(visit)
    assert (ticket.state, ticket.priority) == ("serving", None)


def test_nobody_takes_a_ticket_from_anothers_counter(hall: TestHall) -> None:
    visit = hall.take(priority=ELDER)
    hall.open()
    next_ticket(hall.centre, "1", LAN)
    before = hall.dump()
    with pytest.raises(NotAllowed):
        change_priority(hall.centre, visit, None, "không thuộc diện ưu tiên", MINH)
    assert hall.dump() == before


def test_a_class_that_the_centre_does_not_have_and_a_closed_visit_change_nothing(
    hall: TestHall, missed: str
) -> None:
    before = hall.dump()
    with pytest.raises(UnknownField):
        change_priority(hall.centre, missed, "vip", "quen", LAN)
    with pytest.raises(WrongMove):
        change_priority(hall.centre, missed, ELDER, "có thẻ", LAN)
    assert hall.dump() == before
