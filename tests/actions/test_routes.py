"""One ticket over several counters: land → tax → bank → result, as in Huế city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hall import MONDAY, HandClock, TestHall, done, open_hall
from running import CONFIG

from server.actions.actor import Actor
from server.actions.call import next_ticket
from server.actions.refusals import UnknownField
from server.actions.serve import finish, no_show, start
from server.actions.transfer import transfer
from server.actions.undo import undo
from server.actions.way import set_stops
from server.messages import Role, TransferRequest
from server.reports.dossiers import dossier_answer

WAY = ["dat-dai", "thue", "ngan-hang", "tra-ket-qua"]
CODE = "H57.12-260302-0041"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestHall]:
    """Huế city on trial, so that every day is a working day; its catalogue is read once."""
    data, config = tmp_path_factory.mktemp("hue"), CONFIG / "hue-city"
    with open_hall(data, config, HandClock(), trial=True) as opened:
        yield opened


@pytest.fixture
def hall(city: TestHall) -> TestHall:
    """A working day of its own for each test."""
    days = (city.clock.at - MONDAY).days + 1
    city.clock.at = MONDAY + dt.timedelta(days=days)
    return city


def officer_for(hall: TestHall, field: str) -> tuple[str, Actor]:
    """A counter that serves a field, open, and its officer."""
    counter = next(c.id for c in hall.centre.settings.counters if field in c.fields)
    by = Actor(staff=f"officer-{counter}", role=Role.OFFICER)
    hall.open(counter, by)
    return counter, by


def serve(hall: TestHall, field: str, **more: object) -> str | None:
    """Call and serve whoever is next for a field, and return the visit."""
    counter, by = officer_for(hall, field)
    visit = next_ticket(hall.centre, counter, by)
    if visit is not None:
        start(hall.centre, counter, by)
        hall.clock.go_on(minutes=5)
        finish(hall.centre, counter, done(**more), by)
    return visit


def test_a_land_dossier_goes_all_its_way_on_one_ticket(hall: TestHall) -> None:
    visit = hall.take("dat-dai", purpose="submit", dossiers=[CODE])
    number = hall.number(visit)
    for place, field in enumerate(WAY, start=1):
        ticket = hall.ticket(visit)
        assert (ticket.field, ticket.stop, ticket.state) == (field, place, "waiting")
        assert [stop.field for stop in ticket.stops] == WAY
        assert serve(hall, field, outcome="received") == visit
    ticket = hall.ticket(visit)
    assert (ticket.number, ticket.state, ticket.stop) == (number, "done", 4)
    assert {stop.state for stop in ticket.stops} == {"done"}
    with hall.centre.store.reading() as tx:
        history = dossier_answer(hall.centre, tx, CODE)
    assert history is not None
    assert [stop.field for stop in history.visits[0].stops] == WAY


def test_later_stops_are_in_no_queue_before_their_turn(hall: TestHall) -> None:
    hall.take("dat-dai", purpose="submit")
    for field in WAY[1:]:
        assert serve(hall, field) is None


def test_other_purposes_stop_once(hall: TestHall) -> None:
    visit = hall.take("dat-dai", purpose="guidance")
    assert [stop.field for stop in hall.ticket(visit).stops] == ["dat-dai"]
    assert serve(hall, "dat-dai") == visit
    assert hall.ticket(visit).state == "done"


def test_the_visit_is_open_until_its_last_stop_is_done(hall: TestHall) -> None:
    visit = hall.take("dat-dai", purpose="submit")
    serve(hall, "dat-dai")
    with hall.centre.store.reading() as tx:
        closed = tx.value("SELECT closed_at FROM visit WHERE id = :visit", visit=visit)
    assert closed is None
    assert [line["data"].get("next") for line in hall.log() if line["visit"] == visit][-1] == "thue"


def test_the_wait_at_a_later_stop_counts_from_the_first_arrival(hall: TestHall) -> None:
    """Who has done one stop already goes before who came meanwhile for that field alone."""
    early = hall.take("dat-dai", purpose="submit")
    hall.clock.go_on(minutes=10)
    late = hall.take("thue")
    hall.clock.go_on(minutes=10)
    assert serve(hall, "dat-dai") == early
    assert [serve(hall, "thue"), serve(hall, "thue")] == [early, late]


def test_who_is_missed_at_a_later_stop_has_not_lost_the_earlier_ones(hall: TestHall) -> None:
    visit = hall.take("dat-dai", purpose="submit")
    serve(hall, "dat-dai")
    counter, by = officer_for(hall, "thue")
    assert next_ticket(hall.centre, counter, by) == visit
    no_show(hall.centre, counter, by)
    states = [stop.state for stop in hall.ticket(visit).stops]
    assert states == ["done", "no_show", "planned", "planned"]


def test_a_detour_comes_between_and_the_way_goes_on(hall: TestHall) -> None:
    visit = hall.take("dat-dai", purpose="submit")
    counter, by = officer_for(hall, "dat-dai")
    next_ticket(hall.centre, counter, by)
    transfer(hall.centre, counter, TransferRequest(field="ngan-hang"), by)
    assert [stop.field for stop in hall.ticket(visit).stops] == [WAY[0], "ngan-hang", *WAY[1:]]
    assert serve(hall, "ngan-hang") == visit
    assert hall.ticket(visit).field == WAY[1]


# ---------------------------------------------------------------- changed at the desk


def called(hall: TestHall, purpose: str = "submit") -> tuple[str, str, Actor]:
    """A land ticket that has been called: its visit, counter and officer."""
    visit = hall.take("dat-dai", purpose=purpose)
    counter, by = officer_for(hall, "dat-dai")
    next_ticket(hall.centre, counter, by)
    return visit, counter, by


def end(hall: TestHall, counter: str, by: Actor) -> None:
    start(hall.centre, counter, by)
    finish(hall.centre, counter, done(), by)


def test_a_stop_is_left_out_at_the_desk_and_the_log_says_so(hall: TestHall) -> None:
    visit, counter, by = called(hall)
    set_stops(hall.centre, counter, ["thue", "tra-ket-qua"], by)
    assert [stop.field for stop in hall.ticket(visit).stops] == [WAY[0], "thue", "tra-ket-qua"]
    line = hall.log()[-1]
    assert (line["event"], line["staff"], line["visit"]) == ("stops_changed", by.staff, visit)
    assert line["data"] == {"before": WAY[1:], "after": ["thue", "tra-ket-qua"]}
    end(hall, counter, by)
    assert [serve(hall, field) for field in ("thue", "tra-ket-qua")] == [visit, visit]
    assert serve(hall, "ngan-hang") is None


def test_a_stop_is_added_at_the_desk_with_the_place_of_the_first_arrival(hall: TestHall) -> None:
    visit, counter, by = called(hall, "guidance")
    hall.clock.go_on(minutes=10)
    late = hall.take("thue")
    set_stops(hall.centre, counter, ["thue"], by)
    end(hall, counter, by)
    assert [serve(hall, "thue"), serve(hall, "thue")] == [visit, late]


def test_a_changed_way_is_taken_back_like_any_command(hall: TestHall) -> None:
    visit, counter, by = called(hall)
    set_stops(hall.centre, counter, [], by)
    undo(hall.centre, counter, by)
    assert [stop.field for stop in hall.ticket(visit).stops] == WAY
    end(hall, counter, by)  # leaves the counter free for the next test


def test_the_same_way_again_is_no_change_and_an_unknown_field_no_way(hall: TestHall) -> None:
    visit, counter, by = called(hall)
    before = hall.dump()
    assert set_stops(hall.centre, counter, WAY[1:], by) == visit
    with pytest.raises(UnknownField):
        set_stops(hall.centre, counter, ["khong-co"], by)
    assert hall.dump() == before
    end(hall, counter, by)  # leaves the counter free for the next test


def test_a_way_without_further_stops_ends_the_visit_here(hall: TestHall) -> None:
    visit, counter, by = called(hall)
    set_stops(hall.centre, counter, [], by)
    end(hall, counter, by)
    assert hall.ticket(visit).state == "done"
