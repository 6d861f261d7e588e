"""The counter page beside the usual turn: who was missed or held, who has no ticket, whose way."""

from __future__ import annotations

from typing import Any

import pytest
from corners import Corner
from counter_desk import WAITING, open_counter, open_dialog, press, serve, settles, stands
from playwright.sync_api import Page, expect
from running import wait_for

OLD, NEW = "000.12.00.H57-260302-{0:02}{1:02}", "H57.12-260302-{0:02}{1:02}"


def missed(page: Page) -> Any:
    return page.locator("[data-list=missed] .row")


def last(desk: Corner) -> dict[str, Any]:
    return desk.log()[-1]


def miss(page: Page, count: int) -> None:
    for _ in range(count):
        press(page, "n", "called")
        press(page, "v", "open")


def test_one_key_puts_the_missed_number_back_and_its_grace_time_is_shown(
    page: Page, desk: Corner
) -> None:
    number = desk.take()["number"]
    open_counter(page, desk)
    miss(page, 1)
    expect(missed(page)).to_contain_text("giữ chỗ 15 phút")
    page.keyboard.press("b")
    expect(page.locator(WAITING)).to_have_text([number])
    expect(missed(page)).to_have_count(0)
    assert (last(desk)["event"], last(desk)["data"]["place"]) == ("reinstated", "keep")


def test_of_several_missed_the_one_in_focus_or_chosen_by_digit_comes_back(
    page: Page, desk: Corner
) -> None:
    numbers = [desk.take()["number"] for _ in range(3)]
    open_counter(page, desk)
    miss(page, 3)
    missed(page).nth(0).press("ArrowDown")
    page.keyboard.press("b")
    expect(page.locator(WAITING)).to_have_text([numbers[1]])
    page.locator(".ticket").focus()
    open_dialog(page, "b")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator(WAITING)).to_have_text([numbers[1], numbers[2]])


def test_a_number_is_cancelled_with_its_reason(page: Page, desk: Corner) -> None:
    first, second = desk.take()["number"], desk.take()["number"]
    open_counter(page, desk)
    page.locator("[data-list=waiting] .row").first.focus()
    open_dialog(page, "x")
    expect(page.locator("#cancel-number")).to_have_value(first)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator(WAITING)).to_have_text([second])
    assert (last(desk)["event"], last(desk)["data"]["reason"]) == ("cancelled", "Lấy nhầm số")


def test_a_number_that_is_served_elsewhere_is_not_cancelled_and_that_is_said(
    page: Page, desk: Corner
) -> None:
    number = desk.take()["number"]
    desk.take()
    serve(page, desk)
    open_dialog(page, "x")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(page.locator("dialog .trouble")).to_have_text("Chỉ huỷ được số đang chờ hoặc đã lỡ.")


def test_somebody_without_a_ticket_is_served_at_once(page: Page, desk: Corner) -> None:
    waiting = desk.take()["number"]
    open_counter(page, desk)
    open_dialog(page, "k")
    page.keyboard.press("2")
    press(page, "Enter", "called")
    expect(page.locator(".marks")).to_contain_text("Nhận kết quả")
    expect(page.locator(WAITING)).to_have_text([waiting])
    assert [line["event"] for line in desk.log()][-2:] == ["issued", "called"]


def test_a_wrong_dossier_of_somebody_without_a_ticket_is_said_and_no_number_is_given(
    page: Page, desk: Corner
) -> None:
    open_counter(page, desk)
    open_dialog(page, "k")
    page.fill("#without-code", "H57.12-261302-0041")
    page.press("#without-code", "Enter")
    expect(page.locator("dialog .trouble")).to_contain_text("H57.12-261302-0041")
    assert last(desk)["event"] == "counter_opened"


def test_a_stop_is_added_and_left_out_at_the_desk_and_shown_as_a_way(
    page: Page, desk: Corner
) -> None:
    desk.take()
    other = f"f{desk.place % 90 + 1}"
    serve(page, desk)
    open_dialog(page, "w")
    page.locator("#stops-add").select_option(other)
    page.get_by_role("button", name="Lưu lộ trình").click()
    expect(page.locator(".way li")).to_have_count(2)
    expect(page.locator(".way [aria-current=step]")).to_contain_text(f"Lĩnh vực {desk.field}")
    assert last(desk)["data"] == {"before": [], "after": [other]}
    open_dialog(page, "w")
    page.get_by_role("button", name=f"Bỏ chặng Lĩnh vực {other}").press("Enter")
    page.get_by_role("button", name="Lưu lộ trình").press("Enter")
    expect(page.locator(".way")).to_have_count(0)
    assert last(desk)["data"] == {"before": [other], "after": []}


