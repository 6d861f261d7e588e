"""The board's layouts: whole at every size, legible from afar, each counter in its turn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from board_program import BoardProgram, running_board, until
from browser import axe_findings, outside_viewport, page_of, running_chromium, scrolls_sideways
from fake_hall import TOKEN, FakeHall, fake_hall
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sample_halls import busy_hall, calls, counters

from server.settings.legibility import capital_mm, reach_m

SIZES = {"hd": (1920, 1080), "4k": (3840, 2160), "small": (1280, 720), "portrait": (1080, 1920)}
CAP = 0.7  # cap height of Be Vietnam Pro, as a share of its size
PIECES = ".counter, .newest, .recent li, .strip, .chips li, .notice, .head *, .desk-screen, .slides"
FONT_SIZES = "found => found.map(each => parseFloat(getComputedStyle(each).fontSize))"
# What sticks out of a box that hides it, and text that is wider than its box.  A box's height is
# compared with its children's, for the line of a large number reserves room that no digit needs.
CLIPPED = """() => [...document.querySelectorAll('#board *')].filter(element => {
    if (!element.clientWidth || getComputedStyle(element).overflow !== 'hidden') return false;
    if (element.closest('svg') || element.classList.contains('visually-hidden')) return false;
    const box = element.getBoundingClientRect();
    const out = [...element.querySelectorAll('*')].some(inner => {
        const own = inner.getBoundingClientRect();
        return own.width > 1 && (own.left < box.left - 1 || own.right > box.right + 1
            || own.top < box.top - 1 || own.bottom > box.bottom + 1);
    });
    return out || element.scrollWidth > element.clientWidth + 1;
}).map(element => `${element.className}: ${element.textContent}`)"""
# A page whose clock can be put forward, so that a turn of pages takes no time.
SKIPPING = """window.skipped = 0; const own = performance.now.bind(performance);
    performance.now = () => own() + window.skipped;"""
TURN_MS = 9000
NOTICE = {"text": "Trung tâm làm việc cả sáng thứ Bảy. " * 8, "text_en": "Open on Saturdays. " * 15}
LONGEST = "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh) – Bộ phận một cửa liên thông"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_chromium() as each:
        yield each


@pytest.fixture(scope="module")
def hall() -> Iterator[FakeHall]:
    with fake_hall() as each:
        yield each


@pytest.fixture(scope="module")
def board(hall: FakeHall, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoardProgram]:
    folder = tmp_path_factory.mktemp("board")
    (folder / "media").mkdir()
    Image.new("RGB", (640, 360), "#1a6b4a").save(folder / "media" / "one.png")
    (folder / "media" / "broken.png").write_bytes(b"no picture at all")
    (folder / "media" / "page.html").write_text("<script>alert(1)</script>")
    (folder / "secret.png").write_bytes(b"not for everybody")
    with running_board(folder, hall.url, TOKEN) as each:
        until(lambda: hall.watched, "the board has joined")
        yield each


@pytest.fixture(scope="module")
def pictured(hall: FakeHall, board: BoardProgram) -> Iterator[BoardProgram]:
    """A board with pictures, beside the one without."""
    folder = board.data.parent
    own = folder / "pictured"
    own.mkdir()
    with running_board(own, hall.url, TOKEN, pictures="../media") as each:
        until(lambda: each.announced()["zones"], "the second board has joined")
        yield each


def full_hall(count: int) -> dict[str, Any]:
    """Everything at once, the longest names included."""
    hall = busy_hall(count)
    for each in hall["counters"][::2]:
        each["name"] = LONGEST
    for each in hall["calls"]:
        each["counter"] = min(each["counter"], count)
        each["counter_name"] = LONGEST
    hall["waiting"][0]["name"] = LONGEST
    hall["notices"] = [NOTICE]
    return hall


def open_screen(page: Page, board: BoardProgram, asked: str = "") -> None:
    page.add_init_script(SKIPPING)
    page.goto(f"{board.url}/main{asked}")
    expect(page.locator(".newest, .desk-screen, .nothing").first).to_be_visible()
    page.evaluate("document.fonts.ready")


def assert_whole(page: Page, where: object) -> None:
    """Everything is inside its box and the window."""
    assert page.evaluate(CLIPPED) == [], where
    assert outside_viewport(page, PIECES) == [], where
    assert not scrolls_sideways(page), where


def turn(page: Page) -> None:
    """Let the next page of every list have its turn."""
    page.evaluate("ms => { window.skipped += ms; dispatchEvent(new Event('resize')); }", TURN_MS)


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


def test_pictures_have_a_place_of_their_own_and_never_cover_a_number(
    hall: FakeHall, pictured: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    hall.send_snapshot(**full_hall(4))
    for asked, size in (("", "hd"), ("?layout=zone", "hd"), ("", "portrait")):
        with page_of(browser, *SIZES[size]) as page:
            fetched: list[str] = []
            page.on("request", lambda request: fetched.append(request.url))  # noqa: B023
            open_screen(page, pictured, asked)
            picture = page.locator(".slides img")
            until(lambda: picture.evaluate("e => e.naturalWidth"), "the picture is there")  # noqa: B023
            assert len([url for url in fetched if "broken" in url]) <= 2, "a broken file races"
            assert_whole(page, asked)
            covered = page.evaluate(
                """() => { const slides = document.querySelector('.slides').getBoundingClientRect();
                    return [...document.querySelectorAll('.number')].filter(number => {
                        const box = number.getBoundingClientRect();
                        return box.width && box.right > slides.left && box.left < slides.right
                            && box.bottom > slides.top && box.top < slides.bottom;
                    }).length; }"""
            )
            assert covered == 0, asked


@pytest.mark.parametrize(
    "name", ["page.html", "%2e%2e%2fsecret.png", "..%2fsecret.png", "none.png"]
)
def test_nothing_but_the_folders_pictures_is_served(pictured: BoardProgram, name: str) -> None:
    assert requests.get(f"{pictured.url}/pictures/one.png", timeout=5).status_code == 200
    assert requests.get(f"{pictured.url}/pictures/{name}", timeout=5).status_code == 404


def test_a_board_of_no_folder_serves_no_pictures(board: BoardProgram) -> None:
    assert requests.get(f"{board.url}/pictures/one.png", timeout=5).status_code == 404


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
