"""What a follower's page is told when a session ends, in an emergency, and over a night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import CHIEF, LAN, MONDAY, HandClock, TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.announce import declare_emergency
from server.actions.call import call_chosen, next_ticket
from server.actions.cancel import cancel
from server.actions.phone import PHONE, let_lapse, take_from_phone
from server.actions.serve import no_show
from server.actions.session import settle_session
from server.messages import EmergencyRequest, FollowSnapshot, TicketWish
from server.reports.follow import follow_snapshot, lives, read_shared
from server.store.following import followed

HOURS = {"days": ["mon", "tue", "wed", "thu", "fri"], "spans": ["07:30-11:30", "13:00-17:00"]}
CARRY = {"at_break": "carry_over", "at_evening": "carry_over"}
CLOSE = {"at_break": "close", "at_evening": "close"}


def told(hall: TestHall, visit: str) -> FollowSnapshot:
    with hall.centre.store.reading() as tx:
        one = followed(tx, [visit])[visit]
        return follow_snapshot(
            hall.centre, read_shared(hall.centre, tx, [stop.id for stop in one.stops]), one
        )


def still_lives(hall: TestHall, visit: str) -> bool:
    with hall.centre.store.reading() as tx:
        return lives(hall.centre, followed(tx, [visit])[visit].visit)


def go_to(hall: TestHall, hour: int, minute: int = 0, day: int = 0) -> None:
    at = MONDAY.replace(hour=hour, minute=minute) + dt.timedelta(days=day)
    hall.clock.at = at
    settle_session(hall.centre)


@pytest.fixture
def carrying(tmp_path: Path) -> Iterator[TestHall]:
    config = write_centre(tmp_path / "centre", small_centre(hours=HOURS, session_end=CARRY))
    with open_hall(tmp_path / "data", config, HandClock()) as hall:
        settle_session(hall.centre)
        yield hall


def test_a_number_that_waits_over_a_break_is_kept_until_the_centre_opens(
    carrying: TestHall,
) -> None:
    carrying.open()
    visit = carrying.take()
    assert told(carrying, visit).almost
    go_to(carrying, 11, 31)
    page = told(carrying, visit)
    assert page.state == "waiting"
    assert page.kept_until == "2026-11-23T13:00:00.000+07:00"
    assert not page.almost
    assert page.message is not None
    go_to(carrying, 13, 1)
    page = told(carrying, visit)
    assert (page.kept_until, page.message, page.ahead) == (None, None, 0)


def test_a_number_carried_over_a_night_keeps_its_link_for_the_day_it_waits_for(
    carrying: TestHall,
) -> None:
    visit = carrying.take()
    go_to(carrying, 17, 1)
    page = told(carrying, visit)
    assert page.kept_until == "2026-11-24T07:30:00.000+07:00"
    assert (page.ahead, page.more_time) == (None, None)
    go_to(carrying, 8, day=1)
    assert still_lives(carrying, visit)
    assert told(carrying, visit).ahead == 0
    carrying.open()
    next_ticket(carrying.centre, "1", LAN)
    no_show(carrying.centre, "1", LAN)  # and so is carried no farther
    go_to(carrying, 8, day=2)
    assert not still_lives(carrying, visit)


def test_a_number_that_was_closed_says_so(tmp_path: Path) -> None:
    config = write_centre(tmp_path / "centre", small_centre(hours=HOURS, session_end=CLOSE))
    with open_hall(tmp_path / "data", config, HandClock()) as hall:
        settle_session(hall.centre)
        visit = hall.take()
        go_to(hall, 17, 1)
        page = told(hall, visit)
        assert (page.state, page.ahead, page.kept_until) == ("closed", None, None)


def test_an_emergency_is_told_to_everybody_who_waits(hall: TestHall) -> None:
    visit = hall.take()
    text = "Xin rời sảnh theo lối cửa chính."
    for english in (None, "Please leave the hall by the main door."):
        request = EmergencyRequest(on=True, message=text, message_en=english)
        declare_emergency(hall.centre, request, CHIEF)
        page = told(hall, visit)
        assert page.emergency
        assert page.message is not None
        assert (page.message.text, page.message.text_en) == (text, english or text)


def test_a_missed_number_is_told_how_long_its_place_is_kept(hall: TestHall) -> None:
    hall.open()
    visit = hall.take()
    next_ticket(hall.centre, "1", LAN)
    no_show(hall.centre, "1", LAN)
    page = told(hall, visit)
    assert (page.state, page.counter) == ("no_show", 1)
    assert page.grace_until == "2026-11-23T08:15:00.000+07:00"
    hall.clock.go_on(minutes=16)
    assert told(hall, visit).grace_until is None
    call_chosen(hall.centre, "1", hall.number(visit), "quay lại", LAN)
    assert told(hall, visit).state == "called"


def test_somebody_new_in_line_changes_nothing_for_those_before(hall: TestHall) -> None:
    hall.open()
    first = hall.take()
    for _ in range(3):
        hall.take()
    before = told(hall, first)
    hall.take()
    now = told(hall, first)
    assert now.model_dump(exclude={"seq"}) == before.model_dump(exclude={"seq"})


def test_a_number_that_lapsed_says_by_when_its_holder_should_have_been_here(
    tmp_path: Path,
) -> None:
    """Whoever has left by themselves is told nothing of it."""
    config = write_centre(tmp_path / "centre", small_centre(phone={"enabled": True}))
    with open_hall(tmp_path / "data", config) as hall:
        wish = TicketWish(field="ho-tich")
        late, left = (take_from_phone(hall.centre, wish, one, "203.0.113.9") for one in "ab")
        until = told(hall, late).here_by
        cancel(hall.centre, left, "left", PHONE)
        hall.clock.go_on(minutes=31)
        let_lapse(hall.centre)
        assert (told(hall, late).state, told(hall, late).lapsed_at) == ("cancelled", until)
        assert (told(hall, left).state, told(hall, left).lapsed_at) == ("cancelled", None)
