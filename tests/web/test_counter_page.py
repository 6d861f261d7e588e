"""The officer's counter page: every command by keyboard, in a real browser, on a real server."""

from __future__ import annotations

import re

from corners import Corner
from counter_desk import (
    WAITING,
    enabled,
    number_shown,
    open_counter,
    open_dialog,
    press,
    serve,
    sit_down,
)
from playwright.sync_api import Page, Route, expect

WRONG = "H57.12-261302-0041"  # a thirteenth month


def code_of(desk: Corner, place: int = 0) -> str:
    """A dossier that no other test knows."""
    return f"H57.12-260302-{desk.place:02}{place:02}"


def outcome_of(desk: Corner, code: str) -> tuple[str, str]:
    [visit] = desk.officer.get(f"/dossiers/{code}").json()["visits"]
    return visit["number"], visit["outcome"]


def reason_of_last_call(desk: Corner) -> str:
    calls = [line for line in desk.log() if line["event"] == "called"]
    return str(calls[-1]["data"]["reason"])


def counter_of(desk: Corner) -> dict[str, object]:
    answer: dict[str, object] = desk.officer.get(f"/counters/{desk.counter}").json()
    return answer


def test_a_whole_visit_by_keyboard_is_in_the_dossiers_history(page: Page, desk: Corner) -> None:
    number, code = desk.take(purpose="submit")["number"], code_of(desk)
    sit_down(page, desk)
    press(page, "o", "open")
    press(page, "Enter", "called")
    assert number_shown(page) == number
    press(page, "s", "serving")
    open_dialog(page, "f")
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-code")).to_have_text(code)
    press(page, "Enter", "open")

    assert outcome_of(desk, code) == (number, "supplement_requested")
    expect(page.get_by_role("status").filter(has_text=number)).to_be_visible()


def test_the_usual_outcome_of_the_purpose_is_proposed(page: Page, desk: Corner) -> None:
    number, code = desk.take(purpose="collect", dossiers=[code_of(desk)])["number"], code_of(desk)
    serve(page, desk)
    open_dialog(page, "f")
    press(page, "Enter", "open")

    assert outcome_of(desk, code) == (number, "result_returned")


def test_a_bad_dossier_code_is_said_at_the_field_and_nothing_is_lost(
    page: Page, desk: Corner
) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "f")
    page.keyboard.press("4")
    page.fill("#finish-note", "Hẹn chiều")
    page.fill("#dossier-code", WRONG)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#dossier-code-hint")).to_contain_text(WRONG)
    expect(page.locator("#dossier-code")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#dossier-code")).to_be_focused()
    expect(page.locator("#dossier-code")).to_have_value(WRONG)
    expect(page.locator("#finish-note")).to_have_value("Hẹn chiều")
    expect(page.get_by_role("radio", name="Đã trả kết quả")).to_be_checked()
    assert counter_of(desk)["state"] == "serving"


def test_a_dossier_that_the_server_refuses_at_the_end_is_marked(page: Page, desk: Corner) -> None:
    desk.take()
    page.route("**/api/v1/dossiers/*", lambda route: route.abort())  # no check beforehand
    serve(page, desk)
    open_dialog(page, "f")
    page.fill("#dossier-code", WRONG)
    page.press("#dossier-code", "Enter")
    expect(page.locator(".dossier-code")).to_have_text(WRONG)
    page.keyboard.press("Control+Enter")

    expect(page.locator(".dossier.refused .dossier-code")).to_have_text(WRONG)
    expect(page.locator("#dossier-code-hint")).to_contain_text(WRONG)


def test_codes_the_ticket_came_with_are_there_with_their_history(page: Page, desk: Corner) -> None:
    code = code_of(desk)
    desk.take(dossiers=[code])
    serve(page, desk)
    open_dialog(page, "f")
    row = page.locator(".dossier", has_text=code)
    row.get_by_role("button", name=f"Xem lịch sử hồ sơ {code}").press("Enter")

    history = page.get_by_role("dialog", name="Lịch sử hồ sơ")
    expect(history.locator(".history-count")).to_have_text("Số lượt đã đến vì hồ sơ này: 1")
    page.keyboard.press("Escape")
    expect(history).to_have_count(0)
    expect(page.get_by_role("dialog", name="Hoàn tất")).to_be_visible()


def test_leaving_the_finish_dialog_keeps_what_was_filled_in(page: Page, desk: Corner) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "f")
    page.keyboard.press("6")
    page.fill("#finish-note", "Đã nộp phí")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    open_dialog(page, "f")

    expect(page.locator("#finish-note")).to_have_value("Đã nộp phí")
    expect(page.get_by_role("radio", name="Đã nộp phí, lệ phí")).to_be_checked()


