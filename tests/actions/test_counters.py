"""Counters: one officer each, opened, paused, closed, and what a supervisor changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import CHIEF, LAN, MINH, MONDAY, HandClock, TestHall, done, open_hall
from made_centre import counter, small_centre, write_centre

from server.actions.call import next_ticket
from server.actions.counters import (
    close_counter,
    close_lost_counters,
    pause_counter,
    set_counter_fields,
    set_mode,
)
from server.actions.fields import change_field
from server.actions.refusals import NotAllowed, NotFound, UnknownField
from server.actions.serve import finish, start
from server.actions.transfer import transfer
from server.messages import TransferRequest
from server.rules.tickets import WrongMove


def test_an_open_counter_says_who_is_there(hall: TestHall) -> None:
    hall.open("1", LAN)
    now = hall.counter("1")
    assert (now.state, now.officer, now.mode) == ("open", "lan", "manual")
    assert hall.events() == ["counter_opened"]


def test_a_counter_is_one_officers(hall: TestHall) -> None:
    hall.open("1", LAN)
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        hall.open("1", MINH)
    assert refused.value.state == "open"
    assert hall.dump() == before


def test_an_officer_has_one_counter(hall: TestHall) -> None:
    hall.open("1", LAN)
    before = hall.dump()
    with pytest.raises(WrongMove):
        hall.open("2", LAN)
    assert hall.dump() == before
    close_counter(hall.centre, "1", LAN)
    hall.open("2", LAN)
    assert (hall.counter("1").officer, hall.counter("2").officer) == (None, "lan")


def test_opening_again_is_no_second_opening(hall: TestHall) -> None:
    hall.open("1", LAN)
    before = hall.dump()
    hall.open("1", LAN)
    assert hall.dump() == before


def test_a_pause_says_its_reason_and_ends_by_opening(hall: TestHall) -> None:
    hall.open()
    pause_counter(hall.centre, "1", "Nghỉ giải lao", LAN)
    now = hall.counter()
    assert (now.state, now.pause_reason, now.officer) == ("paused", "Nghỉ giải lao", "lan")
    with pytest.raises(WrongMove):
        hall.open("1", MINH)
    hall.open("1", LAN)
    assert (hall.counter().state, hall.counter().pause_reason) == ("open", None)
    assert hall.events() == ["counter_opened", "counter_paused", "counter_opened"]


@pytest.mark.parametrize("state", ["called", "serving"])
def test_a_counter_with_somebody_at_it_is_neither_paused_nor_closed(
    hall: TestHall, state: str
) -> None:
    hall.open()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    if state == "serving":
        start(hall.centre, "1", LAN)
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        pause_counter(hall.centre, "1", "Khác", LAN)
    assert refused.value.state == state
    with pytest.raises(WrongMove):
        close_counter(hall.centre, "1", LAN)
    assert hall.dump() == before


def test_only_its_officer_or_a_supervisor_pauses_and_closes_a_counter(hall: TestHall) -> None:
    hall.open("1", LAN)
    before = hall.dump()
    for act in (
        lambda: pause_counter(hall.centre, "1", "Khác", MINH),
        lambda: close_counter(hall.centre, "1", MINH),
        lambda: set_mode(hall.centre, "1", "auto", MINH),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert hall.dump() == before
    close_counter(hall.centre, "1", CHIEF)
    assert hall.counter().state == "closed"


def test_a_closed_counter_is_neither_paused_nor_closed_nor_set(hall: TestHall) -> None:
    before = hall.dump()
    for act in (
        lambda: pause_counter(hall.centre, "1", "Khác", LAN),
        lambda: close_counter(hall.centre, "1", LAN),
        lambda: set_mode(hall.centre, "1", "auto", LAN),
    ):
        with pytest.raises(WrongMove) as refused:
            act()
        assert refused.value.state == "closed"
    assert hall.dump() == before


def test_the_mode_changes_once(hall: TestHall) -> None:
    hall.open()
    set_mode(hall.centre, "1", "auto", LAN)
    set_mode(hall.centre, "1", "auto", LAN)
    assert hall.counter().mode == "auto"
    assert hall.events() == ["counter_opened", "counter_mode"]


def test_there_is_no_opening_of_a_counter_that_is_not_there(hall: TestHall) -> None:
    with pytest.raises(NotFound):
        hall.open("99")


# ---------------------------------------------------------------- what a supervisor changes


def test_fields_given_to_a_counter_count_at_once_and_are_logged(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.take("dat-dai")
    assert next_ticket(hall.centre, "1", LAN) is None
    set_counter_fields(hall.centre, "1", ["dat-dai", "ho-tich", "dat-dai"], CHIEF)
    assert hall.counter().fields == ["dat-dai", "ho-tich"]
    assert next_ticket(hall.centre, "1", LAN) is not None
    line = hall.log()[-2]
    assert (line["event"], line["counter"], line["staff"]) == ("counter_fields", "1", "truong")
    assert line["data"]["before"] == ["ho-tich", "chung-thuc"]


def test_given_fields_outlive_the_officers_day(hall: TestHall) -> None:
    hall.open("1", LAN)
    set_counter_fields(hall.centre, "1", ["dat-dai"], CHIEF)
    close_counter(hall.centre, "1", LAN)
    hall.open("1", MINH)
    assert hall.counter().fields == ["dat-dai"]


def test_an_unknown_field_is_not_given(hall: TestHall) -> None:
    before = hall.dump()
    with pytest.raises(UnknownField):
        set_counter_fields(hall.centre, "1", ["ho-tich", "khong-co"], CHIEF)
    with pytest.raises(NotFound):
        set_counter_fields(hall.centre, "99", ["ho-tich"], CHIEF)
    with pytest.raises(NotFound):
        change_field(hall.centre, "khong-co", False, None, CHIEF)
    assert hall.dump() == before


def test_closing_a_field_keeps_those_who_wait_for_it(hall: TestHall) -> None:
    hall.open()
    visit = hall.take("ho-tich")
    change_field(hall.centre, "ho-tich", False, "Hết giờ nhận", CHIEF)
    assert next_ticket(hall.centre, "1", LAN) == visit
    line = hall.log()[2]
    assert (line["event"], line["staff"]) == ("field_changed", "truong")
    assert line["data"] == {"field": "ho-tich", "open": False, "reason": "Hết giờ nhận"}


# ---------------------------------------------------------------- a new configuration


@pytest.mark.parametrize("state", ["open", "paused", "called", "serving"])
def test_a_counter_that_left_the_configuration_frees_its_officer_and_its_ticket(
    tmp_path: Path, state: str
) -> None:
    clock = HandClock(MONDAY)
    with open_hall(tmp_path / "data", write_centre(tmp_path / "a", small_centre()), clock) as old:
        old.open("2", LAN)
        visit = old.take()
        if state in ("called", "serving"):
            next_ticket(old.centre, "2", LAN)
        if state == "serving":
            start(old.centre, "2", LAN)
        if state == "paused":
            pause_counter(old.centre, "2", "Khác", LAN)
    centre = small_centre(counters=[counter(1, ["ho-tich", "chung-thuc"]), counter(3, ["dat-dai"])])
    with open_hall(tmp_path / "data", write_centre(tmp_path / "b", centre), clock) as new:
        close_lost_counters(new.centre)
        assert new.events()[-1] == "counter_lost"
        after_once = new.dump()
        close_lost_counters(new.centre)
        assert new.dump() == after_once
        new.open("1", LAN)
        expected = "held" if state == "serving" else "waiting"
        assert new.ticket(visit).state == expected
        if state != "serving":
            assert next_ticket(new.centre, "1", LAN) == visit
            start(new.centre, "1", LAN)
            finish(new.centre, "1", done(), LAN)


def test_who_was_sent_to_a_counter_that_is_gone_waits_for_any_of_the_field(tmp_path: Path) -> None:
    clock = HandClock(MONDAY)
    with open_hall(tmp_path / "data", write_centre(tmp_path / "a", small_centre()), clock) as old:
        old.open("1", LAN)
        old.open("2", MINH)
        visit = old.take()
        next_ticket(old.centre, "1", LAN)
        transfer(old.centre, "1", TransferRequest(counter="2"), LAN)
    centre = small_centre(counters=[counter(1, ["ho-tich", "chung-thuc"]), counter(3, ["dat-dai"])])
    with open_hall(tmp_path / "data", write_centre(tmp_path / "b", centre), clock) as new:
        close_lost_counters(new.centre)
        assert new.log()[-1]["data"] == {"officer": "minh", "freed": ["A001"]}
        assert next_ticket(new.centre, "1", LAN) == visit
