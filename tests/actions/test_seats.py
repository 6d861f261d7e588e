"""An officer moves with empty hands, and whoever has left leaves the counter to a colleague."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import CHIEF, LAN, MINH, TestHall, open_hall
from made_centre import small_centre, write_centre

from server.actions.accounts import change_person, make_account, sign_in
from server.actions.actor import Actor
from server.actions.call import next_ticket
from server.actions.hold import hold, resume
from server.actions.idle import lock, unlock
from server.actions.refusals import AtAnotherCounter, NotAllowed, NotFound
from server.actions.seats import move_to, take_over
from server.actions.serve import finish, start
from server.actions.transfer import transfer
from server.messages import FinishRequest, HoldRequest, PersonChange, Role, TransferRequest
from server.rules.tickets import WrongMove

RIGHT = "a right password"
POSTS = [
    {"id": "tu-phap", "name": "Tư pháp", "agency": "mot-cua", "counters": ["1", "2"]},
    {"id": "bat-ky", "name": "Hỗ trợ", "agency": "mot-cua"},
]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_centre(tmp_path_factory.mktemp("seats"), small_centre(posts=POSTS))


@pytest.fixture
def hall(config: Path, tmp_path: Path) -> Iterator[TestHall]:
    with open_hall(tmp_path / "data", config) as opened:
        for name, role in (("lan", Role.OFFICER), ("minh", Role.OFFICER), ("chi", Role.ADMIN)):
            make_account(opened.centre.store, name, role, RIGHT, opened.machine.now())
        yield opened


def signed_in(hall: TestHall, by: Actor = LAN) -> str:
    assert by.staff is not None
    return sign_in(hall.centre, by.staff, RIGHT, "10.0.0.7").token


def given_post(hall: TestHall, post: str) -> None:
    change_person(hall.centre, "lan", PersonChange(post=post), "chi")


# ---------------------------------------------------------------- moving


def test_moving_closes_the_old_counter_and_says_where_the_officer_went(hall: TestHall) -> None:
    hall.open("1")
    move_to(hall.centre, "2", "auto", LAN)
    left, now = hall.counter("1"), hall.counter("2")
    assert (left.state, left.officer) == ("closed", None)
    assert left.went_to is not None
    assert (left.went_to.officer_name, left.went_to.counter, left.went_to.number) == ("lan", "2", 2)
    assert (now.state, now.officer, now.mode) == ("open", "lan", "auto")
    assert hall.events()[-2:] == ["counter_left", "counter_opened"]


def test_the_note_follows_the_officer_and_goes_when_somebody_else_sits_down(
    hall: TestHall,
) -> None:
    hall.open("1")
    move_to(hall.centre, "2", "manual", LAN)
    move_to(hall.centre, "3", "manual", LAN)
    assert hall.counter("1").went_to == hall.counter("2").went_to
    assert hall.counter("1").went_to is not None
    hall.open("1", MINH)
    assert hall.counter("1").went_to is None


@pytest.mark.parametrize("state", ["called", "serving"])
def test_nobody_moves_away_from_a_number(hall: TestHall, state: str) -> None:
    hall.open("1")
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    if state == "serving":
        start(hall.centre, "1", LAN)
    before = hall.dump()
    with pytest.raises(AtAnotherCounter) as refused:
        move_to(hall.centre, "2", "manual", LAN)
    assert (refused.value.counter, refused.value.number, refused.value.state) == ("1", 1, state)
    assert hall.dump() == before


def test_opening_another_counter_says_which_one_is_open(hall: TestHall) -> None:
    hall.open("1")
    with pytest.raises(AtAnotherCounter) as refused:
        hall.open("2")
    assert (refused.value.counter, refused.value.state) == ("1", "open")


def test_held_numbers_go_along_where_their_field_is_served(hall: TestHall) -> None:
    hall.open("1")
    visit = hall.take("ho-tich")
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(note="đi photo"), LAN)
    move_to(hall.centre, "2", "manual", LAN)
    assert hall.counter("1").held == []
    [held] = hall.counter("2").held
    resume(hall.centre, "2", held.number, LAN)
    assert hall.ticket(visit).counter == 2 or hall.ticket(visit).counter == "2"
    finish(hall.centre, "2", FinishRequest(), LAN)


def test_held_numbers_of_other_fields_stay_with_the_counter(hall: TestHall) -> None:
    hall.open("1")
    hall.take("chung-thuc")
    next_ticket(hall.centre, "1", LAN)
    hold(hall.centre, "1", HoldRequest(), LAN)
    move_to(hall.centre, "3", "manual", LAN)
    assert hall.counter("3").held == []
    assert len(hall.counter("1").held) == 1


def test_who_was_sent_to_the_officer_follows_and_who_to_the_counter_waits_for_any(
    hall: TestHall,
) -> None:
    hall.open("1", LAN)
    hall.open("2", MINH)
    to_officer, to_counter = hall.take(), hall.take()
    for wish in (TransferRequest(officer="lan"), TransferRequest(counter="1")):
        next_ticket(hall.centre, "2", MINH)
        start(hall.centre, "2", MINH)
        transfer(hall.centre, "2", wish, MINH)
    move_to(hall.centre, "3", "manual", LAN)
    assert hall.number(to_officer) in [one.number for one in hall.counter("3").waiting]
    waiting = [one.number for one in hall.counter("2").waiting]
    assert hall.number(to_counter) in waiting
    assert hall.number(to_officer) not in waiting


def test_a_counter_that_somebody_has_open_is_not_moved_to(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.open("2", MINH)
    before = hall.dump()
    with pytest.raises(WrongMove):
        move_to(hall.centre, "2", "manual", LAN)
    move_to(hall.centre, "1", "manual", LAN)
    assert hall.dump() == before


def test_moving_from_nowhere_is_opening(hall: TestHall) -> None:
    move_to(hall.centre, "2", "manual", LAN)
    assert hall.events()[-1] == "counter_opened"


# ---------------------------------------------------------------- taking over


def test_a_counter_left_locked_is_taken_over_with_its_number(hall: TestHall) -> None:
    token = signed_in(hall)
    hall.open("1")
    visit = hall.take()
    next_ticket(hall.centre, "1", LAN)
    start(hall.centre, "1", LAN)
    started = hall.ticket(visit).started_at
    lock(hall.centre, token)
    take_over(hall.centre, "1", MINH)
    now = hall.counter("1")
    assert (now.officer, now.state) == ("minh", "serving")
    assert hall.ticket(visit).started_at == started
    with pytest.raises(NotAllowed):
        finish(hall.centre, "1", FinishRequest(), LAN)
    finish(hall.centre, "1", FinishRequest(), MINH)
    line = next(one for one in hall.log() if one["event"] == "counter_taken_over")
    assert (line["staff"], line["data"]["before"]) == ("minh", "lan")


def test_a_counter_whose_officer_is_there_is_not_taken(hall: TestHall) -> None:
    token = signed_in(hall)
    hall.open("1")
    before = hall.dump()
    with pytest.raises(WrongMove) as refused:
        take_over(hall.centre, "1", MINH)
    assert refused.value.state == "attended"
    assert hall.dump() == before
    lock(hall.centre, token)
    unlock(hall.centre, "lan", RIGHT, token)
    with pytest.raises(WrongMove):
        take_over(hall.centre, "1", MINH)


def test_who_has_a_counter_takes_no_second_one(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.open("2", MINH)
    before = hall.dump()
    with pytest.raises(AtAnotherCounter):
        take_over(hall.centre, "1", MINH)
    assert hall.dump() == before


def test_a_closed_counter_is_opened_and_not_taken_over(hall: TestHall) -> None:
    with pytest.raises(WrongMove):
        take_over(hall.centre, "1", MINH)


# ---------------------------------------------------------------- which counters


def test_an_officer_opens_the_counters_of_the_post(hall: TestHall) -> None:
    given_post(hall, "tu-phap")
    for go in (hall.open, lambda counter: move_to(hall.centre, counter, "manual", LAN)):
        with pytest.raises(NotAllowed):
            go("3")
    hall.open("1")
    move_to(hall.centre, "2", "manual", LAN)
    hall.open("3", MINH)
    with pytest.raises(NotAllowed):
        take_over(hall.centre, "3", LAN)


@pytest.mark.parametrize("post", ["bat-ky", ""])
def test_without_such_a_post_an_officer_opens_any(hall: TestHall, post: str) -> None:
    given_post(hall, "tu-phap")
    given_post(hall, post)
    hall.open("3")


def test_a_supervisor_opens_any_counter(hall: TestHall) -> None:
    hall.open("3", CHIEF)


def test_a_post_that_the_centre_has_not_is_not_given(hall: TestHall) -> None:
    with pytest.raises(NotFound):
        given_post(hall, "no-such-post")
