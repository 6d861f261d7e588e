"""Searching procedures, as somebody types: the catalogue alone, and over HTTP."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
from running import CONFIG, running_server
from tables import TIME_COLUMNS, Table

from server.centre import load_folder
from server.rules.catalogue import fold
from server.settings import ProcedureRow, load_procedures, save_procedures

CENTRE = "hue-province"
SHOWN = 20


def measure(names: int) -> Table:
    """The table over every procedure of all presets, for the starts of so many names."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / CENTRE
        rows = all_procedures(folder)
        queries = _as_typed(rows, names)
        catalogue = load_folder(folder)[1]
        title = f"Searching {len(rows):,} procedures ({len(queries)} queries; aim: p99 10 ms)"
        table = Table(title, TIME_COLUMNS)
        plain = [fold(row.name) for row in rows]
        table.times(
            "the catalogue alone",
            [_timed(lambda q=query: catalogue.search(q, None, SHOWN)) for query in queries],
            [_timed(lambda q=query: _plain_search(plain, q)) for query in queries],
        )
        _over_http(table, Path(name) / "data", folder, queries)
    table.notes.append("Floors: the words looked for in every name in turn; GET /healthz.")
    return table


def _over_http(table: Table, data: Path, config: Path, queries: list[str]) -> None:
    with running_server(data, config) as server, requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {server.enrol_here('kiosk', 'k')}"
        session.trust_env = False

        def get(path: str, **params: Any) -> None:
            assert session.get(f"{server.url}{path}", params=params, timeout=20).ok

        get("/healthz")
        table.times(
            "over HTTP",
            [_timed(lambda q=q: get("/api/v1/procedures", q=q, limit=SHOWN)) for q in queries],
            [_timed(lambda: get("/healthz")) for _ in queries],
        )


def all_procedures(folder: Path) -> list[ProcedureRow]:
    """A centre with the procedures of all presets together."""
    shutil.copytree(CONFIG / CENTRE, folder)
    presets = sorted(path.parent for path in CONFIG.glob("*/procedures.csv"))
    by_code = {row.code: row for preset in presets for row in load_procedures(preset)}
    save_procedures(folder, list(by_code.values()))
    return list(by_code.values())


def _as_typed(rows: list[ProcedureRow], names: int) -> list[str]:
    """What people type: the start of a name letter by letter, without accents, sometimes wrong."""
    chance = random.Random(1)
    queries = []
    for row in chance.sample(rows, names):
        name = fold(row.name)
        queries += [name[:length] for length in (2, 4, 7, 11, 16, 25)]
        at = chance.randrange(3, 12)
        queries.append(name[:at] + chance.choice("aeiou") + name[at + 1 : 20])
    return [query for query in queries if query.strip()]


def _plain_search(names: list[str], query: str) -> list[str]:
    words = fold(query).split()
    return [name for name in names if all(word in name for word in words)]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
