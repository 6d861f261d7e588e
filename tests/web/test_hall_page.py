"""The supervisors' hall in a real browser: what it shows, what it does, when it says it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import axe_findings, outside_viewport, page_of, scrolls_sideways
from counter_desk import let_in
from hall_pages import (
    MORNING,
    Hall,
    alert,
    counter_card,
    field_row,
    running_hall_server,
)
from made_centre import counter, field, small_centre, write_centre, zone
from playwright.sync_api import Browser, Page, expect

LONGEST = (
    "Chuyển đổi công ty nhà nước được thành lập và hoạt động theo Luật Doanh nghiệp nhà nước "
    "thành công ty trách nhiệm hữu hạn một thành viên tổ chức và hoạt động theo quy định tại "
    "Luật Doanh nghiệp"
)
SIZES = [(1366, 768), (1920, 1080), (1024, 768), (768, 1024)]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_centre(tmp_path_factory.mktemp("hall"), small_centre())


@pytest.fixture
def hall(centre: Path, tmp_path: Path) -> Iterator[Hall]:
    with running_hall_server(tmp_path, centre) as opened:
        yield opened


# ---------------------------------------------------------------- seeing


def test_a_change_in_the_hall_is_on_the_page_by_itself(page: Page, hall: Hall) -> None:
    hall.sees(page)
    expect(counter_card(page)).to_contain_text("Đã đóng")
    number = hall.take()
    hall.take()
    expect(field_row(page)).to_contain_text("2 người chờ")
    hall.press("open")
    expect(counter_card(page)).to_contain_text("lan")
    hall.press("next")
    expect(counter_card(page)).to_contain_text(f"Đang gọi {number}")
    expect(field_row(page)).to_contain_text("1 người chờ")


def test_paper_that_goes_out_is_an_alert_at_once_and_gone_with_new_paper(
    page: Page, hall: Hall
) -> None:
    hall.says()
    hall.sees(page)
    device = page.locator("[data-device=ki-ot-1]")
    expect(device).to_contain_text("Đang có tín hiệu")
    expect(page.get_by_text("Mọi việc đang ổn. Không có cảnh báo.")).to_be_visible()
    hall.says(paper="out", printer="offline")
    expect(alert(page, "paper_out")).to_contain_text("Ki-ốt ki-ot-1")
    expect(device).to_contain_text("Hết giấy")
    expect(page).to_have_title("(1) Sảnh – Lượt")
    hall.says()
    expect(page.locator(".alert")).to_have_count(0)
    expect(device).to_contain_text("Còn giấy")


def test_time_alone_brings_alerts(page: Page, hall: Hall) -> None:
    hall.take()
    hall.press("open")
    hall.press("next")
    hall.press("start")
    hall.take()
    hall.sees(page)
    hall.let_pass(minutes=30)
    expect(alert(page, "wait_over_target")).to_contain_text("Lĩnh vực ho-tich")
    expect(alert(page, "long_service")).to_contain_text("Quầy 1 · Quầy việc 1 · lan")
    hall.press("finish")
    expect(alert(page, "long_service")).to_have_count(0)


# ---------------------------------------------------------------- acting


def test_an_alert_is_taken_with_the_keyboard_and_everybody_sees_by_whom(
    page: Page, other_page: Page, hall: Hall
) -> None:
    hall.says(paper="near_end")
    hall.sees(page)
    hall.sees(other_page, hall.keeper)
    take = page.get_by_role("button", name="Nhận xử lý: Giấy sắp hết")
    take.focus()
    page.keyboard.press("Enter")
    expect(alert(other_page, "paper_near_end")).to_contain_text("truong đã nhận lúc")
    expect(take).to_have_count(0)
    [line] = [one for one in hall.server.log_lines() if one["event"] == "alert_acknowledged"]
    assert (line["staff"], line["device"]) == ("truong", "ki-ot-1")


def test_a_field_is_closed_and_opened_with_the_keyboard(page: Page, hall: Hall) -> None:
    hall.sees(page)
    field_row(page, "dat-dai").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(field_row(page, "dat-dai")).to_contain_text("Đang đóng: Hệ thống đang gián đoạn")
    refused = hall.server.take(hall.kiosk, field="dat-dai")
    assert refused.json()["reason"] == "Hệ thống đang gián đoạn"
    expect(field_row(page, "dat-dai").get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Hệ thống đang gián đoạn")
    page.keyboard.press("Enter")
    expect(field_row(page, "dat-dai")).not_to_contain_text("Đang đóng")
    assert hall.server.take(hall.kiosk, field="dat-dai").status_code == 201


def test_a_counter_is_given_another_field(page: Page, hall: Hall) -> None:
    hall.sees(page)
    expect(field_row(page, "dat-dai")).to_contain_text("0/1 quầy mở")
    counter_card(page).get_by_role("button").click()
    page.get_by_role("checkbox", name="Lĩnh vực dat-dai").check()
    page.get_by_role("button", name="Lưu lĩnh vực").click()
    expect(field_row(page, "dat-dai")).to_contain_text("0/2 quầy mở")
    expect(page.get_by_role("dialog")).to_have_count(0)
    hall.press("open")
    number = hall.take(field="dat-dai")
    hall.press("next")
    expect(counter_card(page)).to_contain_text(number)


def test_a_counter_keeps_at_least_one_field(page: Page, hall: Hall) -> None:
    hall.sees(page)
    counter_card(page, "3").get_by_role("button").click()
    page.get_by_role("checkbox", name="Lĩnh vực dat-dai").uncheck()
    page.get_by_role("button", name="Lưu lĩnh vực").click()
    expect(page.get_by_role("dialog")).to_contain_text("ít nhất một lĩnh vực")


def test_a_supervisor_calls_and_closes_for_an_officer(page: Page, hall: Hall) -> None:
    number = hall.take()
    hall.press("open")
    hall.sees(page)
    counter_card(page).get_by_role("button").click()
    page.get_by_role("button", name="Gọi tiếp").click()
    expect(counter_card(page)).to_contain_text(f"Đang gọi {number}")
    called = [one for one in hall.server.log_lines() if one["event"] == "called"]
    assert [one["staff"] for one in called] == ["truong"]
    for name in ("Không có mặt", "Đóng quầy"):
        counter_card(page).get_by_role("button").click()
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(counter_card(page)).to_contain_text("Đã đóng")


# ---------------------------------------------------------------- who may, and when it cannot


def test_a_leader_sees_everything_and_can_change_nothing(page: Page, hall: Hall) -> None:
    hall.says(paper="out")
    leader = hall.server.staff_here("lanh-dao", "leader")
    hall.sees(page, leader)
    expect(alert(page, "paper_out")).to_be_visible()
    expect(page.locator("main button")).to_have_count(0)


def test_an_officer_is_told_that_the_hall_is_not_theirs(page: Page, hall: Hall) -> None:
    let_in(page, hall.officer)
    page.goto(hall.server.url + "/hall")
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.locator(".hall")).to_have_count(0)
    page.get_by_role("link", name="Chọn quầy").click()
    expect(page.locator(".chooser-card").first).to_be_visible()
    expect(page.get_by_role("link", name="Sảnh")).to_have_count(0)


def test_a_lost_link_greys_the_page_says_so_and_mends_itself(page: Page, hall: Hall) -> None:
    hall.says(paper="near_end")
    hall.sees(page)
    hall.server.stop()
    expect(page.get_by_role("alert").filter(has_text="Mất kết nối")).to_be_visible()
    expect(page.locator(".hall.stale")).to_be_visible()
    expect(page.locator("main button:enabled")).to_have_count(0)
    assert axe_findings(page) == []
    again = hall.server.again(clock=("--clock-start", MORNING.isoformat()))
    try:
        expect(page.locator(".hall.stale")).to_have_count(0, timeout=15_000)
        hall.take()
        expect(field_row(page)).to_contain_text("1 người chờ")
    finally:
        again.stop()


# ---------------------------------------------------------------- looks


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Two zones, the longest names, more fields than are shown at once, alerts of every part."""
    long_field = {**field("f1", "1"), "name": LONGEST, "name_en": LONGEST}
    fields = [long_field, *(field(f"f{n}", str(n)) for n in range(2, 15))]
    counters = [
        counter(n, ["f1", f"f{n}"], zone=f"z{n % 2}", name="Chi nhánh Văn phòng đăng ký đất đai")
        for n in range(2, 15)
    ]
    made = small_centre(
        numbers={"shape": "series"},
        fields=fields,
        counters=counters,
        zones=[zone("z0"), zone("z1")],
    )
    config = write_centre(tmp_path_factory.mktemp("full"), made)
    with running_hall_server(tmp_path_factory.mktemp("full-data"), config) as hall:
        for _ in range(20):
            hall.take(field="f1")
        for number, officer in enumerate(["lan", "binh", "hanh"], start=2):
            staff = hall.server.staff_here(officer)
            for command in ("open", "next", "start"):
                staff.post(f"/counters/{number}/{command}")
        hall.server.enrol_here("board", "man-hinh-chua-noi")
        hall.let_pass(minutes=45)
        hall.says(printer="cutter_error", paper="near_end", page="silent", message="x" * 300)
        yield hall


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_full_hall_fits_and_axe_finds_nothing(
    browser: Browser, full: Hall, size: tuple[int, int]
) -> None:
    with page_of(browser, *size) as page:
        full.sees(page)
        expect(alert(page, "long_service")).to_have_count(3)
        fits(page)
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", name="Alerts")).to_be_visible()
        fits(page)


