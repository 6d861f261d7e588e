"""Every state that a follower's page can be told of: in words, in both languages, on a small phone.

The page is the real one; the line is played, so that each state comes at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from browser import axe_findings, page_of, scrolls_sideways
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from running import RunningServer, wait_for

LONGEST = "Thành lập và hoạt động của doanh nghiệp, hộ kinh doanh, hợp tác xã, liên hiệp hợp tác xã"
LONGEST_EN = "Establishment and operation of enterprises, business households and cooperatives"
HALL = {"id": "a", "name": "Khu A, tầng 2", "name_en": "Zone A, floor 2"}
STOPS = [
    {"name": LONGEST, "name_en": LONGEST_EN, "state": "done", "counter": 12},
    {"name": "Thuế", "name_en": "Tax", "state": "waiting", "counter": None},
    {"name": "Kho bạc", "name_en": "Treasury", "state": "planned", "counter": None},
]
REASONS = [{"id": "cho-lau", "name": "Chờ lâu", "name_en": "Long wait"}]
AT = {"counter": 34, "counter_name": "Tiếp nhận và trả kết quả", "zone": HALL}
WAITS: dict[str, Any] = {"state": "waiting", "ahead": 12, "estimate": {"low": 95, "high": 140}}
AWAY = {"almost": True, "here_by": "2026-11-23T09:40:00.000+07:00"}
MORE = {"left": 2, "places": 3}
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("ahead", "estimate", "counter", "counter_name", "zone", "last_called")),
    **dict.fromkeys(("message", "kept_until", "grace_until", "remind_at", "finished_at")),
    **dict.fromkeys(("rates", "more_time", "here_by", "lapsed_at")),
    "epoch": "e",
    "trial": True,
    "visit": "v",
    "number": "34012",
    "language": "vi",
    "field": "f",
    "field_name": LONGEST,
    "field_name_en": LONGEST_EN,
    "emergency": False,
    "almost": False,
    "served": True,
    "calls": 0,
    "stop": 1,
    "stops": STOPS[:1],
}
LAST = {"number": "34001", "counter": 34}
OVER = {"text": "Trung tâm đã hết giờ làm việc.", "text_en": "The centre is closed for today."}
LEAVE = {"text": "Xin rời sảnh theo lối cửa chính.", "text_en": "Please leave by the main door."}

# What is told, and what must then be read in Vietnamese and English.
STATES: dict[str, tuple[dict[str, Any], str, str]] = {
    "waiting": ({**WAITS, "more_time": MORE, "last_called": LAST}, "12 người", "12 people"),
    "almost": ({**WAITS, "ahead": 1, "almost": True}, "Sắp đến lượt", "Almost your turn"),
    "next": ({**WAITS, "ahead": 0}, "người tiếp theo", "You are next"),
    "no counter": ({**WAITS, "served": False, "estimate": None}, "chưa có quầy", "No counter"),
    "on the way": ({**WAITS, "stop": 2, "stops": STOPS}, "3 chặng", "3 stops"),
    "session over": ({**WAITS, "message": OVER}, OVER["text"], OVER["text_en"]),
    "emergency": (
        {**WAITS, "message": LEAVE, "emergency": True},
        LEAVE["text"],
        LEAVE["text_en"],
    ),
    "kept": (
        {**WAITS, "ahead": None, "kept_until": "2026-11-24T07:30:00.000+07:00"},
        "07:30 (24/11)",
        "07:30 (24/11)",
    ),
    "called": ({**AT, "state": "called", "calls": 2}, "Gọi lần thứ 2", "Call 2"),
    "serving": ({**AT, "state": "serving", "calls": 1}, "Đang phục vụ", "being served"),
    "held": (
        {**AT, "state": "held", "remind_at": "2026-11-23T09:15:00.000+07:00"},
        "lúc 09:15",
        "at 09:15",
    ),
    "missed": (
        {**AT, "state": "no_show", "grace_until": "2026-11-23T09:20:00.000+07:00"},
        "được giữ đến 09:20",
        "kept until 09:20",
    ),
    "missed long ago": ({**AT, "state": "no_show"}, "hết thời gian giữ", "no longer kept"),
    "done": (
        {"state": "done", "rates": {"stop": 1, "name": "a", "name_en": "a", "reasons": REASONS}},
        "Đã phục vụ xong",
        "service is finished",
    ),
    "away": ({**WAITS, **AWAY}, "sau khi Ông/Bà báo có mặt", "after you have checked in"),
    "away and next": ({**WAITS, **AWAY, "ahead": 0}, "Không còn ai", "Nobody is ahead"),
    "next of nobody": (
        {**WAITS, "ahead": 0, "served": False},
        "Không còn ai",
        "Nobody is ahead",
    ),
    "lapsed": (
        {"state": "cancelled", "lapsed_at": "2026-11-23T08:50:00.000+07:00"},
        "Đến 08:50, Ông/Bà chưa báo có mặt",
        "had not checked in by 08:50",
    ),
    "cancelled": ({"state": "cancelled"}, "đã huỷ", "is cancelled"),
    "closed": ({"state": "closed"}, "xin lỗi Ông/Bà", "We are sorry"),
}

# Notes what changes in any part of the page that is said aloud when it changes.
SAYINGS = """() => {
    window.sayings = [];
    new MutationObserver(changes => {
        const heard = changes.map(({target}) => (target.closest ? target : target.parentElement)
            .closest("[role=status], [role=alert], [aria-live]")).filter(Boolean);
        for (const place of new Set(heard)) window.sayings.push(place.textContent);
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


@dataclass
class Line:
    """The server's end of the page's line."""

    page: Page
    seq: int = 0
    ends: list[WebSocketRoute] = field(default_factory=list)

    def open(self, end: WebSocketRoute) -> None:
        self.ends.append(end)
        end.on_message(self._hear)
        end.send('0{"sid":"s","upgrades":[],"pingInterval":600000,"pingTimeout":5000}')

    def tell(self, told: dict[str, Any]) -> None:
        self.seq += 1
        at = "2026-11-23T09:00:00.000+07:00"
        snapshot = {**NOTHING, **told, "seq": self.seq, "at": at}
        self.ends[-1].send(f"42/follow,{json.dumps(['snapshot', snapshot])}")

    def _hear(self, packet: str | bytes) -> None:
        if str(packet).startswith("40/follow,"):
            self.ends[-1].send('40/follow,{"sid":"x"}')
            self.tell(WAITS)


@pytest.fixture(scope="module")
def line(browser: Browser, server: RunningServer) -> Iterator[Line]:
    with page_of(browser, 320, 568) as page:
        played = Line(page)
        page.route_web_socket("**/socket.io/**", played.open)
        page.goto(f"{server.url}/t/{'x' * 22}")
        expect(page.locator(".ticket")).to_be_visible()
        yield played


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_said_in_both_languages_and_fits(line: Line, state: str) -> None:
    told, vi, en = STATES[state]
    line.tell(told)
    main = line.page.get_by_role("main")
    expect(main).to_contain_text(vi)
    assert axe_findings(line.page) == []
    assert not scrolls_sideways(line.page)
    line.page.get_by_role("button", name="English").click()
    expect(main).to_contain_text(en)
    for letters in ("200%", "100%"):
        line.page.evaluate("size => document.documentElement.style.fontSize = size", letters)
        assert not scrolls_sideways(line.page)
    line.page.get_by_role("button", name="Tiếng Việt").click()


def test_who_is_not_here_yet_is_not_asked_to_the_counters(line: Line) -> None:
    line.tell({**WAITS, **AWAY})
    expect(line.page.get_by_role("main")).to_contain_text("Sắp đến lượt")
    expect(line.page.get_by_text("đến gần khu vực quầy")).to_have_count(0)


def test_a_wait_is_said_aloud_as_it_shortens_and_not_every_minute(line: Line) -> None:
    """What a screen reader is given to say, beside what stands on the page."""
    line.tell(WAITS)
    said = line.page.locator("main [role=status]")
    expect(said).to_have_text("Còn 12 người phía trước")
    line.page.evaluate(SAYINGS)
    for minute in range(20):
        line.tell(
            {**WAITS, "estimate": {"low": 60 - minute, "high": 90 - minute}, "last_called": LAST}
        )
    line.tell({**WAITS, "ahead": 11})
    line.tell({**AT, "state": "called", "calls": 1})
    line.tell({**AT, "state": "called", "calls": 2})
    expect(said).to_contain_text("Gọi lần thứ 2")
    assert line.page.evaluate("window.sayings") == [
        "Còn 11 người phía trước",
        "Kính mời Ông/Bà đến. Quầy 34",
        "Kính mời Ông/Bà đến. Quầy 34. Gọi lần thứ 2",
    ]


def test_who_wants_no_motion_sees_none(line: Line) -> None:
    line.page.emulate_media(reduced_motion="reduce")
    line.tell({**AT, "state": "called", "calls": 1})
    expect(line.page.locator(".ticket-called")).to_be_visible()
    lasting = """() => document.getAnimations().map(one => one.effect.getComputedTiming().endTime)
        .filter(end => end > 1)"""
    assert line.page.evaluate(lasting) == []
    line.page.emulate_media(reduced_motion="no-preference")


def test_a_network_that_is_slow_is_given_more_time_with_each_try(
    browser: Browser, server: RunningServer
) -> None:
    """Where an answer takes six seconds, a page that always gave up after four never had one."""
    with page_of(browser, 360, 640) as page:
        slow = Line(page)
        page.clock.install()
        page.route_web_socket("**/socket.io/**", lambda end: slow.ends.append(end))
        page.goto(f"{server.url}/t/{'x' * 22}")
        wait_for(lambda: pumped(page, slow, 1), "the first try")
        page.clock.run_for(4_500)
        wait_for(lambda: pumped(page, slow, 2, 200), "the second try")
        page.clock.run_for(6_000)
        slow.open(slow.ends[1])
        expect(page.locator(".ticket")).to_be_visible()


def pumped(page: Page, line: Line, tries: int, more_ms: int = 1) -> bool:
    """Let a moment pass on the page; whether it has tried so often by now."""
    page.clock.run_for(more_ms)
    return len(line.ends) >= tries
