"""A full disk: a clear answer, nothing half done, reads go on, and it works again with room."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from hall import dump
from running import RunningServer, Staff, running_server, wait_for

from server.store import open_store

ROOM = 400 * 1024
"""How long the database and its write-ahead log may grow: some tickets, then it is full."""


@dataclass
class FullDisk:
    """A server whose disk is full, with a kiosk and an officer at an open counter."""

    server: RunningServer
    token: str
    officer: Staff
    refused: requests.Response

    def dump(self) -> list[str]:
        return dump(self.server.data / "luot.db")


def with_little_room() -> None:
    """In the server's process: no file may grow over the limit."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


@pytest.fixture(scope="module", params=["eventlet", "threading"])
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, small_config: Path
) -> Iterator[FullDisk]:
    data = tmp_path_factory.mktemp("full")
    open_store(data, "thu").close()
    with running_server(
        data, small_config, mode=request.param, preexec_fn=with_little_room
    ) as server:
        token, officer = server.enrol_here("kiosk", "k1"), server.staff_here("lan")
        assert officer.post("/counters/1/open").status_code == 200
        yield FullDisk(server, token, officer, fill(server, token))


def fill(server: RunningServer, token: str) -> requests.Response:
    """Take numbers until one is refused, and return the refusal."""
    for _ in range(200):
        answer = server.take(token, field="ho-tich")
        if answer.status_code != 201:
            return answer
    raise AssertionError("the disk never filled up")


def test_a_full_disk_is_said_and_nothing_is_half_done(full: FullDisk) -> None:
    assert (full.refused.status_code, full.refused.json()["code"]) == (503, "storage_full")
    assert full.refused.headers["Content-Type"] == "application/problem+json"
    before = full.dump()
    for _ in range(3):
        assert full.server.take(full.token, field="ho-tich", key="once").status_code == 503
        assert full.officer.post("/counters/1/next", key="next").status_code == 503
    assert full.dump() == before


def test_a_server_with_a_full_disk_is_alive_but_not_ready(full: FullDisk) -> None:
    def is_ready() -> bool:
        return requests.get(f"{full.server.url}/readyz", timeout=10).status_code == 200

    wait_for(lambda: not is_ready(), "a write as small as the one that /readyz makes to fail")
    assert requests.get(f"{full.server.url}/healthz", timeout=10).status_code == 200


def test_reads_go_on_with_a_full_disk(full: FullDisk) -> None:
    waiting = requests.get(full.server.api("/centre"), timeout=10).json()["fields"][0]["waiting"]
    assert waiting > 0
    assert len(full.officer.get("/counters/1").json()["waiting"]) == waiting
    assert full.officer.get("/board/sanh").json()["waiting"][0]["count"] == waiting


def test_with_room_again_numbers_go_on_without_a_gap(full: FullDisk, tmp_path: Path) -> None:
    assert full.server.take(full.token, field="ho-tich", key="once").status_code == 503
    data = shutil.copytree(full.server.data, tmp_path / "data")
    with running_server(data, full.server.config) as roomy:
        numbers = [
            roomy.take(full.token, field="ho-tich", key="once").json()["number"],
            roomy.take(full.token, field="ho-tich").json()["number"],
        ]
        with roomy.database() as store, store.reading() as tx:
            rows = tx.rows("SELECT number FROM visit ORDER BY ordinal")
        assert [row["number"] for row in rows][-2:] == numbers
        assert [row["number"] for row in rows] == [f"A{n:03d}" for n in range(1, len(rows) + 1)]
