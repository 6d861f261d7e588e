"""What a supervisor does from the hall beside watching: pauses, paper numbers, and putting back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall_pages import Hall, counter_card, field_row, running_hall_server
from made_centre import small_centre, write_centre
from playwright.sync_api import Page, expect


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    config = write_centre(tmp_path / "config", small_centre())
    with running_hall_server(tmp_path / "data", config) as opened:
        yield opened


def test_a_counter_is_paused_with_a_reason_and_set_to_work_again(page: Page, hall: Hall) -> None:
    hall.press("open")
    hall.sees(page)
    counter_card(page).get_by_role("button").click()
    page.get_by_role("button", name="Tạm dừng").click()
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(counter_card(page)).to_contain_text("Tạm dừng")
    expect(counter_card(page)).to_contain_text("Họp đột xuất")
    counter_card(page).get_by_role("button").click()
    page.get_by_role("button", name="Tiếp tục làm việc").click()
    expect(counter_card(page)).to_contain_text("Sẵn sàng")
    expect(counter_card(page)).to_contain_text("lan")
    lines = [one for one in hall.server.log_lines() if one["event"] == "counter_paused"]
    assert [(one["staff"], one["data"]["reason"]) for one in lines] == [("truong", "Họp đột xuất")]


def test_numbers_given_on_paper_are_entered_one_after_another_with_the_keyboard(
    page: Page, hall: Hall
) -> None:
    hall.chief.post("/emergency", {"on": True, "message": "Mời theo cán bộ hướng dẫn."})
    hall.sees(page)
    page.get_by_role("button", name="Nhập số phát tay").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("A960–A999")
    for number in ("a960", "A961"):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Đã nhập: A960, A961")
    page.keyboard.type("A961")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("A961: Số này đã có người giữ.")
    page.keyboard.press("Escape")
    expect(field_row(page)).to_contain_text("2 người chờ")


def test_what_was_changed_is_shown_beside_the_files_and_put_back(page: Page, hall: Hall) -> None:
    hall.sees(page)
    shown = page.locator(".change")
    expect(page.get_by_text("Mọi thiết lập đang như trong tệp.")).to_be_visible()
    hall.chief.put("/counters/3/fields", {"fields": ["ho-tich"]})
    hall.chief.put("/fields/chung-thuc", {"open": False, "reason": "Mất điện"})
    hall.chief.put("/notices", [{"text": "Nghỉ sớm"}])
    expect(shown).to_have_count(3)
    counter = page.locator("[data-change='counter_fields 3']")
    expect(counter).to_contain_text("Thêm: Lĩnh vực ho-tich. Bớt: Lĩnh vực dat-dai.")
    expect(counter).to_contain_text("truong, lúc 08:00")
    counter.get_by_role("button").press("Enter")
    expect(shown).to_have_count(2)
    page.get_by_role("button", name="Trả tất cả về như tệp").press("Enter")
    page.keyboard.press("Enter")
    expect(shown).to_have_count(0)
    assert hall.officer.get("/counters/3").json()["fields"] == ["dat-dai"]


def test_one_counter_more_is_weighed_on_the_page(page: Page, hall: Hall) -> None:
    hall.press("open")
    for _ in range(4):
        hall.take()
    hall.sees(page)
    row = field_row(page)
    expect(row).to_contain_text("Ước tính: chờ")
    said = row.locator(".field-estimate").inner_text()
    told = hall.chief.get("/hall").json()["fields"][0]
    now, more = told["estimate"], told["with_one_more"]
    assert said == (
        f"Ước tính: chờ {now['low']}–{now['high']} phút; "
        f"thêm một quầy thì {more['low']}–{more['high']} phút"
    )
