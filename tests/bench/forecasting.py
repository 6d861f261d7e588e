"""The waits that a full hall is told: of every line, and in the supervisors' snapshot."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from hall import KIOSK, TestHall, open_hall
from running import CONFIG
from tables import TIME_COLUMNS, Table

from server.actions.actor import Actor
from server.actions.call import next_ticket
from server.actions.issue import issue
from server.messages import Role, TicketRequest
from server.reports.hall import read_hall
from server.reports.supervision import hall_snapshot
from server.rules.estimate import Floor, Forecast
from server.rules.estimate.plain import by_queue_length

CENTRE, WAITING = "hue-province", 150


def measure(times: int) -> Table:
    """The table, of so many snapshots of a hall whose counters are all busy."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        with open_hall(data, CONFIG / CENTRE, trial=True) as hall:
            empty = [_timed(lambda: _snapshot(hall)) for _ in range(times)]
            counters = _fill(hall)
            floor = hall.now().floor
            fields = sorted({one.line.field for one in floor.people})
            full = [_timed(lambda: _snapshot(hall)) for _ in range(times)]
            ours = [_timed(lambda: _forecast(floor, fields)) for _ in range(times)]
            plain = [_timed(lambda: _by_queue_length(floor, fields)) for _ in range(times)]
    title = f"Waits of a hall: {counters} counters, {WAITING} people in {len(fields)} lines"
    table = Table(f"{title} ({times} times)", TIME_COLUMNS)
    table.times("every line, also with one more counter", ours, plain)
    table.times("the supervisors' snapshot", full, empty)
    table.notes.append("Floors: the same waits by queue length; the snapshot of an empty hall.")
    return table


def _fill(hall: TestHall) -> int:
    chance, fields = Random(7), list(hall.centre.fields)
    counters = list(hall.centre.counters)
    for counter in counters:
        hall.open(counter, Actor(staff=f"officer-{counter}", role=Role.OFFICER))
    while len(hall.now().waiting) < WAITING:
        issue(hall.centre, TicketRequest(field=chance.choice(fields)), KIOSK)
        hall.clock.go_on(seconds=5)
        for counter in counters:
            if counter not in hall.now().at_counter:
                officer = Actor(staff=f"officer-{counter}", role=Role.OFFICER)
                next_ticket(hall.centre, counter, officer)
    return len(counters)


def _snapshot(hall: TestHall) -> object:
    with hall.centre.store.reading() as tx:
        now = read_hall(hall.centre, tx)
        return hall_snapshot(hall.centre, tx, now, hall.machine.now())


def _forecast(floor: Floor, fields: list[str]) -> None:
    forecast = Forecast(floor)
    for field in fields:
        forecast.newcomer(field)
        forecast.newcomer_with_one_more(field)


def _by_queue_length(floor: Floor, fields: list[str]) -> None:
    for field in fields:
        by_queue_length(field, floor, newest=0)


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
