"""The hall's screen in a real browser: legible, whole at every size, and honest when lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from board_program import BoardProgram, running_board, until
from browser import axe_findings, page_of
from fake_hall import TOKEN, FakeHall
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect
from sample_halls import busy_hall, calls, counters

HD = (1920, 1080)
# The contrast of every piece of text with the ground it stands on.
CONTRASTS = """() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour[3] === undefined || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  return [...document.querySelectorAll('#board *')].filter(own).map(element => {
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return [element.textContent, Math.round(100 * ratio) / 100];
  });
}"""


@pytest.fixture
def screen(browser: Browser, board: BoardProgram, hall: FakeHall) -> Iterator[Page]:
    """The screen of an empty hall at 1920×1080."""
    hall.clear()
    with page_of(browser, *HD) as page:
        page.goto(f"{board.url}/main")
        expect(page.locator(".nothing")).to_be_visible()
        yield page


def test_an_empty_hall_says_calmly_that_nothing_was_called(screen: Page) -> None:
    expect(screen.locator(".nothing h2")).to_contain_text("Chưa có số nào được gọi")
    expect(screen.locator(".alert")).to_have_count(0)
    expect(screen.locator(".counter")).to_have_count(4)


def test_a_call_appears_as_number_arrow_and_counter(hall: FakeHall, screen: Page) -> None:
    hall.call("A012", 3)
    expect(screen.locator(".digits")).to_have_text("A012")
    expect(screen.locator(".newest .desk")).to_have_text("Quầy 3")
    expect(screen.locator(".newest .to > .shape")).to_be_visible()
    expect(screen.locator(".counter.called .ticket")).to_have_text("A012")


def test_five_calls_in_a_moment_are_all_shown(hall: FakeHall, screen: Page) -> None:
    for counter in range(1, 6):
        hall.call(f"A00{counter}", counter)
    expect(screen.locator(".digits")).to_have_text("A005")
    recent = screen.locator(".recent li > b")
    expect(recent).to_have_text(["A004", "A003", "A002", "A001"])


def test_a_call_flashes_for_three_seconds_at_most_thrice_a_second(
    hall: FakeHall, screen: Page
) -> None:
    hall.call("A012", 3)
    newest = screen.locator(".newest.fresh")
    expect(newest).to_be_visible()
    length, times = newest.evaluate(
        "e => { const s = getComputedStyle(e);"
        " return [parseFloat(s.animationDuration), +s.animationIterationCount]; }"
    )
    assert length * times <= 3
    assert 1 / length <= 3
    expect(screen.locator(".newest:not(.fresh)")).to_be_visible(timeout=10_000)


def test_the_next_call_flashes_anew_in_the_same_place(hall: FakeHall, screen: Page) -> None:
    """What is not replaced cannot be left over, in a page that lives for a month."""
    hall.call("A012", 3)
    newest = screen.locator(".newest.fresh")
    expect(newest).to_contain_text("A012")
    place, flash = newest.element_handle(), "e => getComputedStyle(e).animationName"
    first = newest.evaluate(flash)
    hall.call("A013", 4)
    expect(newest).to_contain_text("A013")
    assert newest.evaluate("(e, place) => e === place", place)
    assert newest.evaluate(flash) != first


def test_who_wants_no_motion_sees_a_call_stand_still(
    hall: FakeHall, board: BoardProgram, browser: Browser
) -> None:
    hall.clear()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{board.url}/main")
    expect(page.locator(".nothing")).to_be_visible()
    hall.call("A012", 3)
    newest = page.locator(".newest.fresh")
    expect(newest).to_be_visible()
    length = newest.evaluate("e => parseFloat(getComputedStyle(e).animationDuration)")
    assert length < 0.001
    context.close()


def test_calls_that_were_there_before_the_page_do_not_flash(
    hall: FakeHall, board: BoardProgram, browser: Browser, screen: Page
) -> None:
    hall.send_snapshot(calls=calls(3))
    expect(screen.locator(".digits")).to_be_visible()
    with page_of(browser, *HD) as late:
        late.goto(f"{board.url}/main")
        expect(late.locator(".digits")).to_be_visible()
        expect(late.locator(".fresh")).to_have_count(0)


def test_a_number_that_has_been_met_stands_back(hall: FakeHall, screen: Page) -> None:
    hall.send_snapshot(calls=calls(1, state="serving"))
    expect(screen.locator(".newest.settled h2")).to_contain_text("Số vừa gọi")


def test_every_state_is_told_in_words_and_in_a_shape(hall: FakeHall, screen: Page) -> None:
    hall.send_snapshot(counters=counters(5))
    words = ["Sẵn sàng", "Đang phục vụ", "Tạm dừng", "Tạm thời đóng", "Đang gọi"]
    states = screen.locator(".counter .state")
    expect(states).to_have_text([re.compile(word) for word in words])
    shapes = states.locator("svg")
    drawn = {shapes.nth(index).inner_html() for index in range(5)}
    assert len(drawn) == 5


def test_missed_numbers_waiting_people_and_notices_stand_at_the_foot(
    hall: FakeHall, screen: Page
) -> None:
    hall.send_snapshot(**busy_hall(4))
    expect(screen.locator(".missed li").first).to_have_text("H001")
    expect(screen.locator(".foot .waiting li").first).to_have_text(re.compile(r"Hộ tịch\s*12"))
    expect(screen.locator(".foot .waiting h2 b")).to_have_text("31")
    expect(screen.locator(".notice")).to_contain_text("Nghỉ lễ")


def test_the_clock_is_the_centres_and_the_date_is_vietnamese(
    hall: FakeHall, browser: Browser, board: BoardProgram
) -> None:
    hall.clear()
    hall.now = "2026-11-23T08:01:30.000+07:00"
    hall.send_snapshot()
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.goto(f"{board.url}/main")
    expect(page.locator(".time")).to_have_text(re.compile(r"08:0\d"))
    expect(page.locator(".date")).to_have_text("Thứ Hai, 23/11/2026")
    context.close()


def test_a_trial_and_an_emergency_cannot_be_overlooked(hall: FakeHall, screen: Page) -> None:
    hall.send_snapshot(trial=True, emergency="Đề nghị Ông/Bà rời trung tâm theo cửa chính.")
    expect(screen.locator(".trial")).to_contain_text("THỬ NGHIỆM")
    expect(screen.locator(".emergency")).to_contain_text("rời trung tâm")
    hall.send_snapshot(emergency=None)
    expect(screen.locator(".emergency")).to_have_count(0)


def test_what_the_server_sends_is_text_and_never_page(hall: FakeHall, screen: Page) -> None:
    evil = "<img src=x onerror=alert(1)>"
    hall.send_snapshot(counters=[{**counters(1)[0], "name": evil}], emergency=evil)
    expect(screen.locator(".emergency .message")).to_have_text(evil)
    assert screen.locator("img").count() == 0


def strongest_colour(screen: Page) -> int:
    """How far apart red, green and blue are, at most, in a picture of the newest call."""
    shot = Image.open(io.BytesIO(screen.locator(".newest").screenshot())).convert("RGB")
    red, green, blue = shot.split()
    pairs = ((red, green), (green, blue), (blue, red))
    return max(ImageChops.difference(*pair).getextrema()[1] for pair in pairs)


def test_a_lost_line_is_told_and_greyed_and_when_back_the_picture_is_the_servers(
    hall: FakeHall, screen: Page
) -> None:
    hall.call("A001", 1)
    expect(screen.locator(".digits")).to_have_text("A001")
    assert strongest_colour(screen) > 60
    hall.cut()
    expect(screen.locator(".alert")).to_contain_text("Mất kết nối", timeout=10_000)
    expect(screen.locator(".main.stale")).to_be_visible()
    assert strongest_colour(screen) < 15, "grey, on a page that is hardly blue"
    hall.call("A002", 2, tell=False)
    hall.snapshot["missed"] = ["A001"]
    hall.snapshot["counters"] = counters(5)
    hall.mend()
    expect(screen.locator(".alert")).to_have_count(0, timeout=10_000)
    expect(screen.locator(".main.stale")).to_have_count(0)
    expect(screen.locator(".digits")).to_have_text("A002")
    expect(screen.locator(".missed li")).to_have_text(["A001"])
    expect(screen.locator(".counter .ticket")).to_have_text(
        [each["ticket"] for each in hall.snapshot["counters"] if each["ticket"]]
    )


def test_a_page_whose_program_has_died_says_so(
    hall: FakeHall, browser: Browser, tmp_path: Path
) -> None:
    with (
        page_of(browser, *HD) as page,
        running_board(tmp_path, hall.url, TOKEN) as own,
    ):
        page.goto(f"{own.url}/main")
        expect(page.locator(".counter")).not_to_have_count(0)
        own.process.terminate()
        own.process.wait(10)
        expect(page.locator(".alert")).to_contain_text("đã dừng", timeout=20_000)


def test_before_the_server_answers_the_screen_waits_calmly(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        running_board(tmp_path, "http://127.0.0.1:9", TOKEN) as lonely,
        page_of(browser, *HD) as page,
    ):
        page.goto(f"{lonely.url}/main")
        expect(page.locator(".alert.whole")).to_contain_text("Đang kết nối với máy chủ")


def test_a_hall_that_cannot_be_heard_shows_it(
    hall: FakeHall, browser: Browser, tmp_path: Path
) -> None:
    with (
        running_board(tmp_path, hall.url, TOKEN, sink="silent") as mute,
        page_of(browser, *HD) as page,
    ):
        page.goto(f"{mute.url}/main")
        expect(page.locator(".mark.mute")).to_contain_text("Đang tắt tiếng")


@pytest.mark.parametrize("called", ["called", "serving"])
def test_every_word_has_a_contrast_of_seven_to_one(
    hall: FakeHall, screen: Page, called: str
) -> None:
    hall.send_snapshot(**{**busy_hall(10), "calls": calls(3, state=called)})
    expect(screen.locator(".counter")).to_have_count(10)
    expect(screen.locator(".fresh")).to_have_count(0, timeout=10_000)
    faint = [(text, ratio) for text, ratio in screen.evaluate(CONTRASTS) if ratio < 7]
    assert faint == []


@pytest.mark.parametrize("state", ["empty", "busy", "emergency"])
def test_axe_finds_nothing(hall: FakeHall, screen: Page, state: str) -> None:
    if state != "empty":
        hall.send_snapshot(**busy_hall(10))
        expect(screen.locator(".counter")).to_have_count(10)
    if state == "emergency":
        hall.send_snapshot(emergency="Mất điện. Xin Ông/Bà chờ trong giây lát.")
        expect(screen.locator(".emergency")).to_be_visible()
    assert axe_findings(screen) == []


def test_the_door_tells_whether_the_asking_machine_shows_a_page(
    browser: Browser, hall: FakeHall, tmp_path: Path
) -> None:
    def heartbeat() -> tuple[int, str]:
        answer = requests.get(f"{board.url}/page", timeout=5)
        return answer.status_code, answer.json()["page"]

    with running_board(tmp_path, hall.url, TOKEN) as board:
        assert heartbeat() == (503, "not_opened")
        with page_of(browser) as page:
            page.goto(f"{board.url}/main")
            until(lambda: heartbeat() == (200, "alive"), "the page is known to be alive")
        until(lambda: heartbeat() == (503, "silent"), "the page is missed")
