"""When a session ends: the last number, and those who still wait are never stranded in silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hall import KIOSK, LAN, MINH, TestHall, done, open_hall
from made_centre import small_centre, write_centre

from server.actions.automatic import call_waiting
from server.actions.call import next_ticket
from server.actions.counters import close_counter, pause_counter
from server.actions.hold import hold
from server.actions.issue import issue
from server.actions.ranges import reserve_ranges
from server.actions.refusals import CentreClosed, FieldClosed
from server.actions.serve import finish, start
from server.actions.session import settle_session
from server.actions.transfer import transfer
from server.messages import CentreAnswer, HoldRequest, SessionEnd, TicketRequest, TransferRequest
from server.reports.centre import centre_answer
from server.reports.scans import scan_answer
from server.reports.session import session_end
from server.rules.tickets import WrongMove
from server.store.visits import VisitQuestion, find_visits

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
Open = Callable[..., TestHall]


def at(clock: str, day: int = 23) -> dt.datetime:
    """An instant of that Monday, 23/11/2026, or of a day after it."""
    return dt.datetime.fromisoformat(f"2026-11-{day}T{clock}:00+07:00")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens a centre that works in the morning and in the afternoon; again on the same data."""
    with ExitStack() as stack:

        def open_one(**settings: Any) -> TestHall:
            config = write_centre(
                tmp_path / "config", small_centre(hours=HOURS, session_end=settings)
            )
            hall = stack.enter_context(open_hall(tmp_path / "data", config))
            settle_session(hall.centre)
            return hall

        yield open_one


def goes_on(hall: TestHall, moment: dt.datetime) -> None:
    """Time passes, and the server looks round."""
    hall.clock.at = moment
    settle_session(hall.centre)


def told(hall: TestHall) -> SessionEnd:
    with hall.centre.store.reading():
        said = session_end(hall.centre, hall.now())
    assert said is not None
    return said


def centre_of(hall: TestHall) -> CentreAnswer:
    with hall.centre.store.reading():
        return centre_answer(hall.centre, hall.now())


# ---------------------------------------------------------------- the last number


def test_a_number_is_refused_when_its_wait_would_pass_the_end(opened: Open) -> None:
    hall = opened()
    hall.open()
    goes_on(hall, at("11:05"))
    for _ in range(4):  # eight minutes each, one free counter, twenty-five minutes left
        hall.take()
    with pytest.raises(FieldClosed) as refused:
        hall.take()
    assert refused.value.reason == "wait_past_end"
    assert refused.value.opens_at == at("13:00")


def test_the_kiosk_is_told_which_fields_give_none_and_from_when_again(opened: Open) -> None:
    hall = opened()
    hall.open()
    hall.open("3", by=MINH)
    goes_on(hall, at("11:05"))
    for _ in range(8):  # counter 3 helps out
        hall.take()
    settle_session(hall.centre)
    fields = {one.id: one for one in centre_of(hall).fields}
    assert (fields["ho-tich"].open, fields["ho-tich"].reason) == (False, "wait_past_end")
    assert fields["ho-tich"].opens_at == at("13:00").isoformat()
    assert (fields["dat-dai"].open, fields["dat-dai"].opens_at) == (True, None)
    [line] = [line for line in hall.log() if line["event"] == "last_numbers"]
    assert line["data"] == {"stopped": ["chung-thuc", "ho-tich"], "again": []}


def test_a_service_that_makes_room_lets_the_field_give_numbers_again(opened: Open) -> None:
    hall = opened()
    hall.open()
    goes_on(hall, at("11:05"))
    for _ in range(4):
        hall.take()
    settle_session(hall.centre)
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(), LAN)
    settle_session(hall.centre)
    assert hall.log()[-1]["data"] == {"stopped": [], "again": ["chung-thuc", "ho-tich"]}
    hall.take()


@pytest.mark.parametrize(("by", "given"), [("low", 4), ("high", 2), ("off", 9)])
def test_a_centre_chooses_how_careful_it_is(opened: Open, by: str, given: int) -> None:
    hall = opened(last_number=by)
    hall.open()
    goes_on(hall, at("11:05"))
    taken = 0
    for _ in range(9):
        try:
            hall.take()
        except FieldClosed:
            break
        taken += 1
    assert taken == given


