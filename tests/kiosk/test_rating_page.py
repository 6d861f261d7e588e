"""Somebody who has been served shows the slip at the kiosk, and is asked once how it was."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from browser import axe_findings, page_of
from fake_centre import FakeCentre, a_centre
from kiosk_program import KioskProgram
from kiosk_screens import Screen, faults_of_size, out_of_reach
from playwright.sync_api import Browser, expect

START = "Mời Ông/Bà chọn lĩnh vực"
QUESTION = "thái độ, tác phong của cán bộ, công chức"
REASONS = [
    {"id": "thai-do", "name": "Thái độ phục vụ", "name_en": "Attitude"},
    {"id": "cho-lau", "name": "Chờ lâu", "name_en": "Long wait"},
    {"id": "huong-dan", "name": "Hướng dẫn chưa rõ", "name_en": "Unclear guidance"},
    {"id": "di-lai", "name": "Phải đi lại nhiều lần", "name_en": "Had to come again"},
    {"id": "khac", "name": "Lý do khác", "name_en": "Another reason"},
]
VISIT = "01JDYC2Z9V3T5W7X9Z1B3D5F7H"
numbers = (f"A{nth:03}" for nth in count(1))


@pytest.fixture
def number(centre: FakeCentre) -> str:
    """A number that was served a moment ago, and that no test has typed yet."""
    typed = next(numbers)
    centre.scan_answer = {
        "kind": "ticket",
        "ticket": typed,
        "field": "ho-tich",
        "state": "done",
        "ahead": 0,
        "rating": "open",
        "visit": VISIT,
        "reasons": REASONS,
    }
    return typed


def typed_in(screen: Screen, number: str, hint: str = "gõ số trên phiếu để đánh giá") -> Screen:
    screen.press("Có giấy hẹn? Mời nhập mã").shows(hint)
    screen.type(number).press("Tìm hồ sơ")
    return screen


def test_one_touch_on_a_face_is_sent_thanked_for_and_forgotten(
    screen: Screen, centre: FakeCentre, number: str
) -> None:
    typed_in(screen, number).shows(QUESTION).shows(f"Phiếu {number}")
    screen.settled().press("Rất hài lòng").shows("Cảm ơn Ông/Bà đã đánh giá!")
    assert centre.judged == [{"visit": VISIT, "score": 3, "reasons": []}]
    screen.press("Màn hình đầu").shows(START)
    assert number not in screen.page.locator("body").inner_text()


def test_who_is_not_satisfied_may_say_why(screen: Screen, centre: FakeCentre, number: str) -> None:
    typed_in(screen, number).shows(QUESTION)
    screen.settled().press("Không hài lòng").shows("chưa hài lòng về điều gì")
    assert centre.judged == []
    screen.answer("Chờ lâu").answer("Lý do khác").answer("Lý do khác").press("Gửi đánh giá")
    screen.shows("Cảm ơn Ông/Bà đã đánh giá!")
    assert centre.judged == [{"visit": VISIT, "score": 1, "reasons": ["cho-lau"]}]


def test_a_judgement_that_was_kept_before_is_thanked_for_and_a_lost_one_tried_again(
    screen: Screen, centre: FakeCentre, number: str
) -> None:
    typed_in(screen, number).shows(QUESTION)
    centre.judging_refusal = (503, {"code": "storage_full"})
    screen.settled().press("Hài lòng").shows("Chưa gửi được đánh giá")
    centre.judging_refusal = (409, {"code": "wrong_move", "state": "rated"})
    screen.press("Hài lòng").shows("Cảm ơn Ông/Bà đã đánh giá!")


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"rating": "given", "visit": None}, "Lượt này đã được đánh giá"),
        ({"rating": None, "visit": None}, "Lượt này đã phục vụ xong"),
    ],
)
def test_a_service_that_was_judged_or_may_not_be_is_not_asked_about(
    screen: Screen, centre: FakeCentre, number: str, told: dict[str, Any], line: str
) -> None:
    centre.scan_answer.update(told)
    typed_in(screen, number).shows(line)
    expect(screen.page.locator(".score")).to_have_count(0)


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_question_and_the_reasons_are_large_enough_and_in_reach(
    browser: Browser,
    kiosk: KioskProgram,
    centre: FakeCentre,
    number: str,
    size: tuple[int, int],
    language: str,
) -> None:
    centre.tell(**a_centre())
    faults = []
    with page_of(browser, *size) as page:
        screen = Screen(page, kiosk.url).open()
        typed_in(screen, number).shows(QUESTION)
        if language == "en":
            screen.press("English")
        for helps in ([], ["Chữ to", "Hạ thấp"] if language == "vi" else ["Large text", "Lower"]):
            for one in helps:
                screen.press(one)
            large = bool(helps)
            for step in (".score-1", ".rating-reasons"):
                page.locator(step).wait_for()
                faults += faults_of_size(screen.settled().page, large_text=large)
                faults += out_of_reach(page) if large else axe_findings(page)
                page.locator(".score-1, .foot >> nth=0").first.click()
    assert faults == []
