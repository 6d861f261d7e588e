"""Scans on the touch screen: from a scanner that plays a keyboard, by hand, and what comes of them.

The browser is real; keys come as a scanner on a Vietnamese machine sends them: the place of each
key is right (``code``), what the layout makes of it (``key``) is not.
"""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from browser import axe_findings, page_of
from fake_centre import FakeCentre, a_centre, a_field
from fake_scanner import fake_scanner
from kiosk_program import KioskProgram, running_kiosk
from kiosk_screens import HALF, Screen, faults_of_size
from playwright.sync_api import Browser, Page, expect

START = "Mời Ông/Bà chọn lĩnh vực"
PROPOSAL = {"kind": "dossier", "field": "dat-dai", "purpose": "collect"}
CARD = "046090000001|190000001|Nguyen Van Mau|02011950|Nam|So 1 Le Loi, Hue|15082021"

codes = (f"H57.12-260302-{nth:04}" for nth in count(1))


@pytest.fixture(scope="module")
def kiosk_settings() -> dict[str, Any]:
    return {"scanner": "keyboard"}


@pytest.fixture
def code(centre: FakeCentre) -> str:
    """A dossier that the centre knows, and no test has scanned yet."""
    known = next(codes)
    centre.scan_answer = {**PROPOSAL, "dossier": known}
    return known


KEYS = {"-": "Minus", ".": "Period", "|": "Backslash", ",": "Comma", " ": "Space", ":": "Semicolon"}
KEYS |= {"/": "Slash", "?": "Slash", "=": "Equal", "\r": "Enter", "\t": "Tab"}
SHIFTED = "|:?"


def key_of(letter: str) -> dict[str, Any]:
    """The keydown of a scanner: the right place, and rubbish as the layout's letter."""
    if letter in "\r\t":
        return {"code": KEYS[letter], "key": KEYS[letter]}
    digit, shift = letter.isdigit(), letter.isupper() or letter in SHIFTED
    place = KEYS.get(letter) or (f"Digit{letter}" if digit else f"Key{letter.upper()}")
    return {"code": place, "key": "đ" if digit else "ư", "shiftKey": shift}


def send(page: Page, keys: list[dict[str, Any]]) -> None:
    """All keydowns in one burst, to whatever has the focus."""
    page.evaluate(
        """keys => keys.forEach(key => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {...key, bubbles: true, cancelable: true})))""",
        keys,
    )


def scan(screen: Screen, text: str) -> None:
    send(screen.page, [key_of(letter) for letter in text])


def scan_into_the_box(screen: Screen, text: str) -> None:
    """A burst as the browser treats it: a key that nobody keeps back types its letter."""
    screen.page.evaluate(
        """keys => keys.forEach(key => {
            const event = new KeyboardEvent("keydown", {...key, bubbles: true, cancelable: true});
            if (!document.activeElement.dispatchEvent(event)) return;
            document.execCommand("insertText", false, key.key);
        })""",
        [key_of(letter) for letter in text],
    )


# ---------------------------------------------------------------- a receipt


def test_a_scanned_receipt_needs_one_touch(screen: Screen, centre: FakeCentre, code: str) -> None:
    scan(screen, f"https://dichvucong.vn/tra?ma={code}\r")
    screen.shows(f"Hồ sơ {code}").shows("Nhận kết quả").shows("Đất đai")
    screen.press("Lấy số").shows("Vui lòng đợi gọi số")
    wish = centre.asked[-1][1]
    assert (wish["field"], wish["purpose"], wish["dossiers"]) == ("dat-dai", "collect", [code])
    assert centre.scanned[-1] == code


@pytest.mark.parametrize("ending", ["\r", "\t", ""])
def test_a_scan_ends_with_enter_tab_or_silence(screen: Screen, code: str, ending: str) -> None:
    scan(screen, code + ending)
    screen.shows(f"Hồ sơ {code}")