def test_before_a_counter_opens_nobody_is_refused_for_a_wait_nobody_knows(opened: Open) -> None:
    hall = opened()
    goes_on(hall, at("11:29"))
    hall.take()


def test_an_officer_serves_somebody_without_a_ticket_until_the_end(opened: Open) -> None:
    hall = opened()
    hall.open()
    goes_on(hall, at("11:05"))
    for _ in range(4):
        hall.take()
    request = TicketRequest(field="ho-tich", counter="1")
    assert hall.ticket(issue(hall.centre, request, LAN)).state == "called"


# ---------------------------------------------------------------- those who still wait


def test_those_who_wait_are_finished_and_nobody_comes_after_them(opened: Open) -> None:
    hall = opened(at_break="finish")
    hall.open()
    first, second = hall.take(), hall.take()
    goes_on(hall, at("11:31"))
    with pytest.raises(CentreClosed):
        hall.take()
    assert (told(hall).way, told(hall).count) == ("finish", 2)
    assert "vẫn được phục vụ hết" in told(hall).text
    assert next_ticket(hall.centre, "1", LAN) == first
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(), LAN)
    assert next_ticket(hall.centre, "1", LAN) == second


def test_over_the_break_a_line_keeps_its_order_and_the_break_is_no_wait(opened: Open) -> None:
    hall = opened(at_break="carry_over", last_number="off")
    hall.open()
    goes_on(hall, at("11:10"))
    elder = hall.take(priority="nguoi-cao-tuoi")
    goes_on(hall, at("11:20"))
    other = hall.take()
    goes_on(hall, at("11:30"))
    with pytest.raises(WrongMove, match="session_ended"):
        next_ticket(hall.centre, "1", LAN)
    assert "giữ nguyên thứ tự và được gọi đầu tiên khi mở cửa lại lúc 13:00" in told(hall).text
    goes_on(hall, at("13:00"))
    hall.take()
    waits = {one.number: one.wait_s for one in hall.counter().waiting}
    assert waits == {hall.number(elder): 1200, hall.number(other): 600, "A003": 0}
    assert next_ticket(hall.centre, "1", LAN) == elder


def test_an_automatic_counter_calls_nobody_during_the_break(opened: Open) -> None:
    hall = opened(at_break="carry_over")
    hall.take()
    goes_on(hall, at("11:30"))
    hall.open(mode="auto")
    hall.clock.go_on(minutes=1)
    assert call_waiting(hall.centre) == 0
    goes_on(hall, at("13:00"))
    assert call_waiting(hall.centre) == 1


def test_overnight_a_number_keeps_its_place_and_is_given_to_nobody_else(opened: Open) -> None:
    hall = opened(at_evening="carry_over")
    hall.take()
    goes_on(hall, at("16:50"))
    late = hall.take()
    goes_on(hall, at("17:00"))
    assert told(hall).numbers == ["A001", "A002"]
    assert told(hall).text.endswith("được gọi đầu tiên khi mở cửa lại lúc 07:30 ngày 24/11.")
    goes_on(hall, at("07:30", day=24))
    hall.open()
    fresh = [hall.number(hall.take()) for _ in range(2)]
    assert fresh == ["A003", "A004"]
    line = [one.number for one in hall.counter().waiting]
    assert line == ["A001", "A002", "A003", "A004"]
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    finish(hall.centre, "1", done(), LAN)
    assert next_ticket(hall.centre, "1", LAN) == late


def test_staff_find_a_carried_number_on_the_day_it_waits_for(opened: Open) -> None:
    hall = opened(at_evening="carry_over")
    hall.clock.at = at("16:55")
    visit = hall.take()
    goes_on(hall, at("07:30", day=24))
    for day, found in (("2026-11-23", [visit]), ("2026-11-24", [visit]), ("2026-11-25", [])):
        asked = VisitQuestion(first_day=day, last_day=day, number=hall.number(visit))
        with hall.centre.store.reading() as tx:
            assert [one.id for one in find_visits(tx, asked)] == found


