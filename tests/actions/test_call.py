"""Calling: whoever is next, a chosen number, and the same number again."""

from __future__ import annotations

import pytest
from hall import CHIEF, KIOSK, LAN, MINH, TestHall, done

from server.actions.call import call_chosen, next_ticket
from server.actions.counters import close_counter, pause_counter
from server.actions.issue import issue
from server.actions.recall import recall
from server.actions.refusals import NotAllowed, NotFound
from server.actions.serve import finish, no_show, start
from server.messages import TicketRequest
from server.rules.tickets import WrongMove


def call(hall: TestHall, counter: str = "1") -> str | None:
    visit = next_ticket(hall.centre, counter, LAN)
    return hall.number(visit) if visit else None


def miss(hall: TestHall, counter: str = "1") -> str:
    """Take a number, call it, and nobody comes."""
    visit = hall.take()
    next_ticket(hall.centre, counter, LAN)
    no_show(hall.centre, counter, LAN)
    return visit


# ---------------------------------------------------------------- next


def test_whoever_came_first_is_called_first(hall: TestHall) -> None:
    hall.open()
    for minutes in (0, 1, 1):
        hall.clock.go_on(minutes=minutes)
        hall.take()
    for expected in ("A001", "A002", "A003"):
        assert call(hall) == expected
        no_show(hall.centre, "1", LAN)


def test_nobody_waiting_is_no_error_and_changes_nothing(hall: TestHall) -> None:
    hall.open()
    hall.take("dat-dai")  # of a counter elsewhere
    before = hall.dump()
    assert call(hall) is None
    assert hall.dump() == before


def test_a_call_puts_the_ticket_at_the_counter_and_says_who_called(hall: TestHall) -> None:
    hall.open()
    visit = hall.take()
    hall.clock.go_on(minutes=4)
    assert next_ticket(hall.centre, "1", LAN) == visit
    ticket = hall.ticket(visit)
    assert (ticket.state, ticket.counter, ticket.calls) == ("called", "1", 1)
    assert ticket.called_at == "2026-11-23T08:04:00.000+07:00"
    assert hall.counter().state == "called"
    line = hall.log()[-1]
    assert (line["event"], line["counter"], line["staff"]) == ("called", "1", "lan")
    assert line["data"]["reason"] == "first_come"
    assert line["data"]["overtook"] == []


def test_a_priority_ticket_that_passes_others_is_logged_with_whom_it_passed(
    hall: TestHall,
) -> None:
    hall.open()
    hall.take("ho-tich")
    hall.take("dat-dai")
    hall.clock.go_on(minutes=2)
    hall.take("chung-thuc", priority="mang-thai")
    hall.clock.go_on(minutes=3)
    assert call(hall) == "B001"
    told = hall.log()[-1]["data"]
    assert told["reason"] == "priority"
    assert told["overtook"] == ["A001"]


def test_one_ticket_at_a_time(hall: TestHall) -> None:
    hall.open()
    hall.take()
    hall.take()
    call(hall)
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        call(hall)
    assert refused.value.state == "called"
    assert hall.dump() == before
    start(hall.centre, "1", LAN)
    with pytest.raises(WrongMove) as refused:
        call(hall)
    assert refused.value.state == "serving"


def test_a_closed_or_paused_counter_calls_nobody(hall: TestHall) -> None:
    hall.take()
    with pytest.raises(WrongMove) as refused:
        call(hall)
    assert refused.value.state == "closed"
    hall.open()
    pause_counter(hall.centre, "1", "Họp đột xuất", LAN)
    with pytest.raises(WrongMove) as refused:
        call(hall)
    assert refused.value.state == "paused"


def test_only_its_officer_and_a_supervisor_call_at_a_counter(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.take()
    before = hall.dump()
    for stranger in (MINH, KIOSK):
        with pytest.raises(NotAllowed):
            next_ticket(hall.centre, "1", stranger)
    assert hall.dump() == before
    assert next_ticket(hall.centre, "1", CHIEF) is not None
    line = hall.log()[-1]
    assert (line["staff"], line["data"]["officer"]) == ("truong", "lan")


def test_there_is_no_calling_to_a_counter_that_is_not_there(hall: TestHall) -> None:
    with pytest.raises(NotFound):
        next_ticket(hall.centre, "99", LAN)


# ---------------------------------------------------------------- a chosen number


def test_a_chosen_number_is_called_with_its_reason_and_whom_it_passed(hall: TestHall) -> None:
    hall.open()
    for _ in range(3):
        hall.take()
    call_chosen(hall.centre, "1", "A003", "có con nhỏ", LAN)
    told = hall.log()[-1]["data"]
    assert told["reason"] == "có con nhỏ"
    assert told["overtook"] == ["A001", "A002"]


def test_a_missed_number_can_be_called_again_and_counts_from_one(hall: TestHall) -> None:
    hall.open()
    visit = hall.take()
    next_ticket(hall.centre, "1", LAN)
    recall(hall.centre, "1", LAN)
    no_show(hall.centre, "1", LAN)
    call_chosen(hall.centre, "1", "A001", "đã quay lại", LAN)
    ticket = hall.ticket(visit)
    assert (ticket.state, ticket.calls, ticket.finished_at) == ("called", 1, None)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(), LAN)
    assert hall.ticket(visit).state == "done"
    assert hall.counter().missed == []