def test_a_scanned_receipt_gives_its_dossier_code(page: Page, desk: Corner) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "f")
    link = f"https://dichvucong.example.vn/tra-cuu?ma={code_of(desk)}&k=1"
    page.fill("#dossier-code", link)
    page.press("#dossier-code", "Enter")
    expect(page.locator(".dossier-code")).to_have_text(code_of(desk))
    page.fill("#dossier-code", "https://example.vn/")
    page.press("#dossier-code", "Enter")

    expect(page.locator("#dossier-code-hint")).to_contain_text("Không tìm thấy mã hồ sơ")


def test_what_is_typed_while_a_code_is_being_checked_is_kept(page: Page, desk: Corner) -> None:
    desk.take()
    checks: list[Route] = []
    page.route("**/api/v1/dossiers/*", lambda route: checks.append(route))
    serve(page, desk)
    open_dialog(page, "f")
    page.fill("#dossier-code", code_of(desk))
    page.press("#dossier-code", "Enter")
    page.fill("#finish-note", "Gõ trong lúc chờ")
    checks.pop(0).abort()
    expect(page.locator(".dossier-code")).to_have_text(code_of(desk))

    expect(page.locator("#finish-note")).to_have_value("Gõ trong lúc chờ")


def test_the_next_ticket_starts_with_an_empty_finish_dialog(page: Page, desk: Corner) -> None:
    desk.take()
    desk.take()
    serve(page, desk)
    open_dialog(page, "f")
    page.fill("#finish-note", "Của người trước")
    press(page, "Control+Enter", "open")
    press(page, "n", "called")
    press(page, "s", "serving")
    open_dialog(page, "f")

    expect(page.locator("#finish-note")).to_have_value("")


def test_several_dossiers_have_each_their_own_outcome(page: Page, desk: Corner) -> None:
    number = desk.take(purpose="submit")["number"]
    first, second = code_of(desk, 1), code_of(desk, 2)
    serve(page, desk)
    open_dialog(page, "f")
    for code in (first, second):
        page.fill("#dossier-code", code)
        page.press("#dossier-code", "Enter")
        expect(page.locator(".dossier-code", has_text=code)).to_be_visible()
    page.get_by_label(f"Kết quả riêng của hồ sơ {second}").select_option("refused")
    press(page, "Control+Enter", "open")

    assert outcome_of(desk, first) == (number, "received")
    assert outcome_of(desk, second) == (number, "refused")


def test_only_what_applies_can_be_pressed(page: Page, desk: Corner) -> None:
    desk.take()
    sit_down(page, desk)
    assert enabled(page) == {"open"}
    press(page, "o", "open")
    always = {"reprint", "undo", "mode"}
    alone = {"next", "call", "without_ticket", "pause", "close"}
    assert enabled(page) == always | alone | {"cancel"}
    press(page, "n", "called")
    here = {"hold", "transfer", "stops"}
    assert enabled(page) == always | here | {"recall", "start", "no_show"}
    press(page, "s", "serving")
    assert enabled(page) == always | here | {"finish"}
    press(page, "z", "called")
    press(page, "v", "open")
    assert enabled(page) == always | alone | {"cancel", "reinstate"}


def test_a_number_is_called_up_to_the_limit_then_missed_then_called_back(
    page: Page, desk: Corner
) -> None:
    number = desk.take()["number"]
    open_counter(page, desk)
    press(page, "n", "called")
    for calls in (2, 3):
        page.keyboard.press("r")
        expect(page.locator(".calls .made")).to_have_count(calls)
    expect(page.locator("button[data-move=recall]")).to_be_disabled()
    press(page, "v", "open")
    page.locator("[data-list=missed] .row").press("Enter")
    press(page, "Enter", "called")

    assert number_shown(page) == number
    assert reason_of_last_call(desk) == "Đã bị lỡ, nay quay lại"


