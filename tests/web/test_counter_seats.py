"""Moving to another counter, and handing a counter over, at the page."""

from __future__ import annotations

import pytest
from browser import axe_findings, outside_viewport, page_of, scrolls_sideways
from corners import Corner, Corners
from counter_desk import let_in, open_counter, serve, sit_down, stands
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def other(desks: Corners) -> Corner:
    """A second counter."""
    return desks.take()


def test_an_officer_moves_with_one_key_more_and_the_old_page_says_where_to(
    page: Page, other_page: Page, desk: Corner, other: Corner
) -> None:
    open_counter(page, desk)
    sit_down(other_page, desk, other.officer)
    page.goto(f"{desk.server.url}/counter/{other.counter}")
    stands(page, "closed")
    page.keyboard.press("o")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"quầy {desk.counter} sẽ đóng")
    page.keyboard.press("Enter")
    stands(page, "open")
    expect(dialog).to_have_count(0)
    stands(other_page, "closed")
    expect(other_page.locator(".went-to")).to_contain_text(
        f"{desk.officer.username} đã chuyển sang làm việc tại Quầy {other.counter}"
    )


def test_with_a_citizen_at_the_old_counter_the_page_says_what_to_do_first(
    page: Page, desk: Corner, other: Corner
) -> None:
    desk.take()
    serve(page, desk)
    page.goto(f"{desk.server.url}/counter/{other.counter}")
    stands(page, "closed")
    page.keyboard.press("o")
    expect(page.get_by_role("dialog")).to_contain_text("hoàn tất, tạm giữ hoặc chuyển tiếp")
    page.keyboard.press("Enter")
    stands(page, "serving")
    expect(page).to_have_url(f"{desk.server.url}/counter/{desk.counter}")


def test_a_colleague_signs_in_at_the_locked_page_and_goes_on_with_the_number(
    page: Page, desk: Corner
) -> None:
    number = desk.take()["number"]
    minh = f"minh-{desk.place}"
    password = desk.server.add_person(minh, "officer")
    serve(page, desk)
    page.keyboard.press("l")
    page.get_by_role("button", name="Người khác đăng nhập").click()
    expect(page.locator("#username")).to_be_focused()
    page.keyboard.type(minh)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Nhận quầy").click()
    expect(page.get_by_role("button", name="Nhận quầy")).to_have_count(0)
    stands(page, "serving")
    expect(page.locator(".ticket")).to_contain_text(number)
    assert desk.officer.get("/session").status_code == 401
    [line] = [one for one in desk.log() if one["event"] == "counter_taken_over"]
    assert (line["staff"], line["data"]["before"]) == (minh, desk.officer.username)


def test_while_the_officer_is_there_nobody_takes_the_counter(
    page: Page, other_page: Page, desk: Corner, other: Corner
) -> None:
    open_counter(page, desk)
    sit_down(other_page, desk, other.officer)
    other_page.get_by_role("button", name="Nhận quầy").click()
    expect(other_page.get_by_role("alert").last).to_contain_text("vẫn đang đăng nhập")
    stands(page, "open")


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_the_banners_and_the_dialog_fit_and_axe_finds_nothing(
    browser: Browser, desk: Corner, other: Corner, size: tuple[int, int]
) -> None:
    with page_of(browser, *size) as page:
        open_counter(page, desk)
        page.goto(f"{desk.server.url}/counter/{other.counter}")
        stands(page, "closed")
        page.keyboard.press("o")
        expect(page.get_by_role("dialog")).to_be_visible()
        fits(page, "dialog, dialog button")
        page.keyboard.press("Enter")
        stands(page, "open")
        let_in(page, other.officer)
        for counter in (desk.counter, other.counter):
            page.goto(f"{desk.server.url}/counter/{counter}")
            expect(page.locator(".look-banner")).to_be_visible()
            fits(page, ".look-banner, .move, .top button")


def fits(page: Page, what: str) -> None:
    assert outside_viewport(page, what) == []
    assert not scrolls_sideways(page)
    assert axe_findings(page) == []
