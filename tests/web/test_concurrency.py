"""Many at once: every number once and in order, every ticket at one counter.

Others gave one number twice and called one citizen to two counters; here it is tried with all
hands on the keys at the same moment, against a real server.
"""

from __future__ import annotations

import threading
from collections import Counter as Tally
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from corners import Corner
from hall import open_hall
from running import RunningServer, Staff

from server.clock import SystemClock

pytestmark = pytest.mark.both_modes

T = TypeVar("T")
KIOSKS, COUNTERS, TICKETS = 10, 20, 500
HALL = [str(number) for number in range(101, 101 + COUNTERS)]


def all_at_once(presses: Iterable[Callable[[], T]]) -> list[T]:
    """Press all keys at the same moment, each with a hand of its own."""
    presses = list(presses)
    ready = threading.Barrier(len(presses))

    def press(one: Callable[[], T]) -> T:
        ready.wait(60)
        return one()

    with ThreadPoolExecutor(len(presses)) as hands:
        return list(hands.map(press, presses))


def test_ten_kiosks_at_once_give_each_number_once_without_a_gap(corner: Corner) -> None:
    tokens = [corner.server.enrol_here("kiosk", f"k{n}-{corner.place}") for n in range(KIOSKS)]

    def take_ten(token: str) -> list[str]:
        answers = [corner.server.take(token, field=corner.field) for _ in range(10)]
        return [answer.json()["number"] for answer in answers]

    taken = all_at_once([lambda token=token: take_ten(token) for token in tokens])
    numbers = [number for mine in taken for number in mine]
    expected = [f"{corner.place}{n:03d}" for n in range(1, KIOSKS * 10 + 1)]
    assert sorted(numbers) == expected
    for mine in taken:
        assert mine == sorted(mine)
    issued = [line["data"]["number"] for line in corner.log() if line["event"] == "issued"]
    assert issued == expected


def test_one_ticket_and_ten_hands_on_next_is_one_call(corner: Corner) -> None:
    ticket = corner.take()
    corner.does("open")
    answers = all_at_once([lambda: corner.press("next")] * 10)
    assert Tally(answer.status_code for answer in answers) == {200: 1, 409: 9}
    [called] = [answer.json()["ticket"] for answer in answers if answer.status_code == 200]
    assert called["id"] == ticket["id"]
    assert [line["event"] for line in corner.log()].count("called") == 1


def test_two_officers_at_one_counter_are_one_officer(corner: Corner) -> None:
    staff = [corner.server.staff_here(f"o{n}-{corner.place}") for n in range(8)]
    path = f"/counters/{corner.counter}/open"
    answers = all_at_once([lambda one=one: one.post(path) for one in staff])
    assert Tally(answer.status_code for answer in answers) == {200: 1, 409: 7}
    [opened] = [answer.json()["officer"] for answer in answers if answer.status_code == 200]
    assert corner.officer.get(f"/counters/{corner.counter}").json()["officer"] == opened


def test_one_officer_at_many_counters_is_at_one(server: RunningServer) -> None:
    everywhere = server.staff_here("everywhere")
    answers = all_at_once(
        [lambda one=one: everywhere.post(f"/counters/{one}/open") for one in HALL[:8]]
    )
    assert Tally(answer.status_code for answer in answers) == {200: 1, 409: 7}
    [counter] = [answer.json()["id"] for answer in answers if answer.status_code == 200]
    assert everywhere.post(f"/counters/{counter}/close").status_code == 200


@pytest.fixture
def crowd(server: RunningServer) -> list[str]:
    """Five hundred people with tickets for what twenty counters serve; their numbers in order."""
    with open_hall(server.data, server.config, SystemClock(), trial=True) as hall:
        visits = [hall.take("h1") for _ in range(TICKETS)]
        return [hall.number(visit) for visit in visits]


def test_twenty_counters_call_five_hundred_tickets_each_once_and_in_order(
    server: RunningServer, crowd: list[str]
) -> None:
    officers = [server.staff_here(f"hall-{counter}") for counter in HALL]
    for counter, officer in zip(HALL, officers, strict=True):
        assert officer.post(f"/counters/{counter}/open").status_code == 200
    before = server.log_lines()[-1]["seq"]

    called = all_at_once(
        [
            lambda officer=officer, counter=counter: work_off(officer, counter)
            for counter, officer in zip(HALL, officers, strict=True)
        ]
    )
    lines = [line for line in server.log_lines(before) if line["event"] == "called"]
    assert [line["data"]["number"] for line in lines] == crowd
    assert sorted(number for mine in called for number in mine) == crowd
    by_counter = {line["data"]["number"]: line["counter"] for line in lines}
    for counter, mine in zip(HALL, called, strict=True):
        assert {by_counter[number] for number in mine} <= {counter}
        assert mine == sorted(mine)
    assert min(len(mine) for mine in called) > 0


def work_off(officer: Staff, counter: str) -> list[str]:
    """Call and miss one after the other until nobody waits; return the numbers called here."""
    mine: list[str] = []
    while True:
        answer = officer.post(f"/counters/{counter}/next")
        assert answer.status_code == 200, answer.text
        ticket = answer.json()["ticket"]
        if ticket is None:
            return mine
        mine.append(ticket["number"])
        assert officer.post(f"/counters/{counter}/no-show").status_code == 200
