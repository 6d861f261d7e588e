"""The touch screen in a real browser, from the first touch to the number and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from browser import axe_findings, page_of
from fake_centre import FakeCentre, a_field
from fake_printer import fake_printer
from kiosk_program import running_kiosk
from kiosk_screens import HALF, Screen, at_every_screen, faults_of_size
from playwright.sync_api import Browser, expect

START = "Mời Ông/Bà chọn lĩnh vực"


def procedure(code: str, name: str, **more: Any) -> dict[str, Any]:
    plain = {"code": code, "name": name, "field": "ho-tich", "field_name": "Hộ tịch"}
    return {**plain, "agency": "Tư pháp", "level": "xã", "in_service": True, **more}


# ---------------------------------------------------------------- the way to a number


def test_two_touches_give_a_number_with_sensible_answers(
    screen: Screen, centre: FakeCentre
) -> None:
    screen.choose("Hộ tịch").press("Lấy số")
    number = screen.number()
    key, wish = centre.asked[-1]
    assert number == centre.tickets[key]["number"]
    assert wish == {
        "field": "ho-tich",
        "purpose": "submit",
        "language": "vi",
        "dossiers": [],
    }
    for text in ("Hộ tịch", "còn 4 người", "12–21 phút", "Vui lòng đợi gọi số"):
        screen.shows(text)
    screen.shows("Mời Ông/Bà nhận phiếu")


def test_the_chosen_purpose_and_priority_are_sent(screen: Screen, centre: FakeCentre) -> None:
    screen.choose("Đất đai").answer("Nhận kết quả").answer("Người cao tuổi").press("Lấy số")
    screen.shows("Số thứ tự")
    wish = centre.asked[-1][1]
    assert (wish["purpose"], wish["priority"]) == ("collect", "nguoi-cao-tuoi")


def test_a_priority_pressed_again_is_taken_back(screen: Screen, centre: FakeCentre) -> None:
    screen.choose("Đất đai").answer("Người cao tuổi").answer("Người cao tuổi").press("Lấy số")
    screen.shows("Số thứ tự")
    assert "priority" not in centre.asked[-1][1]


def test_a_double_tap_on_the_button_gives_one_number(screen: Screen, centre: FakeCentre) -> None:
    before = len(centre.tickets)
    screen.choose("Hộ tịch").motion(1)
    screen.page.locator(".take").dblclick()
    screen.shows("Số thứ tự")
    assert len(centre.tickets) == before + 1


def test_two_presses_in_one_moment_give_one_number(screen: Screen, centre: FakeCentre) -> None:
    before = len(centre.tickets)
    screen.choose("Hộ tịch")
    screen.page.locator(".take").evaluate("button => { button.click(); button.click(); }")
    screen.shows("Số thứ tự")
    assert len(centre.tickets) == before + 1


@pytest.mark.parametrize(
    ("share", "motion"), [(0.1, "no-preference"), (0.5, "reduce"), (0.9, "no-preference")]
)
def test_a_double_tap_on_a_tile_answers_nothing_on_the_next_screen(
    screen: Screen, share: float, motion: Literal["reduce", "no-preference"]
) -> None:
    screen.page.emulate_media(reduced_motion=motion)
    tile = screen.page.locator("button.tile", has_text="Đất đai")
    tile.wait_for()
    box = screen.settled() and tile.bounding_box()
    assert box is not None
    place = box["x"] + box["width"] / 4, box["y"] + box["height"] * share
    screen.motion(0.01)  # the first moment of the next screen lasts, whatever this machine does
    screen.page.mouse.click(*place)
    screen.shows("Ông/Bà đến để làm gì?")
    screen.page.mouse.click(*place)
    assert screen.page.locator('.choice[aria-checked="true"]').inner_text() == "Nộp hồ sơ"
    assert screen.page.locator('.choice[aria-pressed="true"]').count() == 0


def test_a_touch_is_another_one_for_the_next_person(screen: Screen, centre: FakeCentre) -> None:
    for _ in range(2):
        screen.choose("Hộ tịch").press("Lấy số").press("Xong").shows(START)
    assert centre.asked[-1][0] != centre.asked[-2][0]


def test_a_closed_field_says_why_and_cannot_be_chosen(screen: Screen, centre: FakeCentre) -> None:
    centre.tell(fields=[a_field("dat-dai", "Đất đai", open=False, reason="Cán bộ nghỉ đột xuất")])
    screen.shows("Cán bộ nghỉ đột xuất")
    tile = screen.page.locator(".tile")
    tile.click()
    assert tile.evaluate("tile => tile.tagName") == "DIV"
    assert screen.title() == START


def test_a_field_closed_meanwhile_cannot_be_taken(screen: Screen, centre: FakeCentre) -> None:
    screen.choose("Đất đai")
    centre.tell(fields=[a_field("dat-dai", "Đất đai", open=False, reason="Hết giờ nhận")])
    screen.shows("Hết giờ nhận")
    expect(screen.page.locator(".take")).to_be_disabled()


def test_waiting_people_and_time_change_on_the_tiles_by_themselves(
    screen: Screen, centre: FakeCentre
) -> None:
    busy = a_field("dat-dai", "Đất đai", waiting=7, estimate={"low": 12, "high": 21})
    centre.tell(fields=[busy])
    screen.shows("7 người đang chờ").shows("Chờ 12–21 phút")


def test_many_fields_are_found_by_their_agency_and_paged(
    screen: Screen, centre: FakeCentre
) -> None:
    centre.tell(
        fields=[
            a_field(f"f{agency}-{nth}", f"Lĩnh vực {agency}-{nth}", agency=f"Sở số {agency}")
            for agency in range(1, 41)
            for nth in range(1, 16)
        ]
    )
    screen.shows("Mời Ông/Bà chọn cơ quan").shows("Trang 1/3")
    screen.press("Trang sau").choose("Sở số 27").shows("Lĩnh vực 27-7")
    screen.press("Trang sau").choose("Lĩnh vực 27-15").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số").shows("Lĩnh vực 27-15")
    assert centre.asked[-1][1]["field"] == "f27-15"


def test_an_agency_with_one_field_needs_no_choice_among_one(
    screen: Screen, centre: FakeCentre
) -> None:
    many = [a_field(f"f{nth}", f"Lĩnh vực {nth}", agency="Sở Nội vụ") for nth in range(20)]
    one = a_field("thue-dat", "Thuế đất", agency="Thuế tỉnh")
    shut = a_field("hai-quan", "Hải quan", agency="Hải quan", open=False, reason="Chưa mở")
    centre.tell(fields=[*many, one, shut])
    screen.shows("20 lĩnh vực").shows("Chưa mở")
    assert screen.page.locator("button.tile", has_text="Hải quan").count() == 0
    screen.choose("Thuế tỉnh").shows("Ông/Bà đến để làm gì?").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")
    assert centre.asked[-1][1]["field"] == "thue-dat"


# ---------------------------------------------------------------- search


def test_a_field_is_found_without_accents(screen: Screen) -> None:
    screen.press("Tìm thủ tục theo tên").type("ho tich")
    screen.page.locator("button.result", has_text="Hộ tịch").click()
    screen.shows("Ông/Bà đến để làm gì?")


def test_a_procedure_is_found_while_typing_and_taken(screen: Screen, centre: FakeCentre) -> None:
    centre.procedures = [procedure("1.001193", "Đăng ký khai sinh")]
    screen.press("Tìm thủ tục theo tên").type("kh").shows("Tìm thấy 1 thủ tục")
    screen.page.locator("button.result", has_text="Đăng ký khai sinh").click()
    screen.shows("Đăng ký khai sinh").press("Lấy số").shows("Số thứ tự")
    assert centre.asked[-1][1]["procedure"] == "1.001193"
    assert "field" not in centre.asked[-1][1]


def test_a_procedure_not_received_here_says_so_and_cannot_be_taken(
    screen: Screen, centre: FakeCentre
) -> None:
    centre.procedures = [procedure("1.001193", "Cấp hộ chiếu", field=None, in_service=False)]
    screen.press("Tìm thủ tục theo tên").type("ho").shows("Chưa tiếp nhận tại đây")
    assert screen.page.locator("button.result", has_text="Cấp hộ chiếu").count() == 0


def test_a_real_keyboard_types_too(screen: Screen, centre: FakeCentre) -> None:
    centre.procedures = [procedure("1.001193", "Đăng ký khai sinh")]
    screen.press("Tìm thủ tục theo tên")
    screen.page.keyboard.type("khai sinh")
    screen.shows("Tìm thấy 1 thủ tục")
    screen.press("Xóa một chữ")
    expect(screen.page.locator("#query")).to_have_value("khai sin")
    screen.press("Xóa hết").shows("Gõ vài chữ trong tên thủ tục")


def test_nothing_found_is_said(screen: Screen) -> None:
    screen.press("Tìm thủ tục theo tên").type("xyz").shows("Không tìm thấy thủ tục nào")


# ---------------------------------------------------------------- language, idle


def test_the_language_button_is_on_every_screen(screen: Screen, centre: FakeCentre) -> None:
    def missing(page: Any) -> list[str]:
        return [] if page.get_by_role("button", name="English").is_visible() else ["no button"]

    centre.procedures = [procedure("1.001193", "Đăng ký khai sinh")]
    assert at_every_screen(screen, "kh", missing) == {}
    centre.tell(open=False)
    screen.press("Xong").shows("Trung tâm đang đóng cửa")
    assert missing(screen.page) == []


def test_the_next_person_reads_vietnamese_again(screen: Screen) -> None:
    screen.press("English").shows("Please choose a service")
    screen.choose("Civil status").press("Take a number").shows("Please wait to be called")
    screen.press("Done").shows(START)
    expect(screen.page.locator("html")).to_have_attribute("lang", "vi")


def test_an_english_speakers_ticket_is_english(screen: Screen, centre: FakeCentre) -> None:
    screen.press("English").choose("Civil status").press("Take a number")
    screen.shows("Your number")
    assert centre.asked[-1][1]["language"] == "en"


def test_somebody_who_left_is_asked_and_then_forgotten(
    browser: Browser, tmp_path: Path, centre: FakeCentre
) -> None:
    with (
        running_kiosk(
            tmp_path, centre.url, centre.token, idle_seconds=1.5, idle_grace_seconds=2
        ) as kiosk,
        page_of(browser, *HALF) as page,
    ):
        screen = Screen(page, kiosk.url).open()
        screen.press("English").press("Find a procedure by name")
        expect(page.locator("#query")).to_be_focused()
        page.keyboard.type("ho tich")
        screen.shows("Are you still there?")
        screen.press("I am still here")
        expect(page.locator("#query")).to_have_value("ho tich")
        screen.shows("Are you still there?").shows(START)
        screen.press("Tìm thủ tục theo tên")
        expect(page.locator("#query")).to_have_value("")


def test_the_number_goes_back_to_the_start_by_itself(
    browser: Browser, tmp_path: Path, centre: FakeCentre
) -> None:
    with (
        running_kiosk(tmp_path, centre.url, centre.token, result_seconds=1) as kiosk,
        page_of(browser, *HALF) as page,
    ):
        screen = Screen(page, kiosk.url).open()
        screen.choose("Hộ tịch").press("Lấy số").shows("Vui lòng đợi gọi số")
        screen.shows(START)


# ---------------------------------------------------------------- when something is wrong


def test_an_emergency_is_said_instead_of_giving_numbers(screen: Screen, centre: FakeCentre) -> None:
    centre.tell(open=False, emergency="Mời công dân ra khỏi sảnh theo lối thoát hiểm.")
    screen.shows("Tạm ngừng cấp số").shows("Mời công dân ra khỏi sảnh theo lối thoát hiểm.")
    screen.press("English").shows("Mời công dân ra khỏi sảnh theo lối thoát hiểm.")
    centre.tell(emergency_en="Please leave by the emergency exit.")
    screen.shows("Please leave by the emergency exit.")
    screen.press("Tiếng Việt").shows("Mời công dân ra khỏi sảnh theo lối thoát hiểm.")
    centre.tell(open=True, emergency=None, emergency_en=None)
    screen.shows(START)


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("centre_closed", "Trung tâm đang đóng cửa", "The centre is closed"),
        ("field_closed", "Lĩnh vực này tạm ngừng nhận", "This service is not open now"),
        ("numbers_used_up", "Hôm nay đã hết số", "No more numbers today"),
        ("rate_limited", "Xin Ông/Bà chờ một chút", "One moment, please"),
        ("unknown_field", "Lĩnh vực này vừa thay đổi", "This service has just changed"),
        ("not_allowed", "Máy này chưa được phép cấp số", "This screen may not give numbers"),
        ("storage_full", "tạm thời không cấp được số", "No numbers can be given for now"),
        ("server_error", "Chưa lấy được số", "No number yet"),
    ],
)
def test_a_refusal_is_a_polite_line_that_leads_back(
    screen: Screen, centre: FakeCentre, code: str, vietnamese: str, english: str
) -> None:
    centre.refusal = (409, {"code": code, "retry_after": 20})
    screen.choose("Hộ tịch").press("Lấy số").shows(vietnamese)
    screen.press("English").shows(english).press("First screen").shows(START)


def test_after_a_refusal_another_touch_gives_a_number(screen: Screen, centre: FakeCentre) -> None:
    centre.refusal = (409, {"code": "field_closed"})
    screen.choose("Hộ tịch").press("Lấy số").shows("Lĩnh vực này tạm ngừng nhận")
    centre.refusal = None
    screen.press("Chọn lại").press("Lấy số").shows("Vui lòng đợi gọi số")
    assert centre.asked[-1][0] != centre.asked[-2][0]


def test_a_refusal_says_why_and_until_when(screen: Screen, centre: FakeCentre) -> None:
    opens = {"code": "centre_closed", "opens_at": "2026-11-24T07:30:00+07:00"}
    centre.refusal = (409, {**opens, "reason": "outside_hours"})
    screen.choose("Hộ tịch").press("Lấy số").shows("Mở cửa lại lúc 07:30 ngày 24/11")
    assert "outside_hours" not in screen.page.locator("body").inner_text()


def test_an_answer_that_never_came_is_asked_for_with_the_same_touch(
    screen: Screen, centre: FakeCentre
) -> None:
    before = len(centre.tickets)
    centre.answers_to_lose = 1000
    screen.choose("Hộ tịch").press("Lấy số").shows("Máy chủ chưa trả lời")
    centre.answers_to_lose = 0
    screen.press("Thử lại").shows("Vui lòng đợi gọi số")
    assert len(centre.tickets) == before + 1


def test_a_server_that_is_away_is_said_and_its_return_needs_no_hand(
    screen: Screen, centre: FakeCentre
) -> None:
    centre.cut()
    screen.shows("Mất kết nối với máy chủ")
    centre.mend()
    screen.shows(START)


def test_a_number_stays_on_the_screen_when_the_server_goes(
    screen: Screen, centre: FakeCentre
) -> None:
    screen.choose("Hộ tịch").press("Lấy số")
    number = screen.number()
    centre.cut()
    screen.shows("Mời Ông/Bà nhận phiếu")
    assert screen.number() == number
    centre.mend()
    screen.press("Xong").shows(START)


def test_a_program_that_starts_anew_finds_its_page_again(
    browser: Browser, tmp_path: Path, centre: FakeCentre
) -> None:
    with page_of(browser, *HALF) as page:
        with running_kiosk(tmp_path, centre.url, centre.token) as kiosk:
            screen = Screen(page, kiosk.url).open()
        screen.shows("Máy đang khởi động")
        port = int(kiosk.url.rsplit(":", 1)[1])
        with running_kiosk(tmp_path, centre.url, centre.token, port=port):
            screen.shows(START).choose("Hộ tịch").press("Lấy số").shows("Vui lòng đợi gọi số")


def test_the_printers_trouble_is_said_on_the_first_screen_and_beside_the_number(
    browser: Browser, tmp_path: Path, centre: FakeCentre
) -> None:
    with (
        fake_printer() as printer,
        running_kiosk(tmp_path, centre.url, centre.token, printer=printer.address) as kiosk,
        page_of(browser, 1080, 1920) as page,
    ):
        screen = Screen(page, kiosk.url).open()
        expect(page.locator(".printer-line")).to_have_count(0)
        printer.state = "cutter_error"
        screen.shows("Máy in kẹt dao cắt giấy: số hiện trên màn hình")
        screen.press("English").shows("The printer's cutter is jammed: number on screen only")
        assert faults_at_both_sizes(screen) == []
        screen.press("Tiếng Việt").choose("Hộ tịch").press("Lấy số")
        screen.shows("Máy in kẹt dao cắt giấy. Ông/Bà vui lòng chụp lại số này.")
        assert screen.number().startswith("A")
        assert faults_at_both_sizes(screen) == []
        printer.mend()
        screen.press("Xong").shows(START)
        expect(page.locator(".printer-line")).to_have_count(0, timeout=15_000)


def faults_at_both_sizes(screen: Screen) -> list[str]:
    found = []
    for width, height in ((1920, 1080), (1080, 1920)):
        screen.page.set_viewport_size({"width": width, "height": height})
        found += faults_of_size(screen.settled().page) + axe_findings(screen.page)
    return found


# ---------------------------------------------------------------- standing still


@pytest.mark.parametrize(
    ("change", "vietnamese", "english"),
    [
        (
            {"open": False, "opens_at": "2026-11-23T13:00:00+07:00"},
            "Mở cửa lại lúc 13:00 hôm nay",
            "Opens again at 13:00 today",
        ),
        ({"fields": []}, "Chưa có lĩnh vực nào", "No services yet"),
    ],
)
def test_a_kiosk_that_can_give_no_number_says_why(
    screen: Screen, centre: FakeCentre, change: dict[str, Any], vietnamese: str, english: str
) -> None:
    centre.tell(**change)
    screen.shows(vietnamese).press("English").shows(english)


def test_only_a_trial_centre_is_marked_as_one(screen: Screen, centre: FakeCentre) -> None:
    screen.shows("ĐANG CHẠY THỬ NGHIỆM")
    centre.tell(trial=False)
    expect(screen.page.locator(".trial")).to_have_count(0)


# ---------------------------------------------------------------- the browser around it


def test_nothing_on_the_page_can_be_selected_zoomed_or_asked_for_a_menu(screen: Screen) -> None:
    page = screen.page
    assert page.locator("body").evaluate("body => getComputedStyle(body).userSelect") == "none"
    for event in (
        "new MouseEvent('contextmenu', {cancelable: true, bubbles: true})",
        "new WheelEvent('wheel', {cancelable: true, bubbles: true, ctrlKey: true})",
        "new KeyboardEvent('keydown', {cancelable: true, bubbles: true, ctrlKey: true, key: '+'})",
    ):
        assert page.evaluate(f"document.body.dispatchEvent({event})") is False