def test_a_kiosk_alone_never_gives_a_number_that_was_carried_over(opened: Open) -> None:
    hall = opened(at_evening="carry_over")
    numbers = hall.centre.settings.numbers
    assert numbers.last == 999
    hall.clock.at = at("16:55")
    hall.take()
    goes_on(hall, at("07:30", day=24))
    spans = reserve_ranges(hall.centre, 100, KIOSK)
    assert all(not one.first <= 1 <= one.last for one in spans if one.series == "A")
    assert hall.number(hall.take()) == "A002"


def test_over_a_weekend_a_number_waits_for_monday(opened: Open) -> None:
    hall = opened(at_evening="carry_over")
    hall.clock.at = at("16:30", day=27)
    settle_session(hall.centre)
    visit = hall.take()
    goes_on(hall, at("17:00", day=27))
    goes_on(hall, at("09:00", day=29))
    assert hall.counter().waiting == []
    goes_on(hall, at("07:30", day=30))
    assert [one.number for one in hall.counter().waiting] == [hall.number(visit)]


def test_a_closed_number_is_apologised_for_on_every_screen_and_in_the_log(opened: Open) -> None:
    hall = opened(at_evening="close")
    visit = hall.take()
    goes_on(hall, at("17:00"))
    assert hall.ticket(visit).state == "cancelled"
    assert hall.ticket(visit).apology == "evening"
    assert "Trung tâm xin lỗi Ông/Bà chưa được phục vụ" in told(hall).text
    assert "Số: A001." in told(hall).text
    assert "Numbers: A001." in told(hall).text_en
    lines = [line for line in hall.log() if line["event"] == "closed_with_apology"]
    assert [(line["visit"], line["data"]["number"]) for line in lines] == [(visit, "A001")]


def test_whoever_is_at_a_counter_or_held_is_not_turned_away(opened: Open) -> None:
    hall = opened(at_evening="close")
    hall.open()
    held, served = hall.take(), hall.take()
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(), LAN)
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    goes_on(hall, at("17:00"))
    assert finish(hall.centre, "1", done(), LAN) == served
    goes_on(hall, at("07:30", day=24))
    assert [one.number for one in hall.counter().held] == [hall.number(held)]


@pytest.mark.parametrize(("evening", "until"), [(False, "13:00"), (True, "07:30")])
def test_a_slip_scanned_meanwhile_says_until_when_the_number_is_kept(
    opened: Open, evening: bool, until: str
) -> None:
    hall = opened(at_break="carry_over", at_evening="carry_over")
    hall.clock.at = at("16:00" if evening else "11:00")
    number = hall.number(hall.take())
    goes_on(hall, at("17:00" if evening else "11:30"))
    with hall.centre.store.reading() as tx:
        scan = scan_answer(hall.centre, tx, number)
    opens = at(until, day=24 if evening else 23)
    assert (scan.state, scan.ticket, scan.apology) == ("waiting", number, None)
    assert scan.kept_until
    assert dt.datetime.fromisoformat(scan.kept_until) == opens


# ---------------------------------------------------------------- all counters closed


def test_when_all_counters_stay_closed_numbers_stop_until_one_opens(opened: Open) -> None:
    hall = opened(all_closed_minutes=10)
    hall.open()
    waiting = hall.take()
    close_counter(hall.centre, "1", LAN)
    goes_on(hall, at("08:09"))
    hall.take()
    goes_on(hall, at("08:10"))
    with pytest.raises(CentreClosed) as refused:
        hall.take()
    assert refused.value.reason == "all_closed"
    assert (centre_of(hall).open, told(hall).kind) == (False, "all_closed")
    assert "được gọi đầu tiên khi quầy mở lại" in told(hall).text
    hall.open()
    settle_session(hall.centre)
    hall.take()
    assert next_ticket(hall.centre, "1", LAN) == waiting


def test_a_paused_counter_is_not_a_closed_one(opened: Open) -> None:
    hall = opened(all_closed_minutes=10)
    hall.open()
    pause_counter(hall.centre, "1", "Nghỉ giải lao", LAN)
    goes_on(hall, at("09:00"))
    hall.take()


