"""The parts of a rehearsal: who comes, how time goes, what the log is read as."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from running import CONFIG

from server.centre import load_folder
from server.commands.errors import CommandFailed
from server.commands.rehearsal.board import Said
from server.commands.rehearsal.cast import posts_of
from server.commands.rehearsal.demand import Citizen, Demand, field_weights
from server.commands.rehearsal.figures import LogReader, Summary, summarised
from server.commands.rehearsal.simulated_time import SimulatedTime
from server.commands.rehearsal.working_day import WorkingDay, working_day_after
from server.settings import HoursSettings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY = dt.date(2026, 11, 21)
MONDAY_AT_EIGHT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
MINUTE = dt.timedelta(minutes=1)


def monday() -> WorkingDay:
    return working_day_after(HoursSettings(), ZONE, SATURDAY)


def people(centre: str, visits: int, seed: int) -> list[Citizen]:
    settings, catalogue = load_folder(CONFIG / centre)
    return Demand(settings, catalogue, monday(), seed).citizens(visits)


def test_the_rehearsed_day_is_the_next_one_on_which_the_centre_works():
    assert monday().opens == MONDAY_AT_EIGHT.replace(hour=7, minute=30)
    holiday = HoursSettings(holidays=[dt.date(2026, 11, 23)])
    assert working_day_after(holiday, ZONE, SATURDAY).date == dt.date(2026, 11, 24)
    worked = HoursSettings(working_days=[dt.date(2026, 11, 22)])
    assert working_day_after(worked, ZONE, SATURDAY).date == dt.date(2026, 11, 22)


def test_a_centre_that_never_opens_cannot_be_rehearsed():
    with pytest.raises(CommandFailed, match="no working day"):
        working_day_after(HoursSettings(days=[]), ZONE, SATURDAY)


def test_the_same_seed_brings_the_same_people_and_another_seed_others():
    assert people("hue-city", 80, seed=3) == people("hue-city", 80, seed=3)
    assert people("hue-city", 80, seed=3) != people("hue-city", 80, seed=4)


def test_people_come_in_opening_hours_and_most_at_the_peaks():
    day, came = monday(), [citizen.at for citizen in people("hue-province", 2000, seed=1)]
    assert came == sorted(came)
    assert all(any(start <= at < end for start, end in day.spans) for at in came)
    by_half_hour = Counter(at.replace(minute=at.minute // 30 * 30, second=0) for at in came)
    assert {at.strftime("%H:%M") for at, _ in by_half_hour.most_common(5)} == {
        *("08:00", "08:30", "09:00"),
        *("13:30", "14:00"),
    }


def test_every_field_is_asked_for_in_proportion_to_what_its_staffed_counters_serve():
    settings, catalogue = load_folder(CONFIG / "hue-province")
    weights = field_weights(settings)
    assert set(weights) == {field.id for field in settings.fields}
    field_of = {one.code: one.field for one in catalogue.search("", None, 5000)[1]}
    asked = Counter(
        citizen.wish.get("field") or field_of[citizen.wish["procedure"]]
        for citizen in people("hue-province", 4000, seed=1)
    )
    busiest = max(weights, key=lambda field: weights[field])
    share = asked[busiest] / 4000
    assert share == pytest.approx(weights[busiest] / sum(weights.values()), rel=0.2)


def test_a_centre_without_a_staff_plan_gets_an_officer_for_each_counter():
    settings, _ = load_folder(CONFIG / "commune")
    bare = settings.model_copy(update={"posts": []})
    assert [post.counters for post in posts_of(bare)] == [[c.id] for c in settings.counters]


@pytest.fixture
def workers():
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_time_waits_for_everybody_at_work(workers: ThreadPoolExecutor):
    moves: list[dt.datetime] = []
    at_work, may_end = threading.Event(), threading.Event()
    times = SimulatedTime(MONDAY_AT_EIGHT, 0, moves.append, workers)

    def long_request() -> None:
        at_work.set()
        assert may_end.wait(20)

    times.after(60, long_request)
    times.after(120, lambda: None)
    running = threading.Thread(target=times.run, args=(lambda _now: None,))
    running.start()
    assert at_work.wait(20)
    assert moves == [MONDAY_AT_EIGHT + MINUTE]
    may_end.set()
    running.join(20)
    assert moves == [MONDAY_AT_EIGHT + MINUTE, MONDAY_AT_EIGHT + 2 * MINUTE]


def test_whoever_is_due_together_acts_together(workers: ThreadPoolExecutor):
    together = threading.Barrier(3)
    times = SimulatedTime(MONDAY_AT_EIGHT, 0, lambda _at: None, workers)
    for _ in range(3):
        times.after(30, lambda: together.wait(20) and None)
    times.run(lambda _now: None)
    assert not together.broken


def test_time_never_runs_faster_than_it_may(workers: ThreadPoolExecutor):
    times = SimulatedTime(MONDAY_AT_EIGHT, 1000, lambda _at: None, workers)
    times.after(300, lambda: None)
    began = time.monotonic()
    times.run(lambda _now: None)
    assert time.monotonic() - began >= 0.3


def line(event: str, minute: int, stop: int = 1, visit: str = "v1", **more: Any) -> dict[str, Any]:
    at = (MONDAY_AT_EIGHT + minute * MINUTE).isoformat()
    data = {"next": None, **more.pop("data", {})}
    return {"event": event, "at": at, "visit": visit, "stop": stop, "device": None} | {
        "counter": "1",
        "data": data,
        **more,
    }


def issued(minute: int, visit: str = "v1", kiosk: str = "k1") -> dict[str, Any]:
    return line("issued", minute, visit=visit, device=kiosk)


def read(*lines: dict[str, Any]) -> LogReader:
    log = LogReader(frozenset({"k1"}))
    for one in lines:
        log.read(one)
    return log


def summary(log: LogReader, states: dict[str, str], given: tuple[str, ...] = ()) -> Summary:
    return summarised(len(log.issued), log, states, set(given), Said(0, 0), 0)


def test_a_stop_called_while_it_is_at_a_counter_counts_as_called_twice():
    log = read(issued(0), line("called", 5), line("called", 6, counter="2"))
    assert summary(log, {"v1": "called"}).called_twice == 1


def test_a_recall_and_the_next_stop_are_not_called_twice():
    log = read(
        issued(0),
        *(line("called", 5), line("recalled", 6), line("started", 7)),
        line("finished", 10, data={"next": "thue"}),
        *(line("called", 12, stop=2, counter="2"), line("started", 13, stop=2)),
        line("finished", 15, stop=2),
    )
    said = summary(log, {"v1": "done"})
    assert (said.called_twice, said.called, log.calls) == (0, 2, 3)
    assert (said.mean_wait_s, said.p90_wait_s, said.mean_service_s) == (210.0, 300.0, 150.0)


def test_a_number_that_was_acknowledged_and_is_nowhere_is_lost():
    log = read(issued(0))
    assert summary(log, {"v1": "waiting"}).lost == 0
    assert summary(log, {"v1": "waiting"}, given=("v1", "v2")).lost == 1
    assert summary(log, {}).lost == 1
    assert summary(log, {"v1": "serving"}).lost == 1


def test_what_others_do_on_the_same_server_does_not_count():
    log = read(issued(0), issued(1, visit="v9", kiosk="the hall's own"), line("called", 3))
    said = summary(log, {"v1": "done", "v9": "no_show"})
    assert (said.issued, said.served, said.no_show) == (1, 1, 0)


def test_a_fault_in_the_figures_is_named():
    log = read(issued(0), line("called", 5), line("called", 6))
    assert summary(log, {"v1": "called"}).faults() == {"called_twice": 1, "lost": 1}
    assert summary(read(issued(0)), {"v1": "waiting"}).faults() == {}
