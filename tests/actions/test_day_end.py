"""The day ends at its hour: nobody's ticket stays open, nothing is deleted, no hour is missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hall import LAN, MINH, TestHall, done, open_hall
from made_centre import small_centre, write_centre

from server.actions.accounts import sign_out
from server.actions.call import next_ticket
from server.actions.counting import bring_up_to_date
from server.actions.hold import hold
from server.actions.serve import finish, start
from server.actions.session import settle_session
from server.messages import HoldRequest
from server.reports.agreement import disagreements
from server.reports.periods import Period, figures_by
from server.reports.scans import scan_answer
from server.reports.session import session_end

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
Open = Callable[..., TestHall]
CLOSE = {"at": "17:30", "open_tickets": "close"}
CARRY_OVER = {"at": "17:30", "open_tickets": "carry_over"}


def at(clock: str, day: int = 23) -> dt.datetime:
    """An instant of that Monday, 23/11/2026, or of a day after it."""
    return dt.datetime.fromisoformat(f"2026-11-{day}T{clock}:00+07:00")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens a centre whose day ends half an hour after its session; again on the same data."""
    with ExitStack() as stack:

        def open_one(day_end: dict[str, str], **session: Any) -> TestHall:
            centre = small_centre(hours=HOURS, session_end=session, day_end=day_end)
            config = write_centre(tmp_path / "config", centre)
            hall = stack.enter_context(open_hall(tmp_path / "data", config))
            settle_session(hall.centre)
            return hall

        yield open_one


def goes_on(hall: TestHall, moment: dt.datetime) -> None:
    """Time passes, and the server looks round."""
    hall.clock.at = moment
    settle_session(hall.centre)


def state_of(hall: TestHall, visit: str) -> tuple[str, str | None]:
    ticket = hall.ticket(visit)
    return ticket.state, ticket.apology


def as_the_log_tells(hall: TestHall) -> bool:
    with hall.centre.store.reading() as tx:
        return list(disagreements(tx)) == []


def one_of_each(hall: TestHall) -> dict[str, str]:
    """Somebody being served, somebody held, somebody called to a counter left alone, and a line."""
    page = hall.sign_in(MINH)
    hall.sign_in(LAN)
    hall.open("1", LAN)
    hall.open("2", MINH)
    visits = {name: hall.take() for name in ("held", "served", "called", "waiting")}
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(), LAN)
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    next_ticket(hall.centre, "2", MINH)
    sign_out(hall.centre.store, page)
    return visits


def test_at_its_hour_whoever_is_open_is_closed_as_not_served(opened: Open) -> None:
    hall = opened(CLOSE)
    visits = one_of_each(hall)
    goes_on(hall, at("17:00"))
    goes_on(hall, at("17:29"))
    assert state_of(hall, visits["waiting"]) == ("waiting", None)
    goes_on(hall, at("17:30"))
    for name in ("waiting", "held", "called"):
        assert state_of(hall, visits[name]) == ("cancelled", "evening")
    assert finish(hall.centre, "1", done(), LAN) == visits["served"]
    assert as_the_log_tells(hall)


def test_the_log_has_the_end_and_a_line_for_each_and_no_visit_is_gone(opened: Open) -> None:
    hall = opened(CLOSE)
    visits = one_of_each(hall)
    goes_on(hall, at("17:00"))
    seq = hall.log()[-1]["seq"]
    goes_on(hall, at("17:30"))
    lines = [one for one in hall.log(seq) if one["event"] != "last_numbers"]
    assert [one["event"] for one in lines] == [
        *("day_ended", "call_dropped"),
        *("closed_with_apology",) * 3,
    ]
    assert lines[0]["data"] == {
        "at": "2026-11-23T10:30:00.000Z",
        "way": "close",
        "waiting": 1,
        "held": 1,
    }
    assert [hall.number(visit) for visit in visits.values()] == ["A001", "A002", "A003", "A004"]


