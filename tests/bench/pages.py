"""Press at a counter → the last of forty counter pages and ten hall pages shows it."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from random import Random

import requests
from helper import Helper, broadcast_floor, helping
from listening import listening
from made_centre import counter, field, small_centre, write_centre
from running import RunningServer, Staff, running_server
from tables import TIME_COLUMNS, Table

COUNTERS, HALL_PAGES = 40, 10
TURN = ("next", "start", "finish")
REST_S = 0.15
"""More than a snapshot is held back, so that each press meets a quiet hall."""
AIM_MS, MOVED_MS = 150, 1000


def measure(presses: int) -> Table:
    """The table: every press alone, and presses that come at any time, as they do in a hall."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", _centre(Path(folder))) as server,
    ):
        officers = _at_work(server, presses)
        chief = server.staff_here("truong", "supervisor")
        size = _hall_bytes(server, chief)
        with helping("open_pages.py", server.url) as pages:
            pages.ask(json.dumps(_doors(officers, chief)))
            assert pages.hear() == "joined"
            alone = _presses(officers, pages, presses, lambda: REST_S)
            chance = Random(7)
            anytime = _presses(officers, pages, presses, lambda: chance.uniform(0, 0.2))
            moved = _moves(chief, pages, presses // 5)
    title = f"Press at a counter → {COUNTERS} counter and {HALL_PAGES} hall pages"
    table = Table(f"{title} ({presses} presses each)", TIME_COLUMNS)
    floor = broadcast_floor(COUNTERS + HALL_PAGES, presses, size)
    table.times("a press in a quiet hall → last page", alone, floor)
    table.times("a press at any time → last page", anytime, floor)
    table.times("fields moved to another counter → last page", moved, floor)
    table.beside_aim("a change is on every open page", [*alone, *anytime], AIM_MS)
    table.beside_aim("a supervisor's change of fields takes effect", moved, MOVED_MS)
    table.notes.append(f"Floor: {size} bytes, as the hall's snapshot has, to as many bare clients.")
    return table


def _centre(folder: Path) -> Path:
    numbers = range(1, COUNTERS + 1)
    made = small_centre(
        numbers={"shape": "series"},
        fields=[field(f"f{n}", str(n)) for n in numbers],
        counters=[counter(n, [f"f{n}", f"f{n % COUNTERS + 1}"]) for n in numbers],
    )
    return write_centre(folder / "config", made)


def _at_work(server: RunningServer, presses: int) -> dict[str, Staff]:
    """Every counter open, and people for all the presses, a few in each field."""
    officers = {str(n): server.staff_here(f"can-bo-{n}") for n in range(1, COUNTERS + 1)}
    each = 2 * presses // (len(TURN) * COUNTERS) + 3
    for name, officer in officers.items():
        kiosk = server.enrol_here("kiosk", f"kiosk-{name}")
        _must(officer.post(f"/counters/{name}/open"))
        for _ in range(each):
            _must(server.take(kiosk, field=f"f{name}"))
    return officers


def _doors(officers: dict[str, Staff], chief: Staff) -> list[tuple[str, dict[str, str], str]]:
    desks = [("/counter", {"counter": name}, one.cookie()) for name, one in officers.items()]
    return desks + [("/hall", {}, chief.cookie())] * HALL_PAGES


def _presses(
    officers: dict[str, Staff], pages: Helper, presses: int, rest: Callable[[], float]
) -> list[float]:
    turns = ((name, command) for name in cycle(officers) for command in TURN)
    seconds = []
    for name, command in islice(turns, presses):
        time.sleep(rest())
        body = {"outcome": "received"} if command == "finish" else None
        began = time.monotonic()
        _must(officers[name].post(f"/counters/{name}/{command}", body))
        seconds.append(_seen(pages, began) - began)
    while presses % len(TURN):  # leave no counter in the middle of a turn
        presses += 1
        _must(officers[name].post(f"/counters/{name}/{TURN[(presses - 1) % len(TURN)]}", {}))
        _seen(pages, time.monotonic())
    return seconds


def _moves(chief: Staff, pages: Helper, times: int) -> list[float]:
    seconds = []
    for name in islice(cycle(range(1, COUNTERS + 1)), times):
        time.sleep(REST_S)
        began = time.monotonic()
        _must(chief.put(f"/counters/{name}/fields", {"fields": ["f1", "f2"]}))
        seconds.append(_seen(pages, began) - began)
    return seconds


def _seen(pages: Helper, pressed_at: float) -> float:
    """When the last page had got what was pressed: what came before the press is older news."""
    while (told := json.loads(pages.hear()))["last"] < pressed_at:
        pass
    return float(told["last"])


def _hall_bytes(server: RunningServer, chief: Staff) -> int:
    with listening(server.url, "/hall", {}, cookie=chief.cookie()) as page:
        page.joined()
        return next(one.size for one in page.heard if one.event == "snapshot")


def _must(answer: requests.Response) -> None:
    assert answer.status_code < 400, answer.text
