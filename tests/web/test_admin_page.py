"""The accounts' page in a real browser: people, devices, and who has to wait."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from browser import axe_findings, outside_viewport, page_of, scrolls_sideways
from counter_desk import let_in
from made_centre import small_centre, write_centre
from playwright.sync_api import Browser, Locator, Page, expect
from running import RunningServer, Staff, running_server, wait_for

LONGEST = "Nguyễn Hoàng Phương Thảo Nguyên – Văn phòng đăng ký đất đai chi nhánh số 3"
POSTS = [{"id": "tu-phap", "name": "Công chức Tư pháp", "agency": "mot-cua", "counters": ["1"]}]
SIZES = [(1366, 768), (1024, 768)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    config = write_centre(tmp_path_factory.mktemp("accounts"), small_centre(posts=POSTS))
    with running_server(tmp_path_factory.mktemp("accounts-data"), config) as started:
        yield started


@pytest.fixture(scope="module")
def admin(server: RunningServer) -> Staff:
    return server.staff_here("chi", "admin")


@pytest.fixture
def name() -> str:
    return f"moi-{secrets.token_hex(3)}"


def opens(page: Page, staff: Staff) -> Page:
    let_in(page, staff)
    page.goto(staff.server.url + "/admin")
    expect(page.locator(".admin")).to_be_visible()
    return page


def sign_in(server: RunningServer, name: str, password: str) -> int:
    body = {"username": name, "password": password}
    return requests.post(server.api("/login"), json=body, timeout=20).status_code


def added(admin: Staff, name: str, /, **more: str) -> str:
    body = {"username": name, "role": "officer", "password": "mat-khau-dau", **more}
    assert admin.post("/people", body).status_code == 201
    return body["password"]


def row(page: Page, name: str, what: str = "person") -> Locator:
    return page.locator(f"[data-{what}='{name}']")


# ---------------------------------------------------------------- people


def test_somebody_is_added_with_the_keyboard_alone_and_every_admin_sees_it(
    page: Page, other_page: Page, server: RunningServer, admin: Staff, name: str
) -> None:
    opens(page, admin)
    opens(other_page, server.staff_here("second", "admin"))
    page.get_by_role("button", name="Thêm người").press("Enter")
    expect(page.locator("#person-username")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type("Trần Thị Bình")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("mat-khau-dau")
    page.keyboard.press("Enter")
    for shown in (page, other_page):
        expect(row(shown, name)).to_contain_text("Trần Thị Bình")
        expect(row(shown, name)).to_contain_text("Công chức Tư pháp")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert sign_in(server, name, "mat-khau-dau") == 200
    assert admin.get(f"/people/{name}").json()["post"] == "tu-phap"


def test_what_cannot_be_saved_is_said_in_words(page: Page, admin: Staff, name: str) -> None:
    added(admin, name)
    opens(page, admin)
    page.get_by_role("button", name="Thêm người").click()
    page.locator("#person-username").fill("có dấu")
    page.keyboard.press("Enter")
    trouble = page.get_by_role("dialog").get_by_role("alert")
    expect(trouble).to_contain_text("chữ cái không dấu")
    page.locator("#person-username").fill(name)
    page.keyboard.press("Enter")
    expect(trouble).to_contain_text("ít nhất 8 ký tự")
    page.locator("#person-password").fill("mat-khau-khac")
    page.keyboard.press("Enter")
    expect(trouble).to_contain_text("đã có người dùng")


def test_who_is_disabled_is_out_and_comes_back_with_another_password(
    page: Page, server: RunningServer, admin: Staff, name: str
) -> None:
    staff = server.staff_here(name)
    opens(page, admin)
    row(page, name).click()
    page.get_by_role("button", name="Ngừng sử dụng").click()
    expect(row(page, name)).to_contain_text("Đã ngừng")
    assert staff.get("/session").status_code == 401
    row(page, name).click()
    page.get_by_role("button", name="Cho dùng lại").click()
    expect(row(page, name)).not_to_contain_text("Đã ngừng")
    row(page, name).click()
    page.locator("#person-password").fill("mat-khau-moi")
    page.locator("#person-role").select_option("leader")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Lưu").click()
    expect(row(page, name)).to_contain_text("Lãnh đạo")
    assert sign_in(server, name, "mat-khau-moi") == 200


def test_the_last_admin_is_kept_and_the_page_says_why(
    browser: Browser, tmp_path: Path, small_config: Path
) -> None:
    with running_server(tmp_path, small_config) as alone, page_of(browser) as page:
        opens(page, alone.staff_here("chi", "admin"))
        expect(page.locator(".admin-devices")).to_contain_text("Chưa có thiết bị nào.")
        assert axe_findings(page) == []
        row(page, "chi").click()
        page.get_by_role("button", name="Ngừng sử dụng").click()
        expect(page.get_by_role("dialog")).to_contain_text("quản trị viên cuối cùng")


# ---------------------------------------------------------------- devices


def test_a_device_gets_its_token_once_and_is_revoked(
    page: Page, server: RunningServer, admin: Staff, name: str
) -> None:
    opens(page, admin)
    page.get_by_role("button", name="Thêm thiết bị").click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    token = page.locator("#token").input_value()
    headers = {"Authorization": f"Bearer {token}"}
    status = server.api("/devices/me/status")
    assert requests.put(status, json={}, headers=headers, timeout=20).ok
    page.keyboard.press("Enter")
    # A first sign of life that says nothing is told with the next look at all devices.
    expect(row(page, name, "device")).to_contain_text("Đang có tín hiệu", timeout=15_000)
    assert token not in page.content()
    row(page, name, "device").click()
    page.get_by_role("button", name="Cấp mã mới").click()
    page.keyboard.press("Enter")
    second = page.locator("#token").input_value()
    assert requests.put(status, json={}, headers=headers, timeout=20).status_code == 401
    page.keyboard.press("Enter")
    row(page, name, "device").click()
    page.get_by_role("button", name="Thu hồi", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("bị ngắt ngay")
    page.keyboard.press("Enter")
    expect(row(page, name, "device")).to_contain_text("Đã thu hồi")
    headers = {"Authorization": f"Bearer {second}"}
    assert requests.put(status, json={}, headers=headers, timeout=20).status_code == 401


# ---------------------------------------------------------------- waits


def test_a_supervisor_sees_only_who_waits_and_lets_them_try_again(
    page: Page, server: RunningServer, admin: Staff, name: str
) -> None:
    password = added(admin, name)
    for _ in range(4):
        wait_for(lambda: sign_in(server, name, "a guess") == 401, "a wrong password")
    opens(page, server.staff_here("truong", "supervisor"))
    expect(page.locator(".admin-people, .admin-devices")).to_have_count(0)
    page.get_by_role("button", name=f"Cho thử lại ngay: {name}").press("Enter")
    expect(page.get_by_text("Đã cho thử lại.")).to_be_visible()
    assert sign_in(server, name, password) == 200


@pytest.mark.parametrize("role", ["officer", "leader"])
def test_others_are_told_that_the_page_is_not_for_them(
    page: Page, server: RunningServer, role: str
) -> None:
    let_in(page, server.staff_here(f"{role}-looks", role))
    page.goto(server.url + "/admin")
    expect(page.get_by_role("alert")).to_contain_text("không được làm việc đó")
    expect(page.locator(".admin")).to_have_count(0)


def test_whoever_is_not_signed_in_comes_back_after_signing_in(
    page: Page, server: RunningServer
) -> None:
    page.goto(server.url + "/admin")
    expect(page).to_have_url(server.url + "/sign-in?to=%2Fadmin")


# ---------------------------------------------------------------- looks


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_longest_names_fit_and_axe_finds_nothing(
    browser: Browser, server: RunningServer, admin: Staff, size: tuple[int, int]
) -> None:
    long = f"{secrets.token_hex(4)}-{'dai' * 18}"
    added(admin, long, name=LONGEST, post="tu-phap")
    admin.post("/devices", {"name": long, "kind": "board"})
    with page_of(browser, *size) as page:
        opens(page, admin)
        expect(row(page, long)).to_be_visible()
        fits(page, ".top, .top button, .top a, .section-head button")
        for what in ("person", "device"):
            row(page, long, what).click()
            fits(page, "dialog, dialog button, dialog input")
            page.keyboard.press("Escape")
        page.get_by_role("button", name="English").click()
        page.get_by_role("button", name="Add somebody").click()
        fits(page, "dialog, dialog button, dialog input")


def fits(page: Page, what: str) -> None:
    assert not scrolls_sideways(page)
    assert outside_viewport(page, what) == []
    assert axe_findings(page) == []