def test_what_a_receipt_proposes_can_be_changed(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    scan(screen, f"{code}\r")
    screen.press("Việc khác, ưu tiên").answer("Bổ sung hồ sơ").press("Quay lại")
    screen.shows("Bổ sung hồ sơ").press("Lĩnh vực khác").choose("Hộ tịch").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")
    wish = centre.asked[-1][1]
    assert (wish["field"], wish["dossiers"]) == ("ho-tich", [code])


def test_a_dossier_that_nobody_knows_asks_for_its_field_and_stays_with_the_number(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    centre.scan_answer = {"kind": "dossier", "dossier": code}
    scan(screen, f"{code}\r")
    screen.shows(f"Hồ sơ {code}: mời Ông/Bà chọn lĩnh vực").choose("Chứng thực").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")
    wish = centre.asked[-1][1]
    assert (wish["purpose"], wish["dossiers"]) == ("collect", [code])
    screen.press("Xong").shows(START).choose("Chứng thực").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")
    assert centre.asked[-1][1]["dossiers"] == []


def test_a_dossier_of_a_closed_field_says_why_and_leads_on(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    open_field = a_field("ho-tich", "Hộ tịch")
    closed = a_field("dat-dai", "Đất đai", open=False, reason="Cán bộ nghỉ đột xuất")
    centre.tell(fields=[open_field, closed])
    screen.shows("Cán bộ nghỉ đột xuất")
    scan(screen, f"{code}\r")
    screen.shows(f"Hồ sơ {code}").shows("Cán bộ nghỉ đột xuất")
    expect(screen.page.locator(".take")).to_be_disabled()
    screen.press("Lĩnh vực khác").choose("Hộ tịch").press("Lấy số").shows("Vui lòng đợi gọi số")
    assert centre.asked[-1][1]["dossiers"] == [code]


def test_a_dossier_code_is_typed_by_hand(screen: Screen, centre: FakeCentre, code: str) -> None:
    screen.press("Có giấy hẹn? Mời quét mã")
    keys = screen.page.locator(".code-keys")
    names = {".": "Dấu chấm", "-": "Dấu gạch ngang"}
    for letter in code[:-1]:
        keys.get_by_role("button", name=names.get(letter, letter), exact=True).click()
    screen.press("Tìm hồ sơ").shows("Mã chưa đúng")
    keys.get_by_role("button", name=code[-1], exact=True).click()
    screen.press("Tìm hồ sơ").shows(f"Hồ sơ {code}").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")
    assert centre.asked[-1][1]["dossiers"] == [code]


# ---------------------------------------------------------------- is it ready?


@pytest.mark.parametrize(
    ("told", "state", "fact"),
    [
        ({"state": 9, "ready_on": "2026-11-20"}, "Đã có kết quả", "Có từ ngày 20/11/2026."),
        ({"state": 4, "due_on": "2026-12-02"}, "Đang giải quyết", "ngày 02/12/2026."),
        ({"state": 4, "due_on": "2026-11-20", "late": True}, "Đang giải quyết", "Đã quá hẹn"),
        ({"state": 10, "returned_on": "2026-11-20"}, "Đã trả kết quả", "ngày 20/11/2026."),
        ({"state": 5}, "Cần bổ sung giấy tờ", "Xin hỏi cán bộ tại quầy."),
    ],
)
def test_a_receipt_is_answered_with_state_and_day(
    screen: Screen, centre: FakeCentre, code: str, told: dict[str, Any], state: str, fact: str
) -> None:
    centre.look_answer = told
    scan(screen, f"{code}\r")
    screen.shows(state).shows(fact).press("Lấy số").shows("Vui lòng đợi gọi số")
    assert centre.looked_at == [code]


def test_a_dossier_of_a_field_that_is_not_known_is_answered_and_leads_on(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    centre.scan_answer = {"kind": "dossier", "dossier": code}
    centre.look_answer = {"state": 9}
    scan(screen, f"{code}\r")
    screen.shows("Đã có kết quả").press("Chọn lĩnh vực").choose("Hộ tịch").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")
    assert centre.asked[-1][1]["dossiers"] == [code]


def test_what_cannot_be_looked_up_says_why_and_gives_a_number_all_the_same(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    scan(screen, f"{code}\r")
    screen.shows("Máy chưa có thông tin về hồ sơ này.").press("Màn hình đầu")
    centre.look_refusal = (429, {"code": "rate_limited"})
    other = next(codes)
    centre.scan_answer = {"kind": "dossier", "dossier": other}
    scan(screen, f"{other}\r")
    screen.shows("Đang có nhiều người tra hồ sơ.").choose("Hộ tịch").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")


def test_a_closed_centre_tells_whether_a_dossier_is_ready(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    centre.look_answer = {"state": 4, "due_on": "2026-12-02"}
    centre.tell(open=False)
    screen.shows("Trung tâm đang đóng cửa")
    scan(screen, f"{code}\r")
    screen.shows(f"Hồ sơ {code}: Đang giải quyết. Hẹn trả kết quả ngày 02/12/2026.")


# ---------------------------------------------------------------- a card, a procedure, a ticket


def test_a_card_only_suggests_a_priority_and_says_why(screen: Screen, centre: FakeCentre) -> None:
    centre.scan_answer = {"kind": "citizen_card", "priority": "nguoi-cao-tuoi"}
    scan(screen, f"{CARD}\r")
    screen.shows("Máy gợi ý diện ưu tiên: Người cao tuổi. Máy không lưu thẻ.")
    screen.choose("Hộ tịch").shows("Máy gợi ý theo tuổi trên thẻ").press("Lấy số")
    screen.shows("Vui lòng đợi gọi số")
    assert centre.scanned[-1] == "000000000000|||02011950|||"
    assert centre.asked[-1][1]["priority"] == "nguoi-cao-tuoi"
    screen.press("Xong").choose("Hộ tịch").press("Lấy số").shows("Vui lòng đợi gọi số")
    assert "priority" not in centre.asked[-1][1]


def test_a_scanned_procedure_leads_to_its_field(screen: Screen, centre: FakeCentre) -> None:
    entry = {"code": "1.001193", "name": "Đăng ký khai sinh", "field": "ho-tich"}
    more = {"field_name": "Hộ tịch", "agency": "Tư pháp", "level": "xã", "in_service": True}
    centre.procedures = [{**entry, **more}]
    centre.scan_answer = {"kind": "procedure", "procedure": "1.001193", "field": "ho-tich"}
    scan(screen, "1.001193.H57\r")
    screen.shows("Đăng ký khai sinh").press("Lấy số").shows("Vui lòng đợi gọi số")
    assert centre.asked[-1][1]["procedure"] == "1.001193"


def test_a_scanned_ticket_is_told_its_place(screen: Screen, centre: FakeCentre) -> None:
    place = {"ticket": "A012", "field": "dat-dai", "state": "waiting", "ahead": 4}
    centre.scan_answer = {"kind": "ticket", **place}
    scan(screen, "A012\r")
    screen.shows("Phiếu A012 · Đất đai. Trước Ông/Bà còn 4 người.")


# ---------------------------------------------------------------- rubbish


@pytest.mark.parametrize("text", ["https://example.com/promo?id=1\r", "x" * 4096 + "\r"])
def test_rubbish_gets_a_friendly_line_that_goes_away_by_itself(screen: Screen, text: str) -> None:
    scan(screen, text)
    screen.shows("Mã này không phải mã hồ sơ")
    expect(screen.page.locator(".scan-line")).to_have_count(0, timeout=15_000)
    assert screen.title() == START


def test_control_keys_in_a_barcode_do_nothing(screen: Screen, code: str) -> None:
    page = screen.page
    held = [{"code": "KeyJ", "key": "j", "ctrlKey": True}, {"code": "F5", "key": "F5"}]
    held += [{"code": "KeyP", "key": "p", "ctrlKey": True}, {"code": "KeyS", "altKey": True}]
    let_through = page.evaluate(
        """keys => keys.filter(key => document.body.dispatchEvent(
            new KeyboardEvent("keydown", {...key, bubbles: true, cancelable: true})))""",
        held,
    )
    assert let_through == []
    half = len(code) // 2
    mixed = [*map(key_of, code[:half]), *held, *map(key_of, code[half:] + "\r")]
    send(page, mixed)
    screen.shows(f"Hồ sơ {code}")


def test_a_scan_never_lands_in_the_search(screen: Screen, code: str) -> None:
    screen.press("Tìm thủ tục theo tên")
    box = screen.page.locator("#query")
    box.press_sequentially("khai sinh", delay=90)
    expect(box).to_have_value("khai sinh")
    scan_into_the_box(screen, "https://example.com/")
    screen.shows("Mã này không phải mã hồ sơ")
    expect(box).to_have_value("khai sinh")
    box.press_sequentially(" tre", delay=90)
    expect(box).to_have_value("khai sinh tre")
    scan_into_the_box(screen, f"{code}\r")
    screen.shows(f"Hồ sơ {code}")


# ---------------------------------------------------------------- whatever is on the screen


def test_on_the_number_a_scan_takes_nothing_away(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    scan(screen, f"{code}\r")
    screen.press("Lấy số")
    number = screen.number()
    other = next(codes)
    centre.scan_answer = {**PROPOSAL, "dossier": other}
    scan(screen, f"{other}\r")
    screen.shows("Xin bấm “Xong” rồi quét lại.")
    assert screen.number() == number


def test_when_no_number_can_be_had_a_scan_says_so(
    screen: Screen, centre: FakeCentre, code: str
) -> None:
    centre.tell(open=False)
    screen.shows("Trung tâm đang đóng cửa")
    scan(screen, f"{code}\r")
    screen.shows("hiện chưa cấp được số")
    centre.tell(open=True)
    screen.shows(START)


def test_a_scan_after_a_refusal_begins_anew(screen: Screen, centre: FakeCentre, code: str) -> None:
    centre.refusal = (409, {"code": "field_closed"})
    screen.choose("Hộ tịch").press("Lấy số").shows("Lĩnh vực này tạm ngừng nhận")
    centre.refusal = None
    scan(screen, f"{code}\r")
    screen.shows(f"Hồ sơ {code}").press("Lấy số").shows("Vui lòng đợi gọi số")


def test_a_serial_scan_answers_the_idle_question_and_is_forgotten_with_its_person(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, centre: FakeCentre, code: str
) -> None:
    folder = tmp_path_factory.mktemp("serial")
    with fake_scanner(folder) as scanner:
        quick = {"idle_seconds": 1.5, "idle_grace_seconds": 3, "scanner": scanner.address}
        with (
            running_kiosk(folder, centre.url, centre.token, **quick) as kiosk,
            page_of(browser, *HALF) as page,
        ):
            screen = Screen(page, kiosk.url).open().shows("Mời quét mã")
            screen.choose("Hộ tịch").shows("Ông/Bà còn ở đó không?")
            scanner.read(code.encode() + b"\r\n")
            screen.shows(f"Hồ sơ {code}")
            expect(page.locator("dialog")).to_have_count(0)
            screen.shows("Ông/Bà còn ở đó không?").shows(START)
            assert code not in page.locator("body").inner_text()


def test_without_a_scanner_a_code_is_typed_and_nobody_is_asked_to_scan(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, centre: FakeCentre
) -> None:
    folder = tmp_path_factory.mktemp("none")
    with (
        running_kiosk(folder, centre.url, centre.token) as kiosk,
        page_of(browser, *HALF) as page,
    ):
        screen = Screen(page, kiosk.url).open().shows("Mời nhập mã")
        assert "quét" not in page.locator("body").inner_text()
        screen.press("Có giấy hẹn? Mời nhập mã").shows("Nhập mã hồ sơ trên giấy hẹn")


# ---------------------------------------------------------------- its looks


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_scan_screens_are_large_enough_and_axe_finds_nothing(
    browser: Browser,
    kiosk: KioskProgram,
    centre: FakeCentre,
    code: str,
    size: tuple[int, int],
    language: str,
) -> None:
    centre.tell(fields=[*a_centre()["fields"][:2], a_field("dat-dai", "Đất đai " * 20)])
    with page_of(browser, *size) as page:
        screen = Screen(page, kiosk.url).open()
        if language == "en":
            screen.press("English")
        faults = []
        page.locator(".foot", has_text="giấy hẹn" if language == "vi" else "receipt").click()
        page.locator(".code-keys").wait_for()
        faults += faults_of_size(screen.settled().page) + axe_findings(page)
        centre.look_answer = {"state": 4, "due_on": "2026-11-20", "late": True}
        scan(screen, f"{code}\r")
        page.locator(".proposal").wait_for()
        faults += faults_of_size(screen.settled().page) + axe_findings(page)
        scan(screen, f"rubbish{code[-4:]}\r")
        page.locator(".scan-line").wait_for()
        faults += faults_of_size(screen.settled().page) + axe_findings(page)
    assert faults == []
