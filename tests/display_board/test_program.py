"""The real board program against a small centre: real processes, sockets and files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from board_program import BoardProgram, give_token, running_board, until, write_board_config
from fake_hall import TOKEN, FakeHall, fake_hall

from display_board.voice.bank import SOUNDS
from display_board.voice.chime import chime
from display_board.voice.samples import (
    Samples,
    decibels,
    read_sound,
    seconds,
    speech_level,
)

CHIME = len(chime())


@pytest.fixture
def hall() -> Iterator[FakeHall]:
    with fake_hall() as each:
        yield each


@pytest.fixture
def board(hall: FakeHall, tmp_path: Path) -> Iterator[BoardProgram]:
    with running_board(tmp_path, hall.url, TOKEN) as each:
        until(lambda: hall.watched, "the board has joined")
        yield each


@pytest.fixture
def speaking(hall: FakeHall, tmp_path: Path) -> Iterator[BoardProgram]:
    """A board with the clips that come with the product."""
    with running_board(tmp_path, hall.url, TOKEN, sounds=str(SOUNDS)) as each:
        until(lambda: hall.watched, "the board has joined")
        yield each


def said(board: BoardProgram, count: int) -> dict[str, Any]:
    def all_said() -> dict[str, Any] | None:
        figures = board.announced()
        dealt_with = figures["announced"] + figures["skipped"] + figures["failed"]
        return figures if dealt_with >= count and not figures["waiting"] else None

    found: dict[str, Any] = until(all_said, f"{count} calls are dealt with")
    return found


def order_said(board: BoardProgram) -> list[str]:
    """The numbers of the recordings, in the order in which they were written."""
    written = sorted(board.recordings(), key=lambda path: path.stat().st_mtime_ns)
    return [path.stem.rsplit("-", 1)[1] for path in written]


def status_with(hall: FakeHall, **wanted: str) -> Any:
    def found() -> dict[str, Any] | None:
        newest = hall.statuses[-1] if hall.statuses else {}
        return newest if wanted.items() <= newest.items() else None

    return until(found, f"the status says {wanted}")


def test_five_calls_at_once_are_all_said_in_order_and_once(
    hall: FakeHall, board: BoardProgram
) -> None:
    numbers = [f"A{n:03d}" for n in range(1, 6)]
    for counter, number in enumerate(numbers, start=1):
        hall.call(number, counter)
    figures = said(board, 5)
    assert order_said(board) == numbers
    assert figures["announced"] == 5
    assert figures["announced_twice"] == 0
    assert figures["last_seq"] == 5
    assert len(figures["zones"]["main"]["timings"]) == 5


def test_after_a_cut_fresh_calls_are_said_once_and_old_ones_are_not(
    hall: FakeHall, board: BoardProgram
) -> None:
    hall.call("A001", 1)
    said(board, 1)
    hall.cut()
    hall.call("A002", 2, tell=False)
    hall.make_old(61)
    hall.call("A003", 3, tell=False)
    hall.call("A004", 4, tell=False)
    hall.mend()
    said(board, 3)
    assert order_said(board) == ["A001", "A003", "A004"]
    assert board.announced()["announced_twice"] == 0


def test_a_board_that_is_started_again_does_not_say_again_what_was_said(
    hall: FakeHall, tmp_path: Path
) -> None:
    with running_board(tmp_path, hall.url, TOKEN) as board:
        until(lambda: hall.watched, "the board has joined")
        hall.call("A001", 1)
        said(board, 1)
    hall.call("A002", 2, tell=False)
    with running_board(tmp_path, hall.url, TOKEN) as again:
        until(lambda: len(hall.watched) == 2, "the board has joined again")
        hall.call("A003", 3)
        assert said(again, 2)["announced"] == 2
        assert order_said(again) == ["A001", "A002", "A003"]


def samples_of(board: BoardProgram) -> list[Samples[int]]:
    return [read_sound(path) for path in board.recordings()]


def test_a_recorded_announcement_is_as_loud_as_every_other(
    hall: FakeHall, speaking: BoardProgram
) -> None:
    hall.call("A012", 3)
    hall.call("A012", 3, nth=2)
    hall.call("1012", 34, customer="organisation")
    hall.call("B105", 15, language="en")
    said(speaking, 4)
    for sound in samples_of(speaking):
        assert seconds(sound) > 3
        assert decibels(speech_level(sound[CHIME:])) == pytest.approx(-19, abs=1.5)


def test_an_english_ticket_is_called_in_both_languages(
    hall: FakeHall, speaking: BoardProgram
) -> None:
    hall.call("A012", 3)
    hall.call("A012", 3, language="en")
    said(speaking, 2)
    vietnamese, both = samples_of(speaking)
    assert seconds(both) > seconds(vietnamese) + 1.5


def test_a_hall_without_any_voice_still_chimes_and_tells_the_server(
    hall: FakeHall, tmp_path: Path
) -> None:
    silent = {"sounds": str(tmp_path / "no-clips"), "voice_engine": "none"}
    with running_board(tmp_path, hall.url, TOKEN, **silent) as board:
        status_with(hall, voice="failing")
        hall.call("A001", 1)
        assert said(board, 1)["failed"] == 1
        (sound,) = samples_of(board)
        assert sound == chime()
        assert requests.get(f"{board.url}/healthz", timeout=5).json() == {"ok": True}


def test_a_dead_sound_device_is_told_and_its_return_too(hall: FakeHall, tmp_path: Path) -> None:
    blocked = tmp_path / "data" / "said"
    blocked.parent.mkdir()
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    with running_board(tmp_path, hall.url, TOKEN) as board:
        assert "cannot write" in status_with(hall, sound="no_device")["message"]
        hall.call("A001", 1)
        assert said(board, 1)["failed"] == 1
        blocked.unlink()
        hall.call("A002", 2)
        said(board, 2)
        status_with(hall, sound="on", voice="ok")
        assert order_said(board) == ["A002"]


def test_each_zone_joins_by_itself_and_has_its_own_queue(tmp_path: Path) -> None:
    with (
        fake_hall(zone="east", zones=("east", "west")) as hall,
        running_board(tmp_path, hall.url, TOKEN) as board,
    ):
        until(lambda: len(hall.watched) == 2, "both zones have joined")
        assert sorted(hall.connected.values()) == ["east", "west"]
        hall.call("A001", 1)
        zones = said(board, 1)["zones"]
        assert zones["east"]["announced"] == 1
        assert zones["west"]["announced"] == 0
        assert requests.get(board.url, timeout=5).text.count("<li>") == 2
        assert requests.get(f"{board.url}/north", timeout=5).status_code == 404


def test_a_board_of_no_folder_serves_no_pictures(board: BoardProgram) -> None:
    assert requests.get(f"{board.url}/pictures/one.png", timeout=5).status_code == 404


def test_a_rehearsal_of_many_calls_is_said_in_silence_at_once(
    hall: FakeHall, tmp_path: Path
) -> None:
    settings = {"sink": "silent", "gap_seconds": 30}
    with running_board(tmp_path, hall.url, TOKEN, **settings) as board:
        until(lambda: hall.watched, "the board has joined")
        for _ in range(40):
            hall.call("A012", 3)
        assert said(board, 40)["announced"] == 40
        status_with(hall, sound="silent")


def test_a_wrong_token_is_told_on_the_screen_and_asked_again(
    hall: FakeHall, tmp_path: Path
) -> None:
    with running_board(tmp_path, hall.url, "a-token-that-was-revoked") as board:
        until(lambda: hall.refused, "the server has refused")
        give_token(board.data, TOKEN)
        until(lambda: hall.watched, "the board is let in")


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "display_board", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_a_wrong_configuration_names_file_key_and_what_was_expected(tmp_path: Path) -> None:
    config = write_board_config(tmp_path, sink="loudspeaker", volume=11)
    ended = start("--config", str(config))
    assert ended.returncode == 2
    faults = ended.stderr.strip().splitlines()
    assert len(faults) == 2
    assert all(fault.startswith("display_board.toml: ") for fault in faults)
    assert "sink" in ended.stderr
    assert "volume" in ended.stderr


def test_a_wrong_server_on_the_command_line_is_refused(tmp_path: Path) -> None:
    ended = start("--config", str(write_board_config(tmp_path)), "--server", "here")
    assert ended.returncode == 2
    assert "server_url" in ended.stderr


def test_a_taken_port_is_said_in_one_line(hall: FakeHall, tmp_path: Path) -> None:
    config = write_board_config(tmp_path)
    ended = start("--config", str(config), "--port", str(hall.port))
    assert ended.returncode == 1
    assert f"cannot listen on 127.0.0.1:{hall.port}" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_board_that_is_told_to_stop_stops_cleanly(tmp_path: Path, sign: signal.Signals) -> None:
    with fake_hall() as hall, running_board(tmp_path, hall.url, TOKEN) as board:
        until(lambda: hall.watched, "the board has joined")
        hall.call("A001", 1)
        os.kill(board.process.pid, sign)
        assert board.process.wait(timeout=10) == 0