@pytest.mark.parametrize(
    ("number", "refusal"),
    [("A999", NotFound), ("C001", NotAllowed), ("", NotFound), ("'; --", NotFound)],
)
def test_a_number_not_given_today_or_of_another_field_is_not_called(
    hall: TestHall, number: str, refusal: type[Exception]
) -> None:
    hall.open()
    hall.take("dat-dai")
    before = hall.dump()
    with pytest.raises(refusal):
        call_chosen(hall.centre, "1", number, "thử", LAN)
    assert hall.dump() == before


def test_a_number_of_yesterday_is_not_called_today(hall: TestHall) -> None:
    hall.open()
    hall.take()
    hall.clock.go_on(days=1)
    with pytest.raises(NotFound):
        call_chosen(hall.centre, "1", "A001", "hôm qua", LAN)


@pytest.mark.parametrize("state", ["called", "serving", "done"])
def test_a_number_that_is_elsewhere_or_done_is_not_called(hall: TestHall, state: str) -> None:
    hall.open("1", LAN)
    hall.open("2", MINH)
    hall.take()
    next_ticket(hall.centre, "2", MINH)
    if state != "called":
        start(hall.centre, "2", MINH)
    if state == "done":
        finish(hall.centre, "2", done(), MINH)
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        call_chosen(hall.centre, "1", "A001", "thử", LAN)
    assert refused.value.state == state
    assert hall.dump() == before


def test_a_secondary_field_may_be_chosen(hall: TestHall) -> None:
    hall.open("3", MINH)
    hall.take("ho-tich")
    assert call_chosen(hall.centre, "3", "A001", "quầy 1 nghỉ", MINH)


# ---------------------------------------------------------------- without a ticket


def test_who_is_served_without_a_ticket_is_called_at_once_and_only_there(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.open("2", MINH)
    hall.take()
    visit = issue(hall.centre, TicketRequest(field="ho-tich", counter="1"), LAN)
    ticket = hall.ticket(visit)
    assert (ticket.number, ticket.state, ticket.counter) == ("A002", "called", "1")
    assert hall.events()[-2:] == ["issued", "called"]
    assert hall.log()[-1]["data"]["reason"] == "without_ticket"
    no_show(hall.centre, "1", LAN)
    with pytest.raises(NotAllowed):
        call_chosen(hall.centre, "2", "A002", "thử", MINH)
    assert call_chosen(hall.centre, "1", "A002", "đã quay lại", LAN) == visit


@pytest.mark.parametrize("trouble", ["busy", "closed", "not mine", "no such counter"])
def test_without_a_free_counter_of_ones_own_there_is_no_number_either(
    hall: TestHall, trouble: str
) -> None:
    if trouble != "closed":
        hall.open("1", MINH if trouble == "not mine" else LAN)
    if trouble == "busy":
        hall.take()
        call(hall)
    counter = "99" if trouble == "no such counter" else "1"
    before = hall.dump()
    with pytest.raises((WrongMove, NotAllowed, NotFound)):
        issue(hall.centre, TicketRequest(field="ho-tich", counter=counter), LAN)
    assert hall.dump() == before


# ---------------------------------------------------------------- again


def test_a_number_is_called_three_times_and_no_more(hall: TestHall) -> None:
    hall.open()
    visit = hall.take()
    call(hall)
    for nth in (2, 3):
        assert recall(hall.centre, "1", LAN) == visit
        assert hall.log()[-1]["data"]["nth"] == nth
    before = hall.dump()
    with pytest.raises(WrongMove):
        recall(hall.centre, "1", LAN)
    assert hall.dump() == before
    assert hall.ticket(visit).calls == 3
    assert hall.events() == ["counter_opened", "issued", "called", "recalled", "recalled"]


def test_only_a_called_number_is_called_again(hall: TestHall) -> None:
    hall.open()
    with pytest.raises(WrongMove):
        recall(hall.centre, "1", LAN)
    hall.take()
    call(hall)
    start(hall.centre, "1", LAN)
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        recall(hall.centre, "1", LAN)
    assert refused.value.state == "serving"
    assert hall.dump() == before


def test_a_recall_keeps_the_time_of_the_first_call(hall: TestHall) -> None:
    hall.open()
    visit = hall.take()
    call(hall)
    first = hall.ticket(visit).called_at
    hall.clock.go_on(minutes=1)
    recall(hall.centre, "1", LAN)
    assert hall.ticket(visit).called_at == first


def test_missed_numbers_stay_listed_at_their_counter(hall: TestHall) -> None:
    hall.open()
    visit = miss(hall)
    assert [one.number for one in hall.counter().missed] == [hall.number(visit)]
    close_counter(hall.centre, "1", LAN)
    assert [one.number for one in hall.counter().missed] == [hall.number(visit)]