def test_a_pause_has_a_reason_chosen_by_its_digit(page: Page, desk: Corner) -> None:
    open_counter(page, desk)
    open_dialog(page, "p")
    page.keyboard.press("Enter")
    expect(page.locator("dialog").get_by_role("alert")).to_have_text("Vui lòng chọn lý do.")
    page.keyboard.press("2")
    press(page, "Enter", "paused")

    assert counter_of(desk)["pause_reason"] == "Họp đột xuất"
    expect(page.locator(".pause-reason")).to_have_text("Họp đột xuất")
    press(page, "o", "open")


def test_closing_is_asked_and_the_same_key_confirms(page: Page, desk: Corner) -> None:
    open_counter(page, desk)
    open_dialog(page, "q")
    assert counter_of(desk)["state"] == "open"
    press(page, "q", "closed")

    assert counter_of(desk)["state"] == "closed"


def test_a_number_chosen_from_the_list_is_called_with_its_reason(page: Page, desk: Corner) -> None:
    _, second = desk.take(), desk.take()["number"]
    open_counter(page, desk)
    page.locator(".row").first.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#call-number")).to_have_value(second)
    page.keyboard.press("3")
    press(page, "Enter", "called")

    assert number_shown(page) == second
    assert reason_of_last_call(desk) == "Có hẹn trước"


def test_a_reason_in_ones_own_words_is_logged(page: Page, desk: Corner) -> None:
    number = desk.take()["number"]
    open_counter(page, desk)
    open_dialog(page, "c")
    page.keyboard.type(number)
    page.keyboard.press("Tab")
    page.keyboard.press("5")
    page.keyboard.type("Phải ra sân bay")
    press(page, "Enter", "called")

    assert reason_of_last_call(desk) == "Phải ra sân bay"


def test_a_number_not_given_today_is_refused_in_the_servers_words(page: Page, desk: Corner) -> None:
    open_counter(page, desk)
    open_dialog(page, "c")
    page.keyboard.type("z999")
    page.keyboard.press("Enter")  # asks for the reason, and puts the focus there
    page.keyboard.press("1")
    page.keyboard.press("Enter")

    expect(page.locator("dialog").get_by_role("alert")).to_contain_text("Z999")


def test_next_with_nobody_waiting_says_so(page: Page, desk: Corner) -> None:
    open_counter(page, desk)
    page.keyboard.press("n")

    expect(page.get_by_role("status").filter(has_text="chưa có ai chờ")).to_be_visible()


def test_new_numbers_appear_by_themselves_in_calling_order(page: Page, desk: Corner) -> None:
    open_counter(page, desk)
    normal = desk.take()["number"]
    expect(page.locator(WAITING)).to_have_text([normal])
    later = desk.take()["number"]

    expect(page.locator(WAITING)).to_have_text([normal, later])


def test_the_days_figures_count_what_this_counter_has_done(page: Page, desk: Corner) -> None:
    desk.take()
    desk.take()
    open_counter(page, desk)
    press(page, "n", "called")
    press(page, "v", "open")
    press(page, "n", "called")
    press(page, "s", "serving")
    open_dialog(page, "f")
    press(page, "Enter", "open")

    figures = page.locator(".figures dl > div")
    expect(figures.filter(has_text="Đã phục vụ").locator("dd")).to_have_text("1")
    expect(figures.filter(has_text="Không có mặt").locator("dd")).to_have_text("1")


def test_what_people_write_is_shown_as_they_wrote_it(page: Page, desk: Corner) -> None:
    sit_down(page, desk)
    written = "<img src=x onerror=alert(1)>"
    desk.does("open", {})
    desk.does("pause", {"reason": written})

    expect(page.locator(".pause-reason")).to_have_text(written)


def test_the_page_speaks_the_chosen_language_and_so_does_the_server(
    page: Page, desk: Corner
) -> None:
    open_counter(page, desk)
    page.get_by_role("button", name="English").click()
    expect(page.locator("button[data-move=next]")).to_contain_text("Call next")
    open_dialog(page, "c")
    page.keyboard.type("Z999")
    page.get_by_role("radio", name="Needs help first").check()
    page.keyboard.press("Enter")

    expect(page.locator("dialog").get_by_role("alert")).to_have_text(re.compile("There is no .*"))
