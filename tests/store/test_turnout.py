"""Who comes when called: kept by the triggers of stops and log, and told in the next forecast."""

from __future__ import annotations

import pytest
from hall import KIOSK, LAN, TestHall, done

from server.actions.call import next_ticket
from server.actions.cancel import cancel
from server.actions.reinstate import reinstate
from server.actions.serve import finish, no_show, start
from server.actions.undo import undo
from server.rules.estimate import Came
from server.store.services import turnout_seen


def seen(hall: TestHall) -> Came:
    with hall.centre.store.reading() as tx:
        found = turnout_seen(tx, hall.centre.trial)
    return found[0] if found else Came("ho-tich")


def call(hall: TestHall) -> None:
    assert next_ticket(hall.centre, "1", LAN)


def serve(hall: TestHall, minutes: float = 5) -> None:
    call(hall)
    start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=minutes)
    finish(hall.centre, "1", done(), LAN)


def miss(hall: TestHall, seconds: float = 120) -> None:
    call(hall)
    hall.clock.go_on(seconds=seconds)
    no_show(hall.centre, "1", LAN)


@pytest.fixture
def line(hall: TestHall) -> TestHall:
    """Four people in line and a counter for them."""
    hall.open()
    for _ in range(4):
        hall.take()
    return hall


def test_who_comes_and_who_does_not_are_counted_with_the_time_it_took(line: TestHall) -> None:
    serve(line)
    miss(line, 120)
    now = seen(line)
    assert (now.came, now.missed, now.gone) == (pytest.approx(1, abs=0.01), 1, 0)
    assert now.missed_s == pytest.approx(120, abs=0.1)


def test_who_gives_the_number_back_is_gone(line: TestHall) -> None:
    cancel(line.centre, line.take(), None, KIOSK)
    assert (seen(line).gone, seen(line).missed) == (1, 0)


def test_a_missed_number_that_is_cancelled_was_missed_and_is_not_gone(line: TestHall) -> None:
    visit = next_ticket(line.centre, "1", LAN)
    assert visit
    no_show(line.centre, "1", LAN)
    cancel(line.centre, visit, None, KIOSK)
    assert (seen(line).gone, seen(line).missed) == (0, 1)


def test_what_is_taken_back_has_taught_nothing(line: TestHall) -> None:
    serve(line)
    before = seen(line)
    miss(line)
    undo(line.centre, "1", LAN)
    assert seen(line).missed == pytest.approx(0)
    assert seen(line).missed_s == pytest.approx(0, abs=0.01)
    assert seen(line).came == pytest.approx(before.came)


def test_taking_a_second_call_back_does_not_miss_anybody_twice(line: TestHall) -> None:
    visit = next_ticket(line.centre, "1", LAN)
    assert visit
    no_show(line.centre, "1", LAN)
    reinstate(line.centre, visit, None, LAN)
    call(line)
    undo(line.centre, "1", LAN)
    assert seen(line).missed == 1


def test_a_number_that_somebody_forgot_to_give_up_counts_as_a_quarter_of_an_hour(
    line: TestHall,
) -> None:
    miss(line, 7200)
    assert seen(line).missed_s == pytest.approx(900)


def test_the_time_to_the_next_person_is_learnt_while_somebody_waits(line: TestHall) -> None:
    serve(line)
    line.clock.go_on(seconds=20)
    call(line)
    assert (seen(line).gaps, seen(line).gaps_s) == (1, pytest.approx(20, abs=0.1))


def test_a_counter_that_has_nobody_or_a_break_teaches_no_gap(hall: TestHall) -> None:
    hall.open()
    hall.clock.go_on(seconds=30)
    hall.take()
    serve(hall)
    hall.take()
    hall.take()
    hall.clock.go_on(minutes=10)
    call(hall)
    assert seen(hall).gaps == 0


def test_a_wait_is_told_by_who_was_seen_to_come(hall: TestHall) -> None:
    hall.open()
    for _ in range(40):
        hall.take()
        miss(hall)
    assert hall.now().floor.turnout.of("ho-tich").missed > 0.3  # type: ignore[union-attr]


def test_of_those_who_came_it_is_counted_who_had_priority(hall: TestHall) -> None:
    hall.open()
    hall.take(priority="mang-thai")
    hall.take()
    serve(hall)
    serve(hall)
    assert seen(hall).priority == pytest.approx(1, abs=0.01)
