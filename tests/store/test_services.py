"""What services teach of how long the next ones take: kept by the stops' own triggers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import LAN, TestHall, done, open_hall

from server.actions.call import next_ticket
from server.actions.serve import finish, no_show, start
from server.actions.undo import undo
from server.rules.estimate import Seen
from server.store.services import services_seen


def seen(hall: TestHall) -> list[Seen]:
    with hall.centre.store.reading() as tx:
        return services_seen(tx, hall.centre.trial)


def serve(hall: TestHall, minutes: float) -> None:
    assert next_ticket(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=minutes / 2)
    start(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=minutes / 2)
    finish(hall.centre, "1", done(), LAN)


def test_a_service_counts_from_the_call_to_its_end(hall: TestHall) -> None:
    hall.open()
    hall.take(purpose="collect")
    serve(hall, 6)
    [one] = seen(hall)
    assert (one.field, one.purpose, one.count) == ("ho-tich", "collect", 1)
    assert one.total_s == pytest.approx(360, abs=0.1)
    assert one.squares == pytest.approx(360**2, rel=1e-3)


def test_what_is_taken_back_has_taught_nothing(hall: TestHall) -> None:
    hall.open()
    hall.take()
    hall.take()
    serve(hall, 6)
    before = seen(hall)
    serve(hall, 30)
    undo(hall.centre, "1", LAN)
    [one] = seen(hall)
    assert one.count == pytest.approx(before[0].count)
    assert one.total_s == pytest.approx(before[0].total_s, abs=0.1)


def test_who_does_not_come_teaches_nothing_of_services(hall: TestHall) -> None:
    hall.open()
    hall.take()
    assert next_ticket(hall.centre, "1", LAN)
    hall.clock.go_on(minutes=2)
    no_show(hall.centre, "1", LAN)
    assert seen(hall) == []


def test_the_newest_services_count_most(hall: TestHall) -> None:
    hall.open()
    for minutes in [10] * 3 + [5] * 3:
        hall.take()
        serve(hall, minutes)
    [one] = seen(hall)
    assert 5.9 < one.count < 6
    assert one.total_s / one.count < 7.5 * 60


def test_a_number_that_somebody_forgot_to_finish_counts_as_two_hours(hall: TestHall) -> None:
    hall.open()
    hall.take()
    serve(hall, 600)
    assert seen(hall)[0].total_s == pytest.approx(7200)


def test_what_a_trial_has_seen_is_not_known_to_the_centre_at_work(
    tmp_path: Path, small_config: Path
) -> None:
    with open_hall(tmp_path / "data", small_config, trial=True) as hall:
        hall.open()
        hall.take()
        serve(hall, 6)
        assert len(seen(hall)) == 1
        with hall.centre.store.reading() as tx:
            assert services_seen(tx, trial=False) == []


def test_a_wait_is_told_by_what_was_learnt(hall: TestHall) -> None:
    hall.open()
    for _ in range(40):
        hall.take()
        serve(hall, 2)
    assert hall.now().floor.times.of("ho-tich", None).mean_s < 180
