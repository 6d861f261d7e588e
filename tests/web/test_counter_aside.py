"""The counter page's further commands: hold and resume, send on, no priority, take back."""

from __future__ import annotations

from corners import Corner
from counter_desk import (
    number_shown,
    open_counter,
    open_dialog,
    press,
    serve,
    settles,
    sit_down,
    stands,
)
from playwright.sync_api import Page, expect


def held(page: Page) -> list[str]:
    return page.locator("[data-list=held] .row-number").all_inner_texts()


def test_a_citizen_steps_aside_and_comes_back_by_keys_and_a_touch(page: Page, desk: Corner) -> None:
    number = desk.take()["number"]
    serve(page, desk)
    open_dialog(page, "g")
    page.keyboard.type("đi photo")
    page.keyboard.press("Enter")
    stands(page, "open")
    expect(page.locator("[data-list=held]")).to_contain_text("đi photo")
    assert held(page) == [number]
    settles(page)
    page.locator("[data-list=held] button").click()
    stands(page, "serving")
    assert number_shown(page) == number
    assert held(page) == []


def test_the_key_that_holds_also_goes_on_with_the_one_or_the_chosen(
    page: Page, desk: Corner
) -> None:
    numbers = [desk.take()["number"] for _ in range(2)]
    open_counter(page, desk)
    for place in range(2):
        press(page, "n", "called")
        open_dialog(page, "g")
        press(page, "Enter", "open")
        if place == 0:
            press(page, "g", "serving")  # the only one that is held
            open_dialog(page, "g")
            press(page, "Enter", "open")
    open_dialog(page, "g")
    page.keyboard.press("2")
    press(page, "Enter", "serving")
    assert number_shown(page) == numbers[1]


def test_a_citizen_is_sent_on_to_another_field(page: Page, desk: Corner) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "t")
    other = f"f{desk.place % 90 + 1}"
    page.locator("#transfer-target").select_option(other)
    page.locator("#transfer-note").fill("cần trích lục")
    page.keyboard.press("Enter")
    stands(page, "open")
    line = desk.log()[-1]
    assert line["event"] == "transferred"
    sent = (line["data"]["field"], line["data"]["place"], line["data"]["note"])
    assert sent == (other, "keep", "cần trích lục")


def test_nowhere_chosen_is_said_in_the_dialog(page: Page, desk: Corner) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "t")
    page.keyboard.press("3")
    expect(page.get_by_role("radio", name="Cán bộ khác")).to_be_checked()
    page.locator("#transfer-note").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog .trouble")).to_have_text("Vui lòng chọn nơi đến.")


def test_one_key_takes_a_priority_away_and_the_number_waits_again(page: Page, desk: Corner) -> None:
    number = desk.take(priority="nguoi-cao-tuoi")["number"]
    open_counter(page, desk)
    press(page, "n", "called")
    press(page, "u", "open")
    expect(page.locator("[data-list=waiting] .row-number")).to_have_text([number])
    expect(page.locator("[data-list=waiting] .mark-priority")).to_have_count(0)
    assert desk.log()[-1]["data"]["reason"] == "Không thuộc diện ưu tiên"


def test_the_last_press_is_taken_back_and_what_cannot_be_is_said(page: Page, desk: Corner) -> None:
    desk.take()
    open_counter(page, desk)
    press(page, "n", "called")
    press(page, "v", "open")
    press(page, "z", "called")
    expect(page.locator(".message")).to_contain_text("Đã hoàn tác")
    page.keyboard.press("z")
    expect(page.locator(".message")).to_contain_text("Chỉ hoàn tác được việc vừa làm")
    stands(page, "called")


def test_a_second_screen_of_the_counter_sees_who_is_held(
    page: Page, other_page: Page, desk: Corner
) -> None:
    number = desk.take()["number"]
    serve(page, desk)
    sit_down(other_page, desk)
    desk.does("hold", {"note": None})
    expect(other_page.locator("[data-list=held] .row-number")).to_have_text([number])
