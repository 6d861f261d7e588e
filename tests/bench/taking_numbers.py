"""Tickets a second over HTTP, durable, beside bare SQLite commits in the same folder."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import tempfile
import threading
import time
import tomllib
import uuid
from itertools import cycle, islice
from pathlib import Path

import requests
from helper import helping
from running import CONFIG, RunningServer, running_server
from tables import Table, median

CENTRE = "hue-province"
CLIENTS = (1, 8)
TICKETS_A_ROUND = 96
"""So many people wait at the end of a round; each round is a day of its own."""
TICKETS_A_DEVICE = 96
FIRST_DAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
ROW = "x" * 700
"""About what one ticket writes: visit, stop, log line and answer."""


def measure(rounds: int) -> Table:
    """The table for 1 and for 8 clients."""
    columns = ("", "tickets/s", "slowest round", "bare commits/s", "slowest round", "share of bare")
    table = Table("Numbers given, each durable before it is told (WAL, synchronous=FULL)", columns)
    with tempfile.TemporaryDirectory() as folder:
        clock = ("--clock-speed", "0", "--clock-start", FIRST_DAY.isoformat())
        with running_server(Path(folder) / "data", CONFIG / CENTRE, clock=clock) as server:
            for clients in CLIENTS:
                given = _given(server, clients, rounds)
                bare = [_bare(Path(folder), clients) for _ in range(rounds)]
                share = f"{100 * median(given) / median(bare):.0f} %"
                what = f"{clients} client{'s' if clients > 1 else ''}"
                table.add(what, median(given), min(given), median(bare), min(bare), share)
    table.notes.append(
        f"Median of {rounds} rounds of {TICKETS_A_ROUND}; every request has a key of its own, as a "
        f"kiosk's has. Bare: one row of {len(ROW)} bytes a commit, one connection and a lock."
    )
    return table


def _given(server: RunningServer, clients: int, rounds: int) -> list[float]:
    """Tickets a second of each round."""
    fields = _fields()
    integration = server.enrol_here("integration", f"clock-{clients}")
    rates = []
    with helping("ticket_takers.py", server.url, clients) as takers:
        assert takers.hear() == "ready"
        for number in range(rounds):
            _next_day(server, integration, clients * rounds + number)
            token = server.enrol_here("kiosk", f"k-{clients}-{number}")
            tickets = [(token, field, str(uuid.uuid4())) for field in fields]
            takers.ask(json.dumps([tickets[at::clients] for at in range(clients)]))
            rates.append(TICKETS_A_ROUND / float(takers.hear()))
    return rates


def _fields() -> list[str]:
    centre = tomllib.loads((CONFIG / CENTRE / "centre.toml").read_text(encoding="utf-8"))
    return list(islice(cycle(field["id"] for field in centre["fields"]), TICKETS_A_ROUND))


def _next_day(server: RunningServer, integration: str, day: int) -> None:
    """An empty hall: yesterday's numbers are not waited for."""
    answer = requests.put(
        server.api("/trial/clock"),
        json={"now": (FIRST_DAY + dt.timedelta(days=day + 1)).isoformat()},
        headers={"Authorization": f"Bearer {integration}"},
        timeout=20,
    )
    assert answer.status_code == 200, answer.text


def _bare(folder: Path, writers: int) -> float:
    """Commits a second of so many threads on one connection with a lock."""
    path = folder / f"bare-{uuid.uuid4()}.db"
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, text TEXT)")
    lock = threading.Lock()

    def write() -> None:
        for _ in range(TICKETS_A_ROUND // writers):
            with lock:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO ticket (text) VALUES (?)", (ROW,))
                connection.execute("COMMIT")

    threads = [threading.Thread(target=write) for _ in range(writers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    connection.close()
    return TICKETS_A_ROUND / seconds
