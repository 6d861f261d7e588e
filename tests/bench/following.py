"""Thousands of citizens' follow pages on one server: a call reaches them all, the desks go on."""

from __future__ import annotations

import json
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from helper import Helper, helping
from made_centre import counter, field, small_centre, write_centre
from meanwhile import Desk, boards_coming_back, must, pressing
from memory import resident_mb
from running import RunningServer, Staff, running_server
from tables import Table, percentile

FIELDS = 6
TICKETS = 1000
"""People who wait, each followed on as many phones as it takes to have so many pages."""
DESKS = 4
"""Counters of a field that nobody follows, whose officers press on meanwhile."""
TICKETS_A_DEVICE = 400
MOST_PRESSED = 450
REST_S = 1.0
SLOW_SHARE, SLOW_TURN_S = 0.3, 0.1
"""Of a core: a server that has to let everybody in while it is busy with something else."""
AIM_CALL_MS, AIM_STORM_S, AIM_DESK_MS = 2000, 20, 200
AIM_BOARD_MS = 3000


@dataclass
class Others:
    """Seconds of officers' commands, by what was going on, and of boards that joined in a storm."""

    quiet: list[float]
    calls: list[float]
    storm: list[float]
    boards: list[float]


def measure(pages: int, rounds: int) -> Table:
    """The table; in each round one field calls somebody, or all of them at the same moment."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", _centre(Path(folder))) as server,
    ):
        secrets = _waiting(server, pages)
        callers = [_officer(server, n) for n in range(1, FIELDS + 1)]
        board = {"token": server.enrol_here("board", "b"), "zone": "sanh"}
        desks = [_officer(server, FIELDS + 1 + n) for n in range(DESKS)]
        with pressing(desks) as quiet:
            time.sleep(3 * REST_S)
        with helping("follow_pages.py", server.url) as phones:
            began = time.monotonic()
            phones.ask(json.dumps(secrets))
            joined = _hear(phones, "settled") - began
            memory = resident_mb(server.process.pid)
            with pressing(desks) as calls:
                alone = _calls(callers[:1], phones, rounds)
                together = _calls(callers, phones, rounds)
            server.stop()
            again = server.again()
            began = time.monotonic()
            with pressing(desks) as storm, boards_coming_back(server.url, board) as boards:
                settled = _hear(phones, "settled") - began
            again.stop()
            last = server.again()
            began = time.monotonic()
            with _slowed(last.process.pid):
                slowly = _hear(phones, "settled") - began
            last.stop()
    others = Others(quiet, calls, storm, boards)
    return _table(pages, joined, (alone, together), (settled, slowly), others, memory)


def _table(
    pages: int,
    joined: float,
    reached: tuple[list[float], list[float]],
    settled: tuple[float, float],
    others: Others,
    memory: float,
) -> Table:
    table = Table(
        f"{pages:,} follow pages of {TICKETS:,} waiting people on one server",
        ("", "p50", "p95", "worst", "aim"),
    )
    alone, together = reached
    aim = f"all ≤ {AIM_CALL_MS:,}"
    _row(table, f"a call → the last of its field's {pages // FIELDS:,} pages, ms", alone, aim)
    _row(table, f"{FIELDS} calls at once → the last of all pages, ms", together, aim)
    for when, took in (
        ("nobody follows", others.quiet),
        ("calls", others.calls),
        ("they all come back", others.storm),
    ):
        _row(table, f"command of a counter while {when}, ms", took, f"p95 ≤ {AIM_DESK_MS}")
    _row(
        table,
        "a board joins while they all come back, ms",
        others.boards,
        f"all ≤ {AIM_BOARD_MS:,}",
    )
    table.notes.append(
        f"All in within {joined:.1f} s; after a restart of the server all back, each with the "
        f"newest state, within {settled[0]:.1f} s (aim {AIM_STORM_S} s), and within "
        f"{settled[1]:.1f} s when it has {SLOW_SHARE:.0%} of a core; {memory:,.0f} MB with all of "
        "them. No page was left out: a call counts when the last one shows it."
    )
    return table


def _row(table: Table, what: str, took: list[float], aim: str) -> None:
    shares = [1000 * percentile(took, share) for share in (0.5, 0.95, 1.0)]
    table.add(what, *shares, aim)


def _centre(folder: Path) -> Path:
    names = [f"f{n}" for n in range(1, FIELDS + 1)]
    made = small_centre(
        public_url="https://hall.example",
        fields=[
            *(field(name, chr(64 + at)) for at, name in enumerate(names, 1)),
            field("ban", "K"),
        ],
        counters=[
            *(counter(at, [name]) for at, name in enumerate(names, 1)),
            *(counter(FIELDS + 1 + at, ["ban"]) for at in range(DESKS)),
        ],
    )
    return write_centre(folder / "config", made)


def _waiting(server: RunningServer, pages: int) -> list[str]:
    """A line longer than any centre's, evenly in all fields; the secret that each page shows."""
    followed = [f"f{at % FIELDS + 1}" for at in range(TICKETS)]
    links = list(_taken(server, [*followed, *["ban"] * MOST_PRESSED]))
    secrets = [link.rsplit("/", 1)[1] for link in links[:TICKETS]]
    return list(islice(cycle(secrets), pages))


def _taken(server: RunningServer, fields: list[str]) -> Iterator[str]:
    """The follow links of numbers of these fields, from as many kiosks as their pace asks for."""
    for at, name in enumerate(fields):
        if at % TICKETS_A_DEVICE == 0:
            token = server.enrol_here("kiosk", f"k{at}")
        taken = server.take(token, field=name)
        must(taken)
        yield str(taken.json()["follow_url"])


def _officer(server: RunningServer, number: int) -> Desk:
    officer = server.staff_here(f"can-bo-{number}")
    must(officer.post(f"/counters/{number}/open"))
    return str(number), officer


def _calls(callers: list[Desk], phones: Helper, rounds: int) -> list[float]:
    """Seconds from the first press of each round until the last page shows its field's call."""
    seconds = []
    for _ in range(rounds):
        time.sleep(REST_S)
        began = time.monotonic()
        wanted = {_called(*one) for one in callers}
        while wanted:
            told = json.loads(phones.hear())
            wanted.discard(told.get("called", ""))
        seconds.append(told["at"] - began)
        for name, officer in callers:
            must(officer.post(f"/counters/{name}/no-show"))
    return seconds


def _called(name: str, officer: Staff) -> str:
    answer = officer.post(f"/counters/{name}/next")
    must(answer)
    return str(answer.json()["ticket"]["number"])


@contextmanager
def _slowed(process: int) -> Iterator[None]:
    """The process runs for a share of every tenth of a second."""
    over = threading.Event()

    def hold() -> None:
        while not over.wait(SLOW_SHARE * SLOW_TURN_S):
            os.kill(process, signal.SIGSTOP)
            time.sleep((1 - SLOW_SHARE) * SLOW_TURN_S)
            os.kill(process, signal.SIGCONT)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _hear(phones: Helper, what: str) -> float:
    while what not in (told := json.loads(phones.hear())):
        pass
    return float(told["at"])
