"""A browser that plays nothing before a key was pressed: who is told, and what one press does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from board_program import until
from browser import axe_findings, running_chromium
from fake_hall import FakeHall, fake_hall
from page_sound import played, said, sound_is, speaking_board, tv
from playwright.sync_api import Browser, expect


@pytest.fixture(scope="module")
def asking() -> Iterator[Browser]:
    with running_chromium("--autoplay-policy=document-user-activation-required") as each:
        yield each


@pytest.fixture
def hall() -> Iterator[FakeHall]:
    with fake_hall() as each:
        yield each


def test_a_muted_page_says_so_on_itself_and_to_staff_until_one_press_of_the_remote(
    hall: FakeHall, asking: Browser, tmp_path: Path
) -> None:
    with speaking_board(tmp_path, hall) as board, tv(asking, board) as page:
        expect(page.locator(".mark.mute")).to_contain_text("ĐANG TẮT TIẾNG")
        expect(page.locator(".mark.mute")).to_contain_text("Bật âm thanh")
        assert axe_findings(page) == []
        sound_is(hall, "muted")
        until(lambda: hall.statuses[-1].get("muted") == 1, "staff are told how many")
        assert "Bật âm thanh" in hall.statuses[-1]["message"]
        hall.call("A001", 1)
        expect(page.locator(".digits")).to_have_text("A001")
        assert said(board, 1)["failed"] == 1
        page.keyboard.press("Enter")
        expect(page.locator(".mark.mute")).to_have_count(0)
        sound_is(hall, "on")
        assert "muted" not in hall.statuses[-1]
        hall.call("A002", 2)
        assert said(board, 2)["announced"] == 1
        assert len(played(page)) == 1


def test_beside_speakers_that_work_a_page_is_silent_and_asks_for_nothing(
    hall: FakeHall, asking: Browser, tmp_path: Path
) -> None:
    with (
        speaking_board(tmp_path, hall, sound_from="both") as board,
        tv(asking, board) as able,
        tv(asking, board) as muted,
    ):
        able.keyboard.press("Enter")
        hall.call("A001", 1)
        assert said(board, 1)["announced"] == 1
        assert len(board.recordings()) == 1
        assert played(able) == []
        expect(muted.locator(".mark.mute")).to_have_count(0)
        until(lambda: hall.statuses[-1].get("page") == "shown", "staff are told of the screens")
        assert "muted" not in hall.statuses[-1]
