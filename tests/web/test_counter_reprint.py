"""Another paper for somebody who has lost his: asked for at the counter, by key."""

from __future__ import annotations

from corners import Corner
from counter_desk import open_counter, open_dialog, press, serve
from playwright.sync_api import Page, expect


def asked_for(desk: Corner) -> list[str]:
    """The visits of which a copy was asked for."""
    return [line["visit"] for line in desk.log() if line["event"] == "reprint_asked"]


def refusal(page: Page, number: str) -> str:
    """What the dialog says of a number."""
    open_dialog(page, "i")
    page.fill("#reprint-number", number)
    page.keyboard.press("Enter")
    alert = page.locator("dialog").get_by_role("alert")
    expect(alert).not_to_be_empty()
    said = alert.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    return said


def test_the_ticket_at_the_counter_is_printed_again_with_two_keys(page: Page, desk: Corner) -> None:
    ticket = desk.take()
    serve(page, desk)
    open_dialog(page, "i")
    page.keyboard.press("Enter")

    done = f"Đã yêu cầu in lại số {ticket['number']} tại kiosk-{desk.place}."
    expect(page.get_by_role("status").filter(has_text=done)).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)
    assert asked_for(desk) == [ticket["id"]]


def test_a_number_that_somebody_tells_is_printed_again(page: Page, desk: Corner) -> None:
    _, second = desk.take(), desk.take()
    open_counter(page, desk)
    press(page, "n", "called")
    open_dialog(page, "i")
    page.keyboard.type(f" {second['number'].lower()}")  # over the number at the counter
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text=second["number"])).to_be_visible()
    assert asked_for(desk) == [second["id"]]


def test_what_cannot_be_printed_again_is_refused_in_plain_words(page: Page, desk: Corner) -> None:
    finished = desk.take()["number"]
    by_staff = desk.officer.post("/tickets", {"field": desk.field}).json()["number"]
    serve(page, desk)
    open_dialog(page, "f")
    press(page, "Control+Enter", "open")

    assert refusal(page, "") == "Vui lòng nhập số cần in lại."
    assert refusal(page, "z999") == "Hôm nay chưa cấp số Z999."
    assert refusal(page, by_staff) == "Số này không do kiosk cấp nên không in lại được."
    assert refusal(page, finished) == "Lượt này đã kết thúc nên không in lại nữa."
    assert asked_for(desk) == []
