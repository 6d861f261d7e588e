"""The expected wait: the forecast from the real state, and its range."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.estimate import Floor, Forecast, Person, Seat, Seen, ServiceTimes, Wait
from server.rules.priority import Rule
from server.rules.routing import Desk, InLine, Queue

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
MINUTES = {"a": 10.0, "b": 10.0, "c": 10.0}
CERTAIN = [Seen(field, None, 10_000, 10_000 * 600.0, 10_000 * 600.0**2) for field in MINUTES]
"""Services of which everything is known: ten minutes each."""


def person(stop: int, field: str = "a", then: tuple[str, ...] = (), **more: object) -> Person:
    """Somebody who came before those with a higher stop."""
    came = NOW - dt.timedelta(seconds=1000 - stop)
    line = InLine(stop, f"A{stop:03d}", field, came, stop, **more)  # type: ignore[arg-type]
    return Person(line, None, then)


def seat(counter: str, *fields: str, at_it: Person | None = None, for_s: float = 0.0) -> Seat:
    return Seat(Desk(counter, fields, idle_since=NOW), at_it, for_s)


def floor(
    seats: list[Seat],
    people: list[Person],
    rule: Rule | None = None,
    seen: list[Seen] | None = None,
) -> Floor:
    times = ServiceTimes(MINUTES, CERTAIN if seen is None else seen)
    return Floor(Queue(NOW, rule or Rule("first_come")), people, seats, times)


def mean_minutes(wait: Wait | None) -> float:
    assert wait is not None
    return round(wait.mean_s / 60, 1)


def waits(now: Floor) -> dict[int, float]:
    """Of everybody in line, in minutes."""
    told = Forecast(now)
    return {
        one.line.stop: mean_minutes(told.of(one.line.stop, one.line.field)) for one in now.people
    }


SERVED = person(1)


def test_with_a_free_counter_and_nobody_ahead_there_is_no_wait() -> None:
    told = Forecast(floor([seat("1", "a")], []))
    assert told.newcomer("a") == Wait(0, 0)
    assert Wait(0, 0).minutes() == (0, 1)


def test_without_an_open_counter_nothing_is_told() -> None:
    now = floor([seat("1", "a")], [person(2, "b")])
    assert Forecast(now).newcomer("b") is None
    assert Forecast(now).of(2, "b") is None


def test_each_waits_for_what_is_left_of_the_service_and_for_those_before() -> None:
    now = floor([seat("1", "a", at_it=SERVED, for_s=0)], [person(2), person(3)])
    assert waits(now) == pytest.approx({2: 10, 3: 20}, abs=0.1)
    assert mean_minutes(Forecast(now).newcomer("a")) == pytest.approx(30, abs=0.1)


def test_a_service_that_has_lasted_is_nearer_its_end() -> None:
    times = ServiceTimes(MINUTES)
    left = [times.left("a", None, seconds).mean_s for seconds in (0, 120, 300, 500)]
    assert left == sorted(left, reverse=True)
    assert left[0] == 600


def test_who_is_far_over_the_usual_time_is_not_expected_to_end_at_once() -> None:
    """Of a service that has lasted an hour nobody knows when it ends: more than a minute."""
    assert ServiceTimes(MINUTES).left("a", None, 3600).mean_s > 60


def test_people_of_a_field_whose_counters_are_others_make_no_difference() -> None:
    alone = floor([seat("1", "a", at_it=SERVED)], [])
    beside = floor(
        [seat("1", "a", at_it=SERVED), seat("2", "b", at_it=SERVED)],
        [person(n, "b") for n in range(2, 40)],
    )
    assert Forecast(beside).newcomer("a") == Forecast(alone).newcomer("a")


def test_a_shared_counter_serves_whoever_came_first_of_either_field() -> None:
    now = floor([seat("1", "a", "b", at_it=SERVED)], [person(2, "b"), person(3, "a")])
    assert waits(now) == pytest.approx({2: 10, 3: 20}, abs=0.1)


def test_a_priority_ticket_is_called_before_those_who_came_earlier() -> None:
    people = [person(2), person(3), person(4, priority=True)]
    told = waits(floor([seat("1", "a", at_it=SERVED)], people, Rule("strict")))
    assert told[4] < told[2] < told[3]


def test_priority_still_to_come_lengthens_the_wait_of_the_others_only() -> None:
    people, there = [person(2), person(3, priority=True)], seat("1", "a", at_it=SERVED)
    first = waits(floor([there], people, Rule("first_come")))
    strict = waits(floor([there], people, Rule("strict")))
    assert strict[3] == pytest.approx(10, abs=0.1)
    assert strict[2] > first[3]


def test_who_is_sent_first_goes_first() -> None:
    people = [person(2), person(3, first=True)]
    assert waits(floor([seat("1", "a", at_it=SERVED)], people)) == pytest.approx(
        {3: 10, 2: 20}, abs=0.1
    )


def test_who_is_kept_for_a_counter_waits_for_that_one() -> None:
    seats = [seat("1", "a", at_it=SERVED), seat("2", "a")]
    assert waits(floor(seats, [person(2, for_counter="1")])) == pytest.approx({2: 10}, abs=0.1)


def test_whoever_goes_on_to_another_field_keeps_the_place_there() -> None:
    """The one served at b will stand before somebody who came later to a."""
    going_on = person(1, "b", then=("a",))
    seats = [seat("1", "a", at_it=SERVED), seat("2", "b", at_it=going_on, for_s=0)]
    before = waits(floor(seats, [person(2), person(3)]))
    without = waits(floor([seats[0], seat("2", "b", at_it=person(1, "b"))], [person(2), person(3)]))
    assert before[3] == pytest.approx(without[3] + 10, abs=0.1)


def test_a_counter_helps_with_its_secondary_field_when_its_own_are_empty() -> None:
    helper = Seat(Desk("2", ("b",), secondary=("a",), idle_since=NOW))
    people = [person(2), person(3)]
    alone = waits(floor([seat("1", "a", at_it=SERVED)], people))
    helped = waits(floor([seat("1", "a", at_it=SERVED), helper], people))
    assert (helped[2], alone[2]) == pytest.approx((0, 10), abs=0.1)


def test_who_is_still_coming_is_expected_to_be_here_in_time() -> None:
    people = [person(2, coming=True), person(3)]
    assert waits(floor([seat("1", "a", at_it=SERVED)], people)) == pytest.approx(
        {2: 10, 3: 20}, abs=0.1
    )


def test_one_more_counter_shortens_the_wait() -> None:
    told = Forecast(floor([seat("1", "a", at_it=SERVED)], [person(2), person(3)]))
    assert told.newcomer_with_one_more("a").mean_s < told.newcomer("a").mean_s  # type: ignore[union-attr]


def test_the_hall_is_left_as_it_was() -> None:
    now = floor([seat("1", "a", at_it=SERVED)], [person(2), person(3)])
    assert waits(now) == waits(now)
    assert [one.line.stop for one in now.people] == [2, 3]


@given(
    st.integers(1, 6),
    st.integers(0, 30),
    st.sampled_from(["ageing", "first_come", "strict", "one_in", "over_target"]),
    st.randoms(use_true_random=False),
)
def test_everybody_in_line_gets_a_wait_whatever_the_rule(
    counters: int, many: int, order: str, chance: Random
) -> None:
    fields = list(MINUTES)
    seats = [
        seat(str(n), *chance.sample(fields, 2), at_it=chance.choice([None, SERVED]))
        for n in range(counters)
    ]
    people = [
        person(n, chance.choice(fields), priority=chance.random() < 0.2) for n in range(2, 2 + many)
    ]
    now = floor(seats, people, Rule(order))  # type: ignore[arg-type]
    told = Forecast(now)
    served = {field for one in seats for field in one.desk.fields}
    for one in people:
        found = told.of(one.line.stop, one.line.field)
        assert (found is not None) == (one.line.field in served)
        if found is not None:
            low, high = found.minutes()
            assert 0 <= low <= high
    assert {field for field in fields if told.newcomer(field) is not None} == served


@pytest.mark.parametrize(("ahead", "counters"), [(0, 1), (3, 1), (4, 3), (20, 5), (2, 8)])
def test_the_range_holds_against_ten_thousand_played_waits(ahead: int, counters: int) -> None:
    """All counters busy with services that have just begun, each as long as chance wills."""
    seen = [Seen("a", None, 10_000, 10_000 * 600.0, 10_000 * 600.0**2 * 1.25)]
    seats = [seat(str(n), "a", at_it=SERVED) for n in range(counters)]
    people = [person(n) for n in range(2, 2 + ahead)]
    wait = Forecast(floor(seats, people, seen=seen)).newcomer("a")
    assert wait is not None
    chance = Random(5)
    played = sorted(_played(ahead, counters, chance) for _ in range(10_000))
    assert abs(wait.median_s() - played[5_000]) <= max(60, 0.1 * played[5_000])
    assert sum(one <= wait.ninetieth_s() for one in played) >= 8_500


def _played(ahead: int, counters: int, chance: Random) -> float:
    free = [chance.gammavariate(4, 150) for _ in range(counters)]
    for _ in range(ahead):
        free[free.index(min(free))] += chance.gammavariate(4, 150)
    return min(free)


# ---------------------------------------------------------------- what is learnt


def seen(field: str, purpose: str | None, count: int, seconds: float) -> Seen:
    return Seen(field, purpose, count, count * seconds, count * seconds**2)


def test_a_field_begins_with_the_configured_minutes() -> None:
    assert ServiceTimes(MINUTES).of("a", "submit").mean_s == 600


def test_what_all_fields_have_shown_is_expected_of_a_field_not_yet_seen() -> None:
    times = ServiceTimes(MINUTES, [seen("a", "submit", 200, 300), seen("b", "submit", 200, 300)])
    assert times.of("c", "submit").mean_s == pytest.approx(300, rel=0.05)


def test_two_services_do_not_overturn_what_is_known_of_the_centre() -> None:
    known = [seen("a", "submit", 200, 600), seen("b", "submit", 2, 1800)]
    assert ServiceTimes(MINUTES, known).of("b", "submit").mean_s < 900


def test_a_thousand_services_are_believed_over_the_configuration() -> None:
    times = ServiceTimes(MINUTES, [seen("a", "submit", 1000, 240)])
    assert times.of("a", "submit").mean_s == pytest.approx(240, rel=0.05)


def test_the_better_the_configuration_has_been_the_more_a_field_is_thought_to_keep_to_it() -> None:
    """Ten services of a new field, twice as long as was thought, beside ten fields well known."""
    many = {**dict.fromkeys("klmnopqrst", 10.0), "new": 10.0}

    def believed(of_others: list[float]) -> float:
        others = zip("klmnopqrst", of_others, strict=True)
        known = [seen(field, None, 200, seconds) for field, seconds in others]
        return ServiceTimes(many, [*known, seen("new", None, 10, 1200)]).of("new", None).mean_s

    as_thought, far_off = believed([600.0] * 10), believed([300.0, 900.0] * 5)
    assert as_thought < 800 < 1000 < far_off


def test_a_purpose_that_is_short_everywhere_is_short_in_a_new_field() -> None:
    known = [seen("a", "submit", 100, 600), seen("a", "collect", 100, 200)]
    times = ServiceTimes(MINUTES, known)
    assert times.of("b", "collect").mean_s < 0.5 * times.of("b", "submit").mean_s


@given(st.integers(0, 500), st.floats(60, 3600))
def test_the_learnt_mean_lies_between_what_was_thought_and_what_was_seen(
    count: int, seconds: float
) -> None:
    learnt = ServiceTimes(MINUTES, [seen("a", None, count, seconds)]).of("a", None).mean_s
    assert min(600, seconds) * 0.999 <= learnt <= max(600, seconds) * 1.001


def test_a_field_that_the_centre_no_longer_has_teaches_nothing() -> None:
    times = ServiceTimes(MINUTES, [seen("given up", None, 100, 60)])
    assert times.of("a", None).mean_s == 600


def test_the_less_is_known_the_wider_is_the_range() -> None:
    there = [seat("1", "a", at_it=SERVED)]
    people = [person(n) for n in range(2, 8)]
    fresh = Forecast(floor(there, people, seen=[])).newcomer("a")
    known = [Seen("a", None, 1000, 1000 * 600.0, 1000 * 600.0**2 * 1.25)]
    learnt = Forecast(floor(there, people, seen=known)).newcomer("a")
    assert fresh is not None
    assert learnt is not None
    assert fresh.variance > learnt.variance


# ---------------------------------------------------------------- the range


@given(st.floats(1, 36_000), st.floats(0, 1e7))
def test_the_range_is_two_whole_minutes_in_order(mean: float, variance: float) -> None:
    low, high = Wait(mean, variance).minutes()
    assert 0 <= low <= high
    assert high >= 1
    assert isinstance(low, int)
    assert isinstance(high, int)


def test_the_upper_end_is_never_rounded_down() -> None:
    wait = Wait(600, 90_000)
    assert wait.minutes()[1] * 60 >= wait.ninetieth_s()
    assert abs(wait.minutes()[0] * 60 - wait.median_s()) <= 30


def test_a_line_that_grows_never_shortens_the_wait() -> None:
    there = [seat("1", "a", at_it=SERVED), seat("2", "a", "b", at_it=SERVED)]
    longest = 0.0
    for many in range(20):
        wait = Forecast(floor(there, [person(n) for n in range(2, 2 + many)])).newcomer("a")
        assert wait is not None
        assert wait.mean_s >= longest
        longest = wait.mean_s


def test_a_forecast_counts_the_time_between_two_people() -> None:
    now = floor([seat("1", "a", at_it=SERVED)], [person(2)])
    later = Forecast(replace(now, between_s=30)).newcomer("a")
    assert later is not None
    assert mean_minutes(later) == pytest.approx(mean_minutes(Forecast(now).newcomer("a")) + 1)
