"""The voice in the page of a TV that has nothing but a browser: real Chromium, real samples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from board_program import running_board, until
from browser import running_chromium
from fake_hall import TOKEN, FakeHall, fake_hall
from page_sound import NUMBERS, played, said, sound_is, speaking_board, tv
from playwright.sync_api import Browser, expect


@pytest.fixture(scope="module")
def autoplaying() -> Iterator[Browser]:
    with running_chromium("--autoplay-policy=no-user-gesture-required") as each:
        yield each


@pytest.fixture
def hall() -> Iterator[FakeHall]:
    with fake_hall() as each:
        yield each


def test_five_calls_in_a_moment_are_all_shown_and_said_by_one_page_in_order_and_once(
    hall: FakeHall, autoplaying: Browser, tmp_path: Path
) -> None:
    with (
        speaking_board(tmp_path, hall) as board,
        tv(autoplaying, board) as first,
        tv(autoplaying, board) as second,
    ):
        sound_is(hall, "on")
        for at, number in enumerate(NUMBERS[:5]):
            hall.call(number, at % 3 + 1)
        expect(first.locator(".digits")).to_have_text("A005")
        expect(first.locator(".recent li > b")).to_have_text(["A004", "A003", "A002", "A001"])
        figures = said(board, 5)
        assert (figures["announced"], figures["announced_twice"]) == (5, 0)
        order = [timing["seq"] for timing in figures["zones"]["main"]["timings"]]
        assert order == sorted(order)
        heard = played(first) or played(second)
        assert len(heard) == 5
        assert [] in (played(first), played(second)), "one page is the voice of a zone"
        assert all(one["power"] > 1e-5 for one in heard)
        assert all(b["at"] >= a["at"] + a["lasts"] for a, b in pairwise(heard))


def test_when_the_speaking_page_goes_the_other_takes_over(
    hall: FakeHall, autoplaying: Browser, tmp_path: Path
) -> None:
    with (
        speaking_board(tmp_path, hall) as board,
        tv(autoplaying, board) as one,
        tv(autoplaying, board) as other,
    ):
        hall.call("A001", 1)
        said(board, 1)
        first, second = (one, other) if played(one) else (other, one)
        first.goto("about:blank")
        hall.call("A002", 2)
        assert said(board, 2)["announced"] == 2
        assert len(played(second)) == 1


def test_a_page_that_is_never_to_speak_is_no_player(
    hall: FakeHall, autoplaying: Browser, tmp_path: Path
) -> None:
    with speaking_board(tmp_path, hall) as board, tv(autoplaying, board, "?sound=off") as page:
        sound_is(hall, "muted")
        hall.call("A001", 1)
        said(board, 1)
        assert played(page) == []


def test_a_voice_that_fails_stops_no_picture_and_staff_know(
    hall: FakeHall, autoplaying: Browser, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with (
        running_board(
            tmp_path, hall.url, TOKEN, sound_from="page", sounds="empty", voice_engine="none"
        ) as board,
        tv(autoplaying, board) as page,
    ):
        until(lambda: hall.watched, "the board has joined")
        for at, number in enumerate(NUMBERS[:3], start=1):
            hall.call(number, at)
            expect(page.locator(".digits")).to_have_text(number)
        expect(page.locator(".mark.mute")).to_contain_text("Chưa có giọng đọc")
        until(lambda: hall.statuses[-1].get("voice") == "failing", "the supervisor is told")
