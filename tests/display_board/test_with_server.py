"""The real board at the real server: from a press of *next* to what the hall sees and hears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from board_program import BoardProgram, give_token, running_board, until
from browser import page_of
from centre_folders import change, copy_of
from playwright.sync_api import Browser, expect
from running import RunningServer, Staff, running_server

from display_board.voice import SOUNDS, ClipBank, Voice
from display_board.voice.samples import read_sound
from server.rules.announcement import Speech, digits

OWN_SENTENCE = "Mời {customer} số {number}, đến quầy số {counter}. Xin cảm ơn."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    place = tmp_path_factory.mktemp("server")
    centre = copy_of("commune", place)
    change(centre / "centre.toml", "[speech]", f"[speech]\ncall_vi = '{OWN_SENTENCE}'")
    with running_server(place / "data", centre) as each:
        yield each


@pytest.fixture(scope="module")
def board(
    server: RunningServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BoardProgram]:
    token = server.enrol("board", "board-under-test")
    with running_board(
        tmp_path_factory.mktemp("board"), server.url, token, sounds=str(SOUNDS)
    ) as each:
        until(lambda: each.announced()["zones"], "the board knows its zones")
        yield each


@pytest.fixture(scope="module")
def officer(server: RunningServer) -> Staff:
    officer = server.sign_in("lan")
    assert officer.post("/counters/1/open").status_code == 200
    return officer


@pytest.fixture(scope="module")
def kiosk_token(server: RunningServer) -> str:
    return server.enrol("kiosk", "kiosk-under-test")


def call_one(server: RunningServer, officer: Staff, token: str, **wish: Any) -> str:
    field = officer.get("/counters/1").json()["fields"][0]
    issued = server.take(token, field=field, **wish)
    assert issued.status_code == 201, issued.text
    called = officer.post("/counters/1/next")
    assert called.status_code == 200, called.text
    number: str = called.json()["ticket"]["number"]
    assert number == issued.json()["number"]
    return number


def recorded(board: BoardProgram, number: str) -> list[Path]:
    return [path for path in board.recordings() if path.stem.endswith(number)]


def test_what_an_officer_calls_is_seen_and_heard_once_and_a_recall_again(
    server: RunningServer, board: BoardProgram, officer: Staff, kiosk_token: str, browser: Browser
) -> None:
    with page_of(browser, 1920, 1080) as screen:
        screen.goto(board.url)
        expect(screen.locator(".counter")).to_have_count(4)
        number = call_one(server, officer, kiosk_token)
        expect(screen.locator(".digits")).to_have_text(number)
        expect(screen.locator(".newest .desk b")).to_have_text("1")
        until(lambda: recorded(board, number), "the call is said")
        assert officer.post("/counters/1/recall").status_code == 200
        until(lambda: len(recorded(board, number)) == 2, "the recall is said")
        assert officer.post("/counters/1/no-show").status_code == 200
        expect(screen.locator(".missed li")).to_have_text([number])
    assert board.announced()["announced_twice"] == 0


def test_a_call_is_said_in_the_centres_own_sentence(
    server: RunningServer, board: BoardProgram, officer: Staff, kiosk_token: str
) -> None:
    number = call_one(server, officer, kiosk_token)
    officer.post("/counters/1/no-show")
    (said,) = until(lambda: recorded(board, number), "the call is said")
    text = f"Mời công dân số {digits(number, Speech())}, đến quầy số một. Xin cảm ơn."
    meant = Voice(ClipBank(SOUNDS), engine=None).announcement(text, None)
    assert meant.spoken
    assert read_sound(said) == meant.samples


def test_an_english_ticket_is_announced_longer(
    server: RunningServer, board: BoardProgram, officer: Staff, kiosk_token: str
) -> None:
    short = call_one(server, officer, kiosk_token)
    officer.post("/counters/1/no-show")
    both = call_one(server, officer, kiosk_token, language="en")
    officer.post("/counters/1/no-show")
    until(lambda: recorded(board, short) and recorded(board, both), "both are said")
    assert recorded(board, both)[0].stat().st_size > recorded(board, short)[0].stat().st_size


def test_a_second_machine_of_a_zone_shows_the_calls_and_does_not_say_them(
    server: RunningServer,
    board: BoardProgram,
    officer: Staff,
    kiosk_token: str,
    browser: Browser,
    tmp_path: Path,
) -> None:
    token = server.enrol("board", "board-beside")
    with running_board(tmp_path, server.url, token) as beside, page_of(browser, 1280, 720) as page:
        until(lambda: beside.announced()["zones"], "the second board knows its zones")
        page.goto(beside.url)
        expect(page.locator(".counter")).to_have_count(4)
        number = call_one(server, officer, kiosk_token)
        expect(page.locator(".digits")).to_have_text(number)
        expect(page.locator(".mark.mute")).to_have_count(0)
        officer.post("/counters/1/no-show")
        until(lambda: recorded(board, number), "the first board says it")
        assert beside.announced()["announced"] == 0
        assert beside.recordings() == []


def test_the_server_hears_how_the_board_is(server: RunningServer, tmp_path: Path) -> None:
    token = server.enrol("board", "board-of-status")
    give_token(tmp_path / "data", token)
    answer = requests.put(
        server.api("/devices/me/status"),
        json={"voice": "ok", "sound": "on", "page": "none"},
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    assert answer.status_code == 200, answer.text


def test_a_restart_of_the_server_loses_no_call_and_repeats_none(
    server: RunningServer, board: BoardProgram, officer: Staff, kiosk_token: str
) -> None:
    number = call_one(server, officer, kiosk_token)
    until(lambda: recorded(board, number), "the call is said")
    said = board.announced()["announced"]
    server.stop()
    again = server.again()
    try:
        officer.post("/counters/1/no-show")
        second = call_one(server, officer, kiosk_token)
        until(lambda: recorded(board, second), "the call after the restart is said")
        figures = board.announced()
        assert figures["announced"] == said + 1
        assert figures["announced_twice"] == 0
    finally:
        again.stop()