def test_who_is_held_past_the_reminder_is_said_on_the_page_and_in_the_hall(
    page: Page, desk: Corner
) -> None:
    number = desk.take()["number"]
    serve(page, desk)
    open_dialog(page, "g")
    press(page, "Enter", "open")
    assert last(desk)["data"] == {"note": None, "minutes": 15}
    held = page.locator("[data-list=held] .row")
    expect(held).to_contain_text("hẹn ")
    long_ago = "2026-01-01T00:00:00.000Z"
    with desk.server.database() as store, store.transaction() as tx:
        tx.execute(
            "UPDATE stop SET remind_at = :at WHERE counter = :counter AND state = 'held'",
            at=long_ago,
            counter=desk.counter,
        )
    expect(held).to_contain_text("đến giờ hẹn", timeout=10_000)
    expect(page.get_by_role("status").filter(has_text=f"Số {number} tạm giữ")).to_have_count(1)
    chief = desk.server.staff_here(f"chief-{desk.place}", "supervisor")

    def about_us() -> list[dict[str, Any]]:
        alerts = chief.get("/hall").json()["alerts"]
        return [one for one in alerts if one["counter"] == desk.counter]

    assert [one["kind"] for one in wait_for(about_us, "the alert in the hall")] == ["held_due"]
    settles(page)
    held.click()
    stands(page, "serving")
    wait_for(lambda: not about_us(), "the alert to go")


def test_a_number_of_minutes_that_is_none_is_said(page: Page, desk: Corner) -> None:
    desk.take()
    serve(page, desk)
    open_dialog(page, "g")
    page.fill("#hold-minutes", "nửa giờ")
    page.keyboard.press("Enter")
    expect(page.locator("dialog .trouble")).to_contain_text("từ 1 đến 480")


@pytest.mark.parametrize("spelling", [OLD, NEW])
def test_earlier_visits_of_the_dossier_stand_beside_the_ticket_in_either_spelling(
    page: Page, desk: Corner, spelling: str
) -> None:
    before, now = NEW.format(desk.place, 7), spelling.format(desk.place, 7)
    desk.take(dossiers=[before])
    desk.does("open")
    desk.does("next")
    desk.does("start")
    desk.does("finish", {"outcome": "supplement_requested", "dossiers": [{"code": before}]})
    desk.does("close")
    desk.take(dossiers=[now, NEW.format(desk.place, 8)])
    serve(page, desk)
    beside = page.locator(".ticket-dossiers li")
    earlier = beside.filter(has_text=now)
    expect(earlier).to_contain_text("Đã đến 1 lần trước")
    facts = f"· Lĩnh vực {desk.field} · Quầy {desk.counter} · Yêu cầu bổ sung"
    expect(earlier.locator(".earlier")).to_contain_text(facts)
    expect(beside.filter(has_text="08")).to_contain_text("Lần đầu")


def test_a_forgotten_code_is_put_to_a_past_visit_and_a_wrong_one_taken_off_with_the_reason(
    page: Page, desk: Corner
) -> None:
    wrong, right = (NEW.format(desk.place, nth) for nth in (71, 72))
    number = desk.take(dossiers=[wrong])["number"]
    serve(page, desk)
    desk.does("finish", {"outcome": "received"})
    stands(page, "open")
    for code, sends in ((right, "Ghi thêm hồ sơ"), (wrong, "Bỏ hồ sơ")):
        open_dialog(page, "h")
        page.get_by_role("button", name=number).click()
        if code == right:
            page.get_by_label("Ghi thêm mã hồ sơ").fill(code)
        else:
            page.get_by_role("button", name=f"Bỏ {code}").click()
        page.get_by_role("button", name=sends).click()
        expect(page.locator("dialog [role=alert]")).to_have_text("Vui lòng ghi lý do.")
        page.get_by_label("Lý do sửa").fill("Ghi nhầm mã")
        page.keyboard.press("Enter")
        expect(page.locator("dialog")).to_have_count(0)
    lines = desk.log()[-2:]
    assert [one["event"] for one in lines] == ["dossier_added", "dossier_removed"]
    assert lines[1]["data"] == {"code": wrong, "reason": "Ghi nhầm mã"}
    [visit] = desk.officer.get("/visits", counter=desk.counter).json()["items"]
    assert visit["dossiers"] == [right]
