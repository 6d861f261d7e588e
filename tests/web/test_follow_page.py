"""The page behind a slip's QR, on a phone: light, honest, and understood at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from broken_line import broken_line
from browser import axe_findings, outside_viewport, page_of, scrolls_sideways
from corners import Corner
from playwright.sync_api import Browser, Page, expect
from running import wait_for

from server.web.phone_gate import FROM_A_PHONE

MOST_BYTES = 60_000
# Notes every tone that is begun and every time the phone shakes.
RECORDER = """window.tones = 0; window.shakes = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) {
        window.tones += 1;
        return start.call(this, at);
    };
    navigator.vibrate = () => { window.shakes += 1; return true; };"""


@contextmanager
def phone(
    browser: Browser, corner: Corner, ticket: dict[str, Any], width: int = 360, height: int = 640
) -> Iterator[Page]:
    """A citizen's phone with the page of their ticket."""
    with page_of(browser, width, height) as page:
        page.add_init_script(RECORDER)
        open_page(page, corner.server.url, corner, ticket)
        yield page


def open_page(page: Page, url: str, corner: Corner, ticket: dict[str, Any]) -> None:
    page.goto(f"{url}/t/{corner.secret_of(ticket['id'])}")
    expect(page.locator("h1 .number")).to_have_text(ticket["number"])


def stands(page: Page, state: str) -> None:
    expect(page.locator(".ticket")).to_have_class(re.compile(rf"\bticket-{state}\b"))


def smaller_than_a_finger(page: Page) -> list[str]:
    """What can be pressed and is less than 48 pixels high or wide."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, a, textarea")].filter(one => {
            const box = one.getBoundingClientRect();
            return box.width < 48 || box.height < 48;
        }).map(one => one.textContent.trim())"""
    )
    return found


def rung(page: Page, tones: int, shakes: int) -> None:
    """Wait until the phone has sounded and shaken so often."""
    wait_for(lambda: page.evaluate("[window.tones, window.shakes]") == [tones, shakes], "the bell")


def test_the_first_visit_weighs_less_than_60_kb_and_tells_the_secret_to_nobody(
    browser: Browser, corner: Corner
) -> None:
    """Everything over the wire, headers, font and icons included, in an empty browser."""
    ticket = corner.take()
    secret, weight, urls, lines = corner.secret_of(ticket["id"]), [0.0], [""], [""]
    with page_of(browser, 360, 640) as page:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", lambda said: urls.append(said["request"]["url"]))
        network.on("Network.loadingFinished", lambda said: weight.append(said["encodedDataLength"]))
        network.on("Network.webSocketCreated", lambda said: lines.append(said["url"]))
        open_page(page, corner.server.url, corner, ticket)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
    assert len(weight) > 10
    assert sum(weight) <= MOST_BYTES
    assert [url for url in urls + lines if secret in url] == [f"{corner.server.url}/t/{secret}"]
    assert len(lines) == 2


