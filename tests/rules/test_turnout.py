"""Who of those in a line is never served, and what that makes of the wait of those behind."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.estimate import Came, Floor, Forecast, Person, Seat, Seen, ServiceTimes, Turnout
from server.rules.estimate.passing import Passing
from server.rules.estimate.turns import Turns
from server.rules.priority import Rule
from server.rules.routing import Desk, InLine, Queue

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
TIMES = ServiceTimes({"a": 10.0}, [Seen("a", None, 10_000, 10_000 * 600.0, 10_000 * 600.0**2)])
MANY = 100_000


def wait_behind(people: int, turnout: Turnout | None, between_s: float = 0.0) -> float:
    """Minutes of a newcomer behind so many, at one counter whose service has just begun."""
    came = [NOW - dt.timedelta(seconds=1000 - n) for n in range(people + 1)]
    served, *line = [Person(InLine(n, "", "a", at, n)) for n, at in enumerate(came, 1)]
    seat = Seat(Desk("1", ("a",)), served)
    floor = Floor(Queue(NOW, Rule("first_come")), line, [seat], TIMES, between_s, turnout)
    wait = Forecast(floor).newcomer("a")
    assert wait is not None
    return wait.mean_s / 60


def test_whoever_does_not_come_takes_the_time_of_the_calls_and_no_service() -> None:
    half = Turnout([Came("a", came=MANY, missed=MANY, missed_s=MANY * 120.0)])
    assert wait_behind(10, half) == pytest.approx(10 + 5 * 10 + 5 * 2, rel=0.01)


def test_whoever_leaves_before_shortens_the_wait_of_the_others() -> None:
    half = Turnout([Came("a", came=MANY, gone=MANY)])
    assert wait_behind(10, half) == pytest.approx(10 + 5 * 10, rel=0.01)


def test_nobody_is_waited_for_between_two_people_where_one_is_gone() -> None:
    half = Turnout([Came("a", came=MANY, gone=MANY)])
    more = wait_behind(10, half, between_s=30) - wait_behind(10, half)
    assert more == pytest.approx(0.5 + 5 * 0.5, rel=0.01)


def test_without_a_turnout_everybody_comes() -> None:
    assert wait_behind(10, None) == pytest.approx(110, rel=0.01)


def test_the_less_sure_it_is_who_comes_the_wider_is_the_range() -> None:
    half = Turnout([Came("a", came=MANY, gone=MANY)])
    sure, unsure = Turns(TIMES, None, 0.0).of("a", None), Turns(TIMES, half, 0.0).of("a", None)
    assert unsure.variance > sure.variance


# ---------------------------------------------------------------- what is learnt


def test_two_who_did_not_come_do_not_overturn_what_is_known_of_the_centre() -> None:
    known = [Came("a", came=990, missed=10), Came("b", missed=2)]
    assert Turnout(known).of("b").missed < 0.05


def test_a_thousand_calls_are_believed() -> None:
    known = [Came("a", came=700, missed=300, missed_s=300 * 60.0, gone=100)]
    absence = Turnout(known).of("a")
    assert absence.missed == pytest.approx(0.3, abs=0.02)
    assert absence.gone == pytest.approx(100 / 1100, abs=0.01)
    assert absence.seconds == pytest.approx(60, rel=0.05)


def test_a_field_not_seen_yet_is_thought_of_as_the_whole_centre() -> None:
    known = [Came("a", came=800, missed=200, missed_s=200 * 60.0)]
    assert Turnout(known).of("b") == Turnout(known).of("c")
    assert Turnout(known).of("b").missed == pytest.approx(0.2, abs=0.02)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_every_share_lies_between_nobody_and_everybody(came: int, missed: int, gone: int) -> None:
    absence = Turnout([Came("a", came, missed, missed * 90.0, gone)]).of("a")
    assert 0 < absence.missed < 1
    assert 0 < absence.gone < 1
    assert 60 < absence.seconds <= 120


def test_the_time_to_the_next_person_begins_with_the_configuration_and_is_learnt() -> None:
    assert Turnout().between_s(5) == 5
    assert Turnout([Came("a", gaps=500, gaps_s=500 * 20.0)]).between_s(5) == pytest.approx(20, 0.05)


def test_the_share_with_priority_is_learnt_of_those_who_came() -> None:
    assert Turnout().priority_share == pytest.approx(0.1)
    assert Turnout([Came("a", came=900, priority=300)]).priority_share == pytest.approx(1 / 3, 0.05)


# ---------------------------------------------------------------- who is still to come and passes


def test_under_ageing_those_pass_who_come_in_the_first_part_of_a_wait() -> None:
    """A tenth has priority and ages twice as fast: those of half the wait pass."""
    rule = Rule("ageing", priority_rate=2.0, cap_seconds=None)
    assert Passing(rule, 0.1).lengthened(950, 0) == pytest.approx(1000)


def test_over_the_cap_all_pass_who_came_so_long_before_its_end() -> None:
    rule = Rule("ageing", priority_rate=2.0, cap_seconds=1800)
    assert Passing(rule, 0.1).lengthened(7200 - 0.1 * 5400, 0) == pytest.approx(7200)


def test_whoever_has_waited_long_is_passed_by_fewer() -> None:
    rule = Rule("ageing", priority_rate=2.0, cap_seconds=None)
    waits = [Passing(rule, 0.1).lengthened(900, waited) for waited in (0, 300, 600, 3000)]
    assert waits == sorted(waits, reverse=True)
    assert waits[0] > waits[2] > waits[3] == 900
    assert Passing(Rule("ageing", 2.0, 1800), 0.1).lengthened(900, 3000) == 900


@pytest.mark.parametrize(("order", "wait_s"), [("strict", 1000), ("first_come", 900)])
def test_strictly_all_pass_and_by_arrival_nobody(order: str, wait_s: float) -> None:
    assert Passing(Rule(order), 0.1).lengthened(900, 0) == pytest.approx(wait_s)  # type: ignore[arg-type]
