"""After a restart: young calls are told again to who asks, nothing else has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from corners import Corner
from listening import Listener, listening
from made_centre import counter, small_centre, write_centre
from running import RunningServer, running_server, start_server, wait_for

from server.store.times import stamp

MODES = ["eventlet", "threading"]


@contextmanager
def board_of(server: RunningServer, token: str) -> Iterator[Listener]:
    asked = {"token": token, "zone": "sanh"}
    with listening(server.url, "/board", asked) as board:
        yield board.joined()


def make_older(server: RunningServer, number: str, seconds: int) -> None:
    """Let a call have been made some seconds earlier than it was."""
    at = stamp(dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds))
    with server.database() as store, store.transaction() as tx:
        tx.execute("DROP TRIGGER IF EXISTS visit_log_keeps_lines")
        tx.execute(
            "UPDATE visit_log SET at = :at WHERE event = 'called'"
            " AND json_extract(data, '$.number') = :number",
            at=at,
            number=number,
        )


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("how", ["stop", "kill"])
def test_after_a_restart_young_calls_are_told_again_and_old_ones_are_not(
    tmp_path: Path, small_config: Path, mode: str, how: str
) -> None:
    with running_server(tmp_path, small_config, mode=mode) as server:
        kiosk, token = server.enrol_here("kiosk", "k"), server.enrol_here("board", "b")
        officer = server.staff_here("lan")
        officer.post("/counters/1/open")
        for _ in range(3):
            server.take(kiosk, field="ho-tich")
            officer.post("/counters/1/next")
            officer.post("/counters/1/no-show")
        server.take(kiosk, field="ho-tich")
        officer.post("/counters/1/next")
        assert officer.post("/counters/1/undo").status_code == 200
        with board_of(server, token) as board:
            before = board.newest()
        make_older(server, "A001", 61)
        make_older(server, "A002", 30)
        assert server.stop() == 0 if how == "stop" else server.kill() is None
    again = server.again(mode=mode)
    try:
        with board_of(again, token) as board:
            after = board.newest()
            board.watch({"since": 0})
            wait_for(lambda: len(board.calls()) == 2, "the two young calls")
            assert [call["number"] for call in board.calls()] == ["A002", "A003"]
        assert after["epoch"] == before["epoch"]
        assert after["seq"] == before["seq"]
        assert after["missed"] == before["missed"] == ["A001", "A002", "A003"]
        officer_again = again.staff_here("minh")
        assert officer_again.get("/counters/1").json()["officer"] == "lan"
    finally:
        again.stop()


@pytest.mark.parametrize("mode", MODES)
def test_a_server_ends_cleanly_with_screens_connected(
    tmp_path: Path, small_config: Path, mode: str
) -> None:
    with running_server(tmp_path, small_config, mode=mode) as server:
        token = server.enrol_here("board", "b")
        with board_of(server, token), board_of(server, token):
            assert server.stop() == 0
        assert server.said() == ""


def test_a_counter_that_left_the_configuration_stops_no_start(tmp_path: Path) -> None:
    config = write_centre(tmp_path / "config", small_centre())
    with running_server(tmp_path / "data", config) as server:
        kiosk, officer = server.enrol_here("kiosk", "k"), server.staff_here("lan")
        token = server.enrol_here("board", "b")
        server.take(kiosk, field="ho-tich")
        officer.post("/counters/2/open")
        assert officer.post("/counters/2/next").status_code == 200
    fewer = [counter(1, ["ho-tich", "chung-thuc"]), counter(3, ["dat-dai"])]
    write_centre(config, small_centre(counters=fewer))
    again = start_server(tmp_path / "data", config)
    try:
        with board_of(again, token) as board:
            assert [one["number"] for one in board.newest()["counters"]] == [1, 3]
            board.watch({"since": 0})
        officer = again.staff_here("lan")
        assert officer.post("/counters/1/open").status_code == 200
        ticket = officer.post("/counters/1/next").json()["ticket"]
        assert ticket["number"] == "A001"
    finally:
        again.stop()


def test_a_board_hears_what_another_process_changes(corner: Corner) -> None:
    """The publisher follows the log, whoever writes it: here the command line."""
    with corner.board_listens() as board:
        seq = board.joined().newest()["seq"]
        assert corner.server.luot("device", "add", "kiosk", f"k-{corner.place}").returncode == 0
        wait_for(lambda: board.newest()["seq"] > seq, "the news")
