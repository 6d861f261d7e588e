"""A page left alone locks, keeps the counter's work, and is opened or handed over."""

from __future__ import annotations

import re

import pytest
from browser import axe_findings, outside_viewport, page_of, scrolls_sideways
from corners import Corner
from counter_desk import serve, sit_down, stands
from playwright.sync_api import Browser, Page, expect
from running import Staff

LOCK = "dialog.lock"
LONGEST = "Nguyễn Hoàng Phương Thảo Nguyên – Văn phòng đăng ký đất đai chi nhánh số 3"


@pytest.fixture
def corner(desk: Corner) -> Corner:
    """A corner whose officer has a password, and a long name."""
    desk.__dict__["officer"] = desk.server.sign_in(f"that-{desk.place}")
    with desk.server.database() as store, store.transaction() as tx:
        tx.execute(
            "UPDATE person SET name = :name WHERE username = :username",
            name=LONGEST,
            username=desk.officer.username,
        )
    return desk


def password_of(staff: Staff) -> str:
    return staff.server.passwords[staff.username]


def is_open(page: Page) -> None:
    expect(page.locator(LOCK)).to_have_count(0)
    expect(page.locator(".link-live")).to_be_visible()


def test_ten_minutes_alone_lock_the_page_and_the_service_goes_on(
    page: Page, corner: Corner
) -> None:
    page.clock.install()
    number = corner.take()["number"]
    serve(page, corner)
    page.clock.fast_forward("09:30")
    page.keyboard.press("Shift")  # somebody is there
    page.clock.fast_forward("09:30")
    expect(page.locator(LOCK)).to_have_count(0)
    page.clock.fast_forward("00:45")
    lock = page.locator(LOCK)
    expect(lock).to_contain_text(number)
    expect(lock.locator(".clock")).to_have_text(re.compile(r"^\d+:\d\d$"))
    assert corner.press("finish").json()["code"] == "locked"

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(lock).to_be_visible()
    page.keyboard.type("a guess")
    page.keyboard.press("Enter")
    expect(lock.get_by_role("alert").first).to_have_text("Mật khẩu không đúng.")
    page.clock.resume()
    with corner.server.database() as store, store.transaction() as tx:
        tx.execute("DELETE FROM sign_in_failure")  # the wait is another test's
    page.keyboard.type(password_of(corner.officer))
    page.keyboard.press("Enter")
    is_open(page)
    stands(page, "serving")
    page.clock.fast_forward("00:05")
    is_open(page)
    corner.take()
    expect(page.locator("[data-list=waiting] .row-number")).to_have_count(1)


def test_a_reloaded_page_stays_locked_and_so_does_the_one_beside_it(
    page: Page, corner: Corner
) -> None:
    corner.does("open", {"mode": "auto"})
    sit_down(page, corner)
    beside = page.context.new_page()
    sit_down(beside, corner)
    page.bring_to_front()
    page.keyboard.press("l")
    expect(page.locator("#unlock")).to_be_focused()
    expect(page.locator("#unlock")).to_have_value("")
    expect(beside.locator(LOCK)).to_be_visible()
    expect(page.locator(LOCK)).to_contain_text("tạm ngừng tự động gọi")
    page.reload()
    expect(page.locator(".desk")).to_have_count(0)
    page.locator("#unlock").fill(password_of(corner.officer))
    page.keyboard.press("Enter")
    is_open(page)
    is_open(beside)


def test_ones_own_password_is_changed_with_the_keyboard_alone(page: Page, corner: Corner) -> None:
    sit_down(page, corner)
    page.get_by_role("button", name=LONGEST).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Đổi mật khẩu").press("Enter")
    expect(page.locator("#old")).to_be_focused()
    for text in (password_of(corner.officer), "mot mat khau moi", "mot mat khau khac"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.locator("#again").press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("không giống nhau")
    page.locator("#again").fill("mot mat khau moi")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã đổi mật khẩu.")).to_be_visible()
    page.locator("#username").fill(corner.officer.username)
    page.locator("#password").fill("mot mat khau moi")
    page.keyboard.press("Enter")
    expect(page.locator(".desk")).to_be_visible()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_the_lock_and_the_account_fit_and_axe_finds_nothing(
    browser: Browser, corner: Corner, size: tuple[int, int]
) -> None:
    corner.take()
    with page_of(browser, *size) as page:
        serve(page, corner)
        fits(page, ".top, .top button, .top a")
        page.get_by_role("button", name=LONGEST).click()
        fits(page, "dialog, dialog button")
        page.get_by_role("button", name="Đổi mật khẩu").click()
        fits(page, "dialog, dialog button, dialog input")
        page.keyboard.press("Escape")
        page.keyboard.press("l")
        expect(page.locator(LOCK)).to_be_visible()
        fits(page, f"{LOCK}, {LOCK} button, {LOCK} input")
        page.get_by_role("button", name="Người khác đăng nhập").click()
        page.locator(LOCK).get_by_role("button", name="English").click()
        fits(page, f"{LOCK}, {LOCK} button, {LOCK} input")


def fits(page: Page, what: str) -> None:
    assert outside_viewport(page, what) == []
    assert not scrolls_sideways(page)
    assert axe_findings(page) == []
