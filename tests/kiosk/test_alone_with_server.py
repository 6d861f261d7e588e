"""Two kiosks, the real server, and lines that break: every number shown is one visit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from broken_line import BrokenLine, broken_line
from kiosk_program import KioskProgram, running_kiosk, until
from running import RunningServer, running_server

TOUCHES = 25
BREAKS = 7
FIELDS = ("ho-tich", "dat-dai")
PATIENT = {"tickets_per_minute": 600, "numbers_alone": 100}


@dataclass
class Corner:
    """One kiosk, its own line to the server, and what its screen has shown."""

    name: str
    line: BrokenLine
    kiosk: KioskProgram
    shown: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def touch(self, key: str, field_id: str) -> None:
        """Press once, and again with the same touch until there is a number."""

        def shown() -> str | None:
            answer = self.kiosk.take(key, field=field_id)
            return answer.json()["number"] if answer.status_code == 201 else None

        number = until(f"{self.name} shows a number", shown, 40)
        self.shown[key] = number
        self.order.append(number)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def corners(tmp_path: Path, server: RunningServer) -> Iterator[list[Corner]]:
    with ExitStack() as running:
        corners = [
            _corner(running, tmp_path / name, server, name) for name in ("kiosk-1", "kiosk-2")
        ]
        for corner in corners:
            ready(corner.kiosk)
        yield corners


def _corner(running: ExitStack, folder: Path, server: RunningServer, name: str) -> Corner:
    folder.mkdir()
    line = running.enter_context(broken_line(server.port))
    token = server.enrol_here("kiosk", name)
    kiosk = running.enter_context(running_kiosk(folder, line.url, token, **PATIENT))
    return Corner(name, line, kiosk)


def ready(kiosk: KioskProgram) -> None:
    until("it holds its ranges", lambda: (kiosk.data / "ranges.json").exists())


def issued(server: RunningServer) -> dict[str, dict[str, str]]:
    """Every visit of the log that was not taken back, by its number."""
    lines = server.log_lines()
    gone = {line["visit"] for line in lines if line["event"] == "cancelled"}
    told = [line for line in lines if line["event"] == "issued" and line["visit"] not in gone]
    numbers = [line["data"]["number"] for line in told]
    assert len(numbers) == len(set(numbers)), "a number was given twice"
    return {line["data"]["number"]: {**line["data"], "device": line["device"]} for line in told}


def is_delivered(kiosk: KioskProgram) -> bool:
    path = kiosk.data / "given-alone.jsonl"
    text = path.read_text() if path.exists() else ""
    return text.count('"given"') == text.count('"settled"')


class Storm:
    """Citizens at every kiosk while the lines break, all drawn from one seed."""

    def __init__(self, corners: list[Corner], seed: int) -> None:
        self._corners = corners
        self._chance = random.Random(seed)
        self._pause = Event()

    def pass_over(self) -> None:
        """Until everybody has a number and every line is whole again."""
        with ThreadPoolExecutor(len(self._corners) + 1) as hands:
            works = [hands.submit(self._citizens, corner) for corner in self._corners]
            works.append(hands.submit(self._mishaps))
            for work in works:
                work.result(150)

    def _citizens(self, corner: Corner) -> None:
        for nth in range(TOUCHES):
            corner.touch(f"{corner.name}-{nth:04}", self._chance.choice(FIELDS))
            self._pause.wait(self._chance.random() * 0.3)

    def _mishaps(self) -> None:
        for _ in range(BREAKS):
            line = self._chance.choice(self._corners).line
            self._chance.choice([line.cut, line.deafen])()
            self._pause.wait(self._chance.random())
            line.mend()
            self._pause.wait(self._chance.random() * 0.5)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_number_shown_is_one_visit_whenever_the_lines_break(
    server: RunningServer, corners: list[Corner], seed: int
) -> None:
    Storm(corners, seed).pass_over()
    for corner in corners:
        until("all is delivered", lambda corner=corner: is_delivered(corner.kiosk), 30)
    visits = issued(server)
    shown = [number for corner in corners for number in corner.shown.values()]
    assert len(shown) == len(set(shown)) == TOUCHES * len(corners)
    assert sorted(visits) == sorted(shown)
    assert any(visit["offline"] for visit in visits.values()), "no line broke at a touch"
    for corner in corners:
        arrivals = [visits[number]["issued_at"] for number in corner.order]
        assert arrivals == sorted(arrivals)
        assert {visits[number]["device"] for number in corner.order} == {corner.name}


def test_numbers_given_alone_wait_from_their_own_time_and_before_who_came_later(
    server: RunningServer, corners: list[Corner]
) -> None:
    first, second = corners
    first.line.cut()
    until("the link is seen down", lambda: first.kiosk.state()["alone"])
    for corner, key in ((first, "one-0001"), (second, "two-0001"), (first, "one-0002")):
        corner.touch(key, "dat-dai")
    first.line.mend()
    until("all is delivered", lambda: is_delivered(first.kiosk))
    officer = server.staff_here("lan")
    of_field = next(
        one["id"] for one in officer.get("/counters").json()["items"] if "dat-dai" in one["fields"]
    )
    waiting = officer.get(f"/counters/{of_field}").json()["waiting"]
    expected = [first.shown["one-0001"], second.shown["two-0001"], first.shown["one-0002"]]
    assert [one["number"] for one in waiting if one["field"] == "dat-dai"] == expected


def test_an_unused_range_comes_back_when_its_kiosk_is_ended(
    server: RunningServer, corners: list[Corner]
) -> None:
    first, _ = corners
    first.line.cut()
    until("the link is seen down", lambda: first.kiosk.state()["alone"])
    first.touch("one-0001", "dat-dai")
    first.line.mend()
    until("all is delivered", lambda: is_delivered(first.kiosk))
    until("the link is up", lambda: first.kiosk.state()["link"] == "up")
    first.kiosk.process.terminate()
    assert first.kiosk.process.wait(15) == 0
    [returned] = [line for line in server.log_lines() if line["event"] == "ranges_returned"]
    assert returned["device"] == "kiosk-1"
    with server.database() as store, store.reading() as tx:
        left = tx.rows("SELECT first, last FROM number_range WHERE device = 'kiosk-1'")
    assert left == [{"first": left[0]["first"], "last": left[0]["first"]}]


def test_a_server_that_dies_and_comes_back_leaves_no_gap_in_the_numbers_shown(
    server: RunningServer, corners: list[Corner]
) -> None:
    first, second = corners
    first.touch("one-0001", "ho-tich")
    server.kill()
    for nth in range(2, 5):
        first.touch(f"one-{nth:04}", "ho-tich")
        second.touch(f"two-{nth:04}", "ho-tich")
    again = server.again()
    try:
        for corner in corners:
            until("all is delivered", lambda corner=corner: is_delivered(corner.kiosk))
            until("it shows so", lambda corner=corner: not corner.kiosk.state()["alone"])
        first.touch("one-0009", "ho-tich")
        shown = [number for corner in corners for number in corner.shown.values()]
        assert sorted(issued(again)) == sorted(shown)
        assert len(shown) == 8
        assert first.shown["one-0009"] == f"{first.shown['one-0001'][0]}002"
    finally:
        again.stop()