def test_a_phone_says_that_it_is_one_so_that_no_board_stands_behind_it(
    browser: Browser, corner: Corner
) -> None:
    secret = corner.secret_of(corner.take()["id"])
    with page_of(browser, 360, 640) as page:
        with page.expect_websocket() as line:
            page.goto(f"{corner.server.url}/t/{secret}")
        assert FROM_A_PHONE in line.value.url.split("?")[1].split("&")


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 640), (412, 915), (740, 360)])
def test_it_fits_every_phone_in_both_languages_and_with_large_letters(
    browser: Browser, corner: Corner, width: int, height: int
) -> None:
    ticket = corner.take()
    corner.does("open")
    with phone(browser, corner, ticket, width, height) as page:
        stands(page, "almost")
        assert outside_viewport(page, "h1 .number") == []
        for language in ("English", "Tiếng Việt"):
            page.get_by_role("button", name=language).click()
            assert not scrolls_sideways(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not scrolls_sideways(page)


def test_a_call_rings_shakes_and_shows_the_counter(browser: Browser, corner: Corner) -> None:
    """And it sounds once when it has become almost their turn."""
    *_, mine = [corner.take() for _ in range(5)]
    corner.does("open")
    with phone(browser, corner, mine) as page:
        stands(page, "waiting")
        assert axe_findings(page) == []
        page.get_by_role("button", name="Bật âm báo").click()
        rung(page, 3, 0)
        for _ in range(3):
            corner.does("next")
            corner.does("no-show")
        stands(page, "almost")
        rung(page, 6, 1)
        corner.does("call", {"number": mine["number"], "reason": "thử"})
        stands(page, "called")
        expect(page.locator(".where")).to_have_text(f"Quầy {corner.place}")
        rung(page, 15, 2)
        assert axe_findings(page) == []
        corner.does("recall")
        rung(page, 24, 3)
        corner.does("start")
        stands(page, "serving")
        corner.does("finish", {"outcome": "received"})
        stands(page, "done")
        assert axe_findings(page) == []


def test_the_tickets_language_comes_first_and_may_be_changed(
    browser: Browser, corner: Corner
) -> None:
    with phone(browser, corner, corner.take(language="en")) as page:
        expect(page.get_by_text("Your number")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("button", name="Tiếng Việt").click()
        expect(page.get_by_text("Số của Ông/Bà")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Số của Ông/Bà")).to_be_visible()


@pytest.mark.parametrize("how", ["cut", "freeze"])
def test_a_lost_line_is_said_and_what_was_missed_is_there_soon_after_it_is_back(
    browser: Browser, corner: Corner, how: str
) -> None:
    """Grey within ten seconds, right within five of the return, the missed call rung."""
    mine = corner.take()
    corner.does("open")
    with broken_line(corner.server.port) as line, page_of(browser, 360, 640) as page:
        page.add_init_script(RECORDER)
        open_page(page, line.url, corner, mine)
        stands(page, "almost")
        page.get_by_role("button", name="Bật âm báo").click()
        getattr(line, how)()
        expect(page.get_by_role("alert")).to_contain_text("Mất kết nối", timeout=10_000)
        expect(page.locator(".turn-stale")).to_be_visible()
        assert axe_findings(page) == []
        corner.does("next")
        line.cut()
        line.thaw()
        line.mend()
        expect(page.locator(".ticket-called")).to_be_visible(timeout=5_000)
        expect(page.locator(".turn-stale")).to_have_count(0)
        rung(page, 12, 1)


def test_more_time_and_leaving_each_ask_once(browser: Browser, corner: Corner) -> None:
    mine, *_ = [corner.take() for _ in range(4)]
    corner.does("open")
    with phone(browser, corner, mine) as page:
        assert smaller_than_a_finger(page) == []
        page.get_by_role("button", name="Tôi cần thêm thời gian").click()
        expect(page.get_by_role("heading", name="Nhường 3 người")).to_be_focused()
        assert smaller_than_a_finger(page) == []
        assert axe_findings(page) == []
        page.get_by_role("button", name="Không, giữ nguyên").click()
        page.get_by_role("button", name="Tôi cần thêm thời gian").click()
        page.get_by_role("button", name="Nhường", exact=True).click()
        expect(page.locator(".ticket-state").get_by_text("Còn 3 người phía trước")).to_be_visible()
        expect(page.locator("div:has(> .acts)")).to_be_focused()
        expect(page.get_by_text("chưa có ai phía sau")).to_be_visible()
        page.get_by_role("button", name="Rời hàng đợi").click()
        page.get_by_role("button", name="Huỷ số của tôi").click()
        stands(page, "cancelled")
        expect(page.get_by_role("button", name="Rời hàng đợi")).to_have_count(0)
    events = [line["event"] for line in corner.log() if line["visit"] == mine["id"]]
    assert events[-2:] == ["moved_back", "cancelled"]


def test_a_service_is_judged_on_the_phone_and_the_question_does_not_come_again(
    browser: Browser, corner: Corner
) -> None:
    mine = corner.take()
    for command in ("open", "next", "start"):
        corner.does(command)
    corner.does("finish", {"outcome": "received"})
    with phone(browser, corner, mine) as page:
        page.get_by_role("button", name="Không hài lòng").click()
        page.get_by_role("button", name="Chờ lâu").click()
        page.get_by_label("Ý kiến khác").fill("Chờ gần một tiếng.")
        assert axe_findings(page) == []
        page.get_by_role("button", name="Gửi đánh giá").click()
        expect(page.get_by_role("heading", name="Cảm ơn Ông/Bà")).to_be_focused()
        page.reload()
        stands(page, "done")
        expect(page.locator(".rating")).to_have_count(0)
    line = corner.log()[-1]
    assert (line["event"], line["device"]) == ("rated", "(phone)")
    assert line["data"] == {"score": 1, "reasons": ["cho-lau"], "comment": "Chờ gần một tiếng."}


def test_where_the_scripts_do_not_come_it_is_said_what_to_do(
    browser: Browser, corner: Corner
) -> None:
    """A line that breaks half-way, or a browser that is too old for them."""
    with page_of(browser, 360, 640) as page:
        page.route("**/preact.js", lambda route: route.abort())
        page.goto(f"{corner.server.url}/t/{'x' * 22}")
        expect(page.get_by_text("xin theo dõi màn hình và nghe loa")).to_be_visible()
        assert axe_findings(page) == []


def test_a_link_that_opens_nothing_says_so_and_stops_asking(
    browser: Browser, corner: Corner
) -> None:
    with page_of(browser, 360, 640) as page:
        page.goto(f"{corner.server.url}/t/{'x' * 22}")
        expect(page.get_by_role("heading", name="Đường dẫn đã hết hạn")).to_be_visible()
        assert axe_findings(page) == []
    with page_of(browser, 360, 640, "en") as page:
        page.goto(f"{corner.server.url}/t/{'x' * 22}")
        expect(page.get_by_role("heading", name="This link has expired")).to_be_visible()
