"""The board's layouts: whole at every size, legible from afar, each counter in its turn."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import requests
from board_program import BoardProgram, running_board, until
from board_screens import NOTICE, SIZES, assert_whole, full_hall, open_screen, turn
from browser import axe_findings, page_of
from fake_hall import TOKEN, FakeHall
from playwright.sync_api import Browser, Page, expect
from sample_halls import calls, counters, session_end

from server.settings.legibility import capital_mm, reach_m

CAP = 0.7  # cap height of Be Vietnam Pro, as a share of its size
FONT_SIZES = "found => found.map(each => parseFloat(getComputedStyle(each).fontSize))"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_in_any_layout_with_forty_counters_or_few_or_none(
    hall: FakeHall, board: BoardProgram, browser: Browser, size: str
) -> None:
    with page_of(browser, *SIZES[size]) as page:
        for layout, counts in (("main", (0, 4, 19, 40)), ("zone", (0, 4, 40)), ("portrait", (40,))):
            hall.clear()
            open_screen(page, board, f"?layout={layout}")
            for count in counts:
                fill(hall, page, count)
                assert_whole(page, (layout, count))
                sizes = page.locator(".number").evaluate_all(FONT_SIZES)
                most = page.locator(".digits").evaluate_all(FONT_SIZES)
                assert not count or max(sizes) == most[0], (layout, count)


def fill(hall: FakeHall, page: Page, count: int) -> None:
    """Show a full hall with so many counters, or with 0 what an empty one shows."""
    if not count:
        return
    hall.send_snapshot(**full_hall(count))
    expect(page.locator(".newest .digits")).to_have_text("34134" if count > 20 else "S034")
    expect(page.locator(".recent li").nth(1)).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_above_a_desk_is_whole_with_the_longest_of_everything(
    hall: FakeHall, board: BoardProgram, browser: Browser, size: str
) -> None:
    hall.clear()
    hall.send_snapshot(**full_hall(40))
    with page_of(browser, *SIZES[size]) as page:
        for desk in (4, 5):  # closed, and calling
            open_screen(page, board, f"?layout=counter&counter={desk}&inches=24&distance=3")
            expect(page.locator(".centre")).to_have_text(hall.snapshot["centre_name"])
            expect(page.locator(".date")).to_be_visible()
            expect(page.locator(".notice")).to_be_visible()
            assert_whole(page, desk)


@pytest.mark.parametrize("asked", ["", "?layout=zone", "?layout=counter&counter=3"])
@pytest.mark.parametrize("size", ["small", "portrait"])
def test_the_longest_emergency_is_whole(
    hall: FakeHall, board: BoardProgram, browser: Browser, size: str, asked: str
) -> None:
    hall.clear()
    message = ("Đề nghị Ông/Bà bình tĩnh rời khỏi trung tâm theo cửa chính. " * 5)[:300]
    hall.send_snapshot(**{**full_hall(40), "emergency": message})
    with page_of(browser, *SIZES[size]) as page:
        page.goto(f"{board.url}/main{asked}")
        expect(page.locator(".emergency .message")).to_have_text(message.strip())
        page.evaluate("document.fonts.ready")
        assert_whole(page, asked)
        english = ("Please leave the hall calmly by the main door. " * 5)[:200]
        hall.send_snapshot(emergency=message[:200], emergency_en=english)
        expect(page.locator(".emergency .english")).to_have_text(english.strip())
        assert_whole(page, asked)
        hall.send_snapshot(emergency_en=None)


@pytest.mark.parametrize("asked", ["", "?layout=zone", "?layout=counter&counter=5"])
@pytest.mark.parametrize("size", ["small", "portrait"])
def test_the_end_of_a_session_stands_above_a_whole_picture_and_is_told_to_its_end(
    hall: FakeHall, board: BoardProgram, browser: Browser, size: str, asked: str
) -> None:
    hall.clear()
    hall.send_snapshot(**{**full_hall(40), **session_end()})
    over, *others = hall.snapshot["notices"]
    with page_of(browser, *SIZES[size]) as page:
        open_screen(page, board, asked)
        expect(page.locator(".closing h2")).to_contain_text(over["text"])
        expect(page.locator(".foot .notice")).to_have_count(0)
        pieces: dict[str, None] = {}
        for _ in range(20):
            pieces.setdefault(page.locator(".closing .notice").inner_text())
            assert_whole(page, asked)
            turn(page)
        told = " ".join(piece.strip("… ") for piece in pieces)
        assert all(told.count(notice["text"]) == 1 for notice in others)
        assert all(notice["text_en"] in told for notice in others)
        assert over["text"] not in told
    hall.send_snapshot(session_over=False, notices=[])


@pytest.mark.parametrize("size", ["hd", "portrait"])
def test_each_of_forty_counters_has_its_turn(
    hall: FakeHall, board: BoardProgram, browser: Browser, size: str
) -> None:
    hall.clear()
    hall.send_snapshot(**full_hall(40))
    with page_of(browser, *SIZES[size]) as page:
        open_screen(page, board)
        pages = int(page.locator(".table .page").inner_text().split("/")[1])
        seen: set[str] = set()
        for _ in range(pages):
            seen |= set(page.locator(".counter .plate").all_inner_texts())
            assert_whole(page, len(seen))
            turn(page)
        assert seen == {str(number) for number in range(1, 41)}


def test_every_missed_number_and_every_field_has_its_turn(
    hall: FakeHall, board: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    hall.send_snapshot(**full_hall(40))
    with page_of(browser, *SIZES["hd"]) as page:
        open_screen(page, board)
        missed: set[str] = set()
        fields: set[str] = set()
        for _ in range(30):
            missed |= set(page.locator(".missed li").all_inner_texts())
            fields |= set(page.locator(".waiting li span").all_inner_texts())
            turn(page)
        assert missed == set(hall.snapshot["missed"])
        assert len(fields) == len([each for each in hall.snapshot["waiting"] if each["count"]])


def test_a_long_notice_is_told_piece_by_piece(
    hall: FakeHall, board: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    hall.send_snapshot(notices=[NOTICE])
    with page_of(browser, *SIZES["small"]) as page:
        open_screen(page, board)
        pieces: dict[str, None] = {}
        for _ in range(16):
            pieces.setdefault(page.locator(".notice").inner_text())
            assert_whole(page, "notice")
            turn(page)
        told = " ".join(piece.strip("… ") for piece in pieces)
        assert NOTICE["text"].strip() in told
        assert NOTICE["text_en"].strip() in told


def far(inches: float, distance: float, width: int, height: int) -> float:
    """The pixels of 0.7° of capital height."""
    return capital_mm(distance) * math.hypot(width, height) / (inches * 25.4)


@pytest.mark.parametrize("series", [False, True])
@pytest.mark.parametrize(("layout", "size"), [("main", "hd"), ("main", "portrait"), ("zone", "4k")])
def test_a_call_is_read_from_as_far_as_the_layout_says(
    hall: FakeHall, board: BoardProgram, browser: Browser, layout: str, size: str, series: bool
) -> None:
    hall.clear()
    hall.send_snapshot(calls=calls(7, series), counters=counters(40, series))
    reach = reach_m(layout, 43)
    assert layout != "main" or reach >= 5
    with page_of(browser, *SIZES[size]) as page:
        open_screen(page, board, f"?layout={layout}&inches=43&distance={reach:.2f}")
        sizes = page.locator(".digits, .newest .desk b").evaluate_all(FONT_SIZES)
        assert len(sizes) == 2
        assert min(sizes) * CAP >= far(43, reach - 0.05, *SIZES[size])


def test_lists_grow_with_the_distance_and_hold_less(
    hall: FakeHall, board: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    hall.send_snapshot(**full_hall(40))
    shown: list[tuple[float, int]] = []
    with page_of(browser, *SIZES["hd"]) as page:
        for distance in ("3", "5"):
            open_screen(page, board, f"?distance={distance}")
            size = page.locator(".counter .ticket").evaluate_all(FONT_SIZES)[0]
            shown.append((size, page.locator(".counter").count()))
    (near, many), (distant, few) = shown
    assert near < distant
    assert many > few
    assert distant * CAP >= 0.38 * far(43, 5, *SIZES["hd"])  # 0.27°


def test_the_screen_above_a_desk_shows_that_desk_alone(
    hall: FakeHall, board: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    with page_of(browser, *SIZES["small"]) as page:
        open_screen(page, board, "?layout=counter&counter=3&inches=24&distance=3")
        expect(page.locator(".desk-screen .word")).to_contain_text("Sẵn sàng phục vụ")
        hall.call("A012", 3)
        expect(page.locator(".desk-screen.called.fresh .digits")).to_have_text("A012")
        hall.call("A013", 2)
        expect(page.locator(".desk-screen .digits")).to_have_text("A012")
        closed = [{**each, "state": "closed"} for each in counters(4)]
        hall.send_snapshot(counters=[{**each, "ticket": None} for each in closed])
        expect(page.locator(".desk-screen .word")).to_contain_text("Quầy tạm thời đóng")
        assert_whole(page, "desk")
        assert axe_findings(page) == []


def test_an_upright_screen_whose_browser_cannot_turn_is_turned_by_the_page(
    hall: FakeHall, board: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    hall.send_snapshot(**full_hall(8))
    with page_of(browser, *SIZES["hd"]) as page:
        open_screen(page, board, "?layout=portrait")
        expect(page.locator("#board.turned.upright")).to_be_visible()
        assert_whole(page, "turned")
        box = page.locator(".head").bounding_box()
        assert box
        assert box["height"] > box["width"]


@pytest.mark.parametrize(
    "asked",
    ["?layout=round", "?layout=counter", "?counter=x", "?inches=1", "?distance=-5", "?layot=zone"],
)
def test_an_address_that_asks_for_what_there_is_not_is_refused_by_name(
    board: BoardProgram, asked: str
) -> None:
    answer = requests.get(f"{board.url}/main{asked}", timeout=5)
    assert answer.status_code == 400
    assert asked.strip("?").partition("=")[0] in answer.text


def test_the_files_own_notices_are_told_too(
    hall: FakeHall, browser: Browser, tmp_path: Path
) -> None:
    hall.clear()
    config = 'notices = [{ text = "Nghỉ trưa từ 11:30." }]\n'
    with running_board(tmp_path, hall.url, TOKEN, more=config) as own:
        until(lambda: own.announced()["zones"], "the board has joined")
        with page_of(browser, *SIZES["hd"]) as page:
            open_screen(page, own)
            expect(page.locator(".notice")).to_have_text("Nghỉ trưa từ 11:30.")
