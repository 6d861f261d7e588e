"""The layout for everybody: a few figures, whole at every size, and nobody's name."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from board_program import BoardProgram, running_board, until
from board_screens import NOTICE, SIZES, assert_whole, full_hall, open_screen
from browser import axe_findings, page_of
from fake_hall import TOKEN, FakeHall
from playwright.sync_api import Browser, Page, expect

from server.settings.legibility import CAPITALS, FIGURE_DEGREES, capital_mm, reach_m

FONT_SIZES = "found => found.map(each => parseFloat(getComputedStyle(each).fontSize))"
LARGE = {
    "day": "2026-11-26",
    "since": "2026-10-28",
    "as_of": "2026-11-26T15:00:00+07:00",
    "issued": 12408,
    "served": 11999,
    "waiting": 1388,
    "wait_mean_s": 7530,
    "wait_in_target": 0.9996,
    "on_time_share": 1.0,
    "satisfied_share": 0.97,
}
NOTHING = {name: None if isinstance(value, float) else 0 for name, value in LARGE.items()}


def shown(page: Page) -> list[str]:
    texts: list[str] = page.locator(".figure > p:first-of-type").all_inner_texts()
    return [text.replace("\n", " ") for text in texts]


def ask(page: Page, board: BoardProgram, figures: dict[str, Any], more: str = "") -> None:
    open_screen(page, board, f"?layout=public{more}")
    until(lambda: shown(page)[0] != "Chưa có số liệu No figure yet", "figures have come")
    assert figures


@pytest.mark.parametrize("size", SIZES)
def test_the_figures_are_whole_and_read_from_as_far_as_the_layout_says(
    hall: FakeHall, board: BoardProgram, browser: Browser, size: str
) -> None:
    hall.clear()
    hall.figures = LARGE
    hall.send_snapshot(**{**full_hall(40), "notices": [NOTICE]})
    reach = reach_m("public", 43)
    with page_of(browser, *SIZES[size]) as page:
        ask(page, board, LARGE, f"&inches=43&distance={reach:.2f}")
        assert shown(page) == ["12.408", "11.999", "126phút", "99%", "100%", "97%"]
        assert_whole(page, size)
        sizes = page.locator(".figure .number").evaluate_all(FONT_SIZES)
        mm_a_pixel = 43 * 25.4 / math.hypot(*SIZES[size])
        assert min(sizes) * CAPITALS * mm_a_pixel >= capital_mm(reach - 0.05, FIGURE_DEGREES)
        assert axe_findings(page) == []


def test_what_is_not_known_yet_is_said_and_a_file_chooses_its_figures(
    hall: FakeHall, browser: Browser, tmp_path: Path
) -> None:
    hall.clear()
    hall.figures = {**NOTHING, "wait_mean_s": None}
    config = 'layout = "public"\nfigures = ["wait_mean", "issued"]\n'
    with running_board(tmp_path, hall.url, TOKEN, more=config) as own:
        until(lambda: own.announced()["zones"], "the board has joined")
        with page_of(browser, *SIZES["hd"]) as page:
            open_screen(page, own)
            expect(page.locator(".figure").nth(1)).to_contain_text("0")
            assert shown(page) == ["Chưa có số liệu No figure yet", "0"]
            assert_whole(page, "two")


def test_an_emergency_stands_in_their_place(
    hall: FakeHall, board: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    hall.figures = LARGE
    hall.send_snapshot(emergency="Xin mời ra ngoài.")
    with page_of(browser, *SIZES["hd"]) as page:
        page.goto(f"{board.url}/main?layout=public")
        expect(page.locator(".emergency .message")).to_be_visible()
        expect(page.locator(".figure")).to_have_count(0)
    hall.send_snapshot(emergency=None)