def test_a_report_counts_them_as_not_served_and_not_as_missed(opened: Open) -> None:
    hall = opened(CLOSE)
    one_of_each(hall)
    goes_on(hall, at("17:30"))
    today = dt.date(2026, 11, 23)
    bring_up_to_date(hall.centre, today, today)
    with hall.centre.store.looking() as tx:
        figures = figures_by(hall.centre, tx, None, Period(today, today))[""]
    assert (figures.closed, figures.no_show, figures.unfinished) == (3, 0, 1)


def test_or_everybody_is_carried_over_to_the_next_day(opened: Open) -> None:
    hall = opened(CARRY_OVER)
    visits = one_of_each(hall)
    goes_on(hall, at("17:30"))
    finish(hall.centre, "1", done(), LAN)
    goes_on(hall, at("07:30", day=24))
    counter = hall.counter()
    assert [one.number for one in counter.waiting] == ["A003", "A004"]
    assert [one.number for one in counter.held] == ["A001"]
    assert state_of(hall, visits["called"]) == ("waiting", None)
    assert as_the_log_tells(hall)


def test_the_screens_and_a_scanned_slip_say_what_became_of_those_who_waited(opened: Open) -> None:
    hall = opened(CLOSE)
    hall.take()
    goes_on(hall, at("17:00"))
    goes_on(hall, at("17:30"))
    with hall.centre.store.reading() as tx:
        said, scan = session_end(hall.centre, hall.now()), scan_answer(hall.centre, tx, "A001")
    assert said is not None
    assert (said.way, said.numbers) == ("close", ["A001"])
    assert "Trung tâm xin lỗi Ông/Bà chưa được phục vụ" in said.text
    assert scan.apology == "evening"


def test_a_day_that_ends_with_nobody_left_changes_no_screen(opened: Open) -> None:
    hall = opened(CLOSE)
    goes_on(hall, at("17:00"))
    before = session_end(hall.centre, hall.now())
    goes_on(hall, at("17:30"))
    assert hall.events()[-1] == "day_ended"
    assert session_end(hall.centre, hall.now()) == before


@pytest.mark.parametrize("down", [("17:10", 23), ("08:00", 24), ("08:00", 26)])
def test_an_hour_that_came_while_the_server_was_down_is_made_up_for_at_its_start(
    opened: Open, down: tuple[str, int]
) -> None:
    hall = opened(CLOSE, at_evening="finish")
    visit = hall.take()
    goes_on(hall, at("17:05"))
    hall.centre.store.close()
    again = opened(CLOSE, at_evening="finish")
    back = at(*down)
    goes_on(again, back)
    ended = back > at("17:30")
    assert state_of(again, visit) == (("cancelled", "evening") if ended else ("waiting", None))
    days = {23: int(ended), 24: 1, 26: 3}[back.day]
    assert again.events().count("day_ended") == days
    assert as_the_log_tells(again)


def test_looking_again_ends_a_day_once(opened: Open) -> None:
    hall = opened(CLOSE)
    hall.take()
    goes_on(hall, at("17:30"))
    before = hall.dump()
    settle_session(hall.centre)
    goes_on(hall, at("23:00"))
    assert hall.dump() == before


def test_between_the_last_session_and_the_hour_it_decides_alone(opened: Open) -> None:
    """Every counter is closed at once, and nobody is told that the number is kept."""
    hall = opened(CLOSE, at_evening="finish", all_closed="carry_over", all_closed_minutes=0)
    visit = hall.take()
    goes_on(hall, at("17:00"))
    goes_on(hall, at("17:20"))
    assert state_of(hall, visit) == ("waiting", None)
    goes_on(hall, at("17:30"))
    assert state_of(hall, visit) == ("cancelled", "evening")


def test_whoever_comes_into_the_line_after_the_hour_goes_the_same_way(opened: Open) -> None:
    hall = opened(CLOSE, at_evening="carry_over")
    goes_on(hall, at("17:31"))
    hall.clock.at = at("16:59")  # a kiosk alone gave it then, and delivers it late
    late = hall.take()
    goes_on(hall, at("00:01", day=24))
    assert state_of(hall, late) == ("cancelled", "evening")