def fits(page: Page) -> None:
    assert not scrolls_sideways(page)
    assert cut(page, ".alert, .field, .counter, .device, .glance-figure, .top") == []
    assert outside_viewport(page, ".top, .glance-figure, .top button, .top a") == []
    assert axe_findings(page) == []


@pytest.mark.parametrize("where", ["[data-counter='2'] button", "[data-field=f1] button"])
def test_the_dialogs_fit_a_tablet_and_axe_finds_nothing(
    browser: Browser, full: Hall, where: str
) -> None:
    with page_of(browser, 768, 1024) as page:
        full.sees(page)
        page.locator(where).click()
        assert outside_viewport(page, "dialog, dialog h2, dialog .dialog-buttons button") == []
        assert axe_findings(page) == []


def test_the_glance_leads_to_each_part_of_a_small_page(browser: Browser, full: Hall) -> None:
    with page_of(browser, 768, 1024) as page:
        full.sees(page)
        page.get_by_role("link", name="thiết bị có tín hiệu").press("Enter")
        expect(page.get_by_role("heading", name="Thiết bị", exact=True)).to_be_in_viewport()


def cut(page: Page, selector: str) -> list[str]:
    """The texts that are wider than the box they stand in."""
    found: list[str] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(element =>
            element.scrollWidth > element.clientWidth + 1
        ).map(element => element.textContent.trim())""",
        selector,
    )
    return found


# ---------------------------------------------------------------- what everybody is told


def test_a_supervisor_puts_up_notices_and_takes_them_down(page: Page, hall: Hall) -> None:
    hall.sees(page)
    page.get_by_role("button", name="Đăng thông báo").click()
    page.get_by_label("Mỗi dòng một thông báo").fill("Sáng thứ Bảy có làm việc | Open on Saturday")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice-list")).to_have_text("Sáng thứ Bảy có làm việc")
    board = hall.officer.get("/board/sanh").json()
    assert board["notices"] == [{"text": "Sáng thứ Bảy có làm việc", "text_en": "Open on Saturday"}]
    page.get_by_role("button", name="Đăng thông báo").click()
    page.get_by_label("Mỗi dòng một thông báo").fill("")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice-list")).to_have_count(0)


def test_an_emergency_stands_above_everything_until_it_is_ended(page: Page, hall: Hall) -> None:
    hall.sees(page)
    page.get_by_role("button", name="Ngừng cấp số khẩn cấp").click()
    page.get_by_label("Lời nhắn cho mọi người, tiếng Việt").fill("Mời ra khỏi sảnh.")
    expect(page.get_by_label("Lời nhắn bằng tiếng Anh")).to_have_value("")
    page.get_by_label("Lời nhắn bằng tiếng Anh").fill("Please leave the hall.")
    page.keyboard.press("Enter")
    expect(page.locator(".emergency-banner")).to_contain_text("Mời ra khỏi sảnh.")
    assert hall.server.staff_here("truong-2", "leader").get("/hall").json()["emergency_en"]
    assert axe_findings(page) == []
    page.get_by_role("button", name="Cấp số trở lại").click()
    page.keyboard.press("Enter")
    expect(page.locator(".emergency-banner")).to_have_count(0)
    hall.take()


def test_a_leader_reads_and_tells_nothing(page: Page, hall: Hall) -> None:
    leader = hall.server.staff_here("lanh-dao", "leader")
    hall.sees(page, leader)
    expect(page.get_by_text("Thông báo cho sảnh")).to_be_visible()
    expect(page.get_by_role("button", name="Ngừng cấp số khẩn cấp")).to_have_count(0)