def test_all_closed_may_close_the_numbers_too(opened: Open) -> None:
    hall = opened(all_closed="close", all_closed_minutes=0)
    hall.open()
    visit = hall.take()
    close_counter(hall.centre, "1", LAN)
    goes_on(hall, at("08:01"))
    assert hall.ticket(visit).apology == "all_closed"


def test_who_was_to_be_served_after_hours_is_not_forgotten_when_everybody_leaves(
    opened: Open,
) -> None:
    hall = opened(at_evening="finish", all_closed_minutes=5)
    hall.open()
    visit = hall.take()
    goes_on(hall, at("17:00"))
    assert hall.ticket(visit).state == "waiting"
    hall.clock.at = at("17:10")
    close_counter(hall.centre, "1", LAN)
    goes_on(hall, at("17:15"))
    assert (told(hall).kind, told(hall).way, told(hall).count) == ("all_closed", "carry_over", 1)
    goes_on(hall, at("07:30", day=24))
    assert [one.number for one in hall.counter().waiting] == ["A001"]


def test_whoever_is_left_at_midnight_is_carried_on_even_with_a_counter_left_open(
    opened: Open,
) -> None:
    hall = opened(at_evening="finish")
    hall.open()
    hall.take()
    goes_on(hall, at("17:00"))
    goes_on(hall, at("00:01", day=24))
    goes_on(hall, at("07:30", day=24))
    assert [one.number for one in hall.counter().waiting] == ["A001"]


@pytest.mark.parametrize("way", ["finish", "carry_over", "close"])
def test_whoever_is_queued_after_the_end_is_not_stranded_on_yesterday(
    opened: Open, way: str
) -> None:
    """A stop that follows at the desk, or a number that a kiosk delivers late."""
    hall = opened(at_evening=way)
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    goes_on(hall, at("17:10"))
    on = TransferRequest(field="dat-dai", place="last")
    visit = transfer(hall.centre, "1", on, LAN)
    goes_on(hall, at("17:40"))
    goes_on(hall, at("07:30", day=24))
    seq = hall.log()[-1]["seq"]
    goes_on(hall, at("07:31", day=24))
    assert hall.events(seq) == []
    waits = [one.number for one in hall.counter("3").waiting]
    assert waits == ([] if way == "close" else [hall.number(visit)])
    assert hall.ticket(visit).apology == ("evening" if way == "close" else None)


# ---------------------------------------------------------------- restarts and clocks


@pytest.mark.parametrize("way", ["finish", "carry_over", "close"])
def test_an_end_that_came_while_the_server_was_down_is_the_same_as_one_it_saw(
    opened: Open, way: str
) -> None:
    hall = opened(at_evening=way)
    visits = [hall.take(), hall.take()]
    hall.centre.store.close()
    again = opened(at_evening=way)
    goes_on(again, at("08:00", day=25))
    states = [again.ticket(visit).state for visit in visits]
    assert states == (["cancelled"] * 2 if way == "close" else ["waiting"] * 2)
    shown = [one.number for one in again.counter().waiting]
    assert shown == ([] if way == "close" else ["A001", "A002"])


def test_looking_twice_changes_nothing_more(opened: Open) -> None:
    hall = opened(at_break="carry_over")
    hall.take()
    goes_on(hall, at("11:30"))
    before = hall.dump()
    settle_session(hall.centre)
    hall.clock.go_on(minutes=5)
    settle_session(hall.centre)
    assert hall.dump() == before


def test_a_number_given_alone_after_the_opening_is_no_leftover_of_the_morning(
    opened: Open,
) -> None:
    hall = opened(at_break="close")
    hall.clock.at = at("13:10")
    afternoon = hall.take()
    settle_session(hall.centre)
    assert hall.ticket(afternoon).state == "waiting"


def test_a_clock_set_back_ends_nothing_twice(opened: Open) -> None:
    hall = opened(at_evening="close")
    goes_on(hall, at("17:30"))
    goes_on(hall, at("09:00"))
    visit = hall.take()
    assert hall.ticket(visit).state == "waiting"
    goes_on(hall, at("17:00"))
    assert hall.ticket(visit).state == "cancelled"
