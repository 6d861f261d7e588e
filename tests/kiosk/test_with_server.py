"""The kiosk with the real server and a real browser: from a touch to the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import page_of
from fake_scanner import fake_scanner
from kiosk_program import KioskProgram, running_kiosk, until
from kiosk_screens import HALF, Screen
from PIL import Image
from playwright.sync_api import Browser, expect
from running import RunningServer, running_server

from kiosk.slip import NUMBER_HEIGHT
from kiosk.slip_pen import Pen

START = "Mời Ông/Bà chọn lĩnh vực"


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="module")
def kiosk(
    tmp_path_factory: pytest.TempPathFactory, commune: RunningServer
) -> Iterator[KioskProgram]:
    token = commune.enrol_here("kiosk", "kiosk-1")
    with running_kiosk(tmp_path_factory.mktemp("kiosk"), commune.url, token) as running:
        until("the kiosk knows its centre", lambda: running.state()["centre"])
        yield running


@pytest.fixture
def screen(browser: Browser, kiosk: KioskProgram) -> Iterator[Screen]:
    with page_of(browser, *HALF) as page:
        yield Screen(page, kiosk.url).open()


def issued(server: RunningServer) -> list[str]:
    return [line["data"]["number"] for line in server.log_lines() if line["event"] == "issued"]


def shows_number(slip: Path, number: str) -> bool:
    with Image.open(slip) as picture:
        block = Pen(picture.width).number(number, NUMBER_HEIGHT)
        return block.convert("1", dither=Image.Dither.NONE).tobytes() in picture.tobytes()


def served(server: RunningServer, number: str, counter: str) -> None:
    """That number, and whoever waits before it, has been served."""
    officer = server.staff_here(f"officer-{counter}")
    officer.post(f"/counters/{counter}/open", {})
    while officer.post(f"/counters/{counter}/next", {}).json()["ticket"]["number"] != number:
        officer.post(f"/counters/{counter}/no-show", {})
    for command in ("start", "finish"):
        assert officer.post(f"/counters/{counter}/{command}", {}).status_code == 200


def test_whoever_was_served_says_at_the_kiosk_how_it_was(
    screen: Screen, commune: RunningServer
) -> None:
    screen.choose("Đất đai").press("Lấy số")
    number = screen.number()
    served(commune, number, "3")
    screen.press("Xong").press("Có giấy hẹn? Mời nhập mã").type(number).press("Tìm hồ sơ")
    screen.shows("tác phong của cán bộ").settled().press("Rất hài lòng")
    screen.shows("Cảm ơn Ông/Bà đã đánh giá")
    [line] = [one for one in commune.log_lines() if one["event"] == "rated"]
    assert (line["device"], line["data"]["score"]) == ("kiosk-1", 3)


def test_a_touch_becomes_a_number_on_the_screen_and_on_the_paper(
    screen: Screen, kiosk: KioskProgram
) -> None:
    screen.choose("Chứng thực").press("Lấy số").shows("Mời Ông/Bà nhận phiếu")
    (slip,) = (path for path in kiosk.slips() if path.name.startswith(f"{screen.number()}-"))
    assert shows_number(slip, screen.number())
    assert not shows_number(slip, "A999")


def test_a_double_tap_is_one_visit_in_the_log(
    screen: Screen, kiosk: KioskProgram, commune: RunningServer
) -> None:
    before = len(issued(commune))
    screen.choose("Đất đai").motion(1)
    screen.page.locator(".take").dblclick()
    screen.shows("Vui lòng đợi gọi số")
    assert len(issued(commune)) == before + 1


def test_a_citizen_without_accents_finds_the_procedure(screen: Screen) -> None:
    screen.press("Tìm thủ tục theo tên").type("dang ky khai sinh")
    result = screen.page.locator("button.result", has_text="đăng ký khai sinh").first
    result.click()
    screen.shows("Hộ tịch").press("Lấy số").shows("Vui lòng đợi gọi số")


def test_a_procedure_of_a_field_not_served_says_so(screen: Screen) -> None:
    screen.press("Tìm thủ tục theo tên").type("tam tru").shows("Chưa tiếp nhận tại đây")


def test_a_field_that_a_supervisor_closes_is_closed_at_once(
    screen: Screen, kiosk: KioskProgram, commune: RunningServer
) -> None:
    supervisor = commune.staff_here("giam-sat", "supervisor")
    closing = {"open": False, "reason": "Cán bộ nghỉ đột xuất"}
    assert supervisor.put("/fields/kiem-lam", closing).ok
    screen.shows("Cán bộ nghỉ đột xuất")
    late = kiosk.take("a-touch-too-late", field="kiem-lam").json()
    assert (late["code"], late["reason"]) == ("field_closed", "Cán bộ nghỉ đột xuất")
    assert supervisor.put("/fields/kiem-lam", {"open": True}).ok
    screen.choose("Kiểm lâm").shows("Ông/Bà đến để làm gì?")


def test_waiting_people_are_counted_on_the_tile(screen: Screen, kiosk: KioskProgram) -> None:
    tile = screen.page.locator(".tile", has_text="Bảo trợ xã hội")
    expect(tile).to_contain_text("Chưa có người chờ")
    kiosk.take("somebody-else-0001", field="bao-tro-xa-hoi")
    expect(tile).to_contain_text("1 người đang chờ")


def test_a_receipt_and_a_card_become_a_number_with_its_dossier_and_no_trace_of_the_person(
    browser: Browser, tmp_path: Path, commune: RunningServer
) -> None:
    code, old_style = "H57.12-260302-0041", "000.00.12.H57-260302-0041"
    card = "046050000001||Nguyễn Văn Mẫu|02011950|Nam|Số 1 Lê Lợi, Thành phố Huế|15082021\r\n"
    token = commune.enrol_here("kiosk", "kiosk-scan")
    with (
        fake_scanner(tmp_path) as scanner,
        running_kiosk(tmp_path, commune.url, token, scanner=scanner.address) as kiosk,
        page_of(browser, *HALF) as page,
    ):
        until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
        until("the scanner is open", lambda: "scanner_found" in kiosk.log.read_text("utf-8"))
        kiosk.take("the-first-visit", field="dat-dai", dossiers=[old_style])
        screen = Screen(page, kiosk.url).open()
        scanner.read(card.encode())
        screen.shows("Máy gợi ý diện ưu tiên: Người cao tuổi")
        scanner.read(f"https://dichvucong.example.vn/?ma={code}\r\n".encode())
        screen.shows(f"Hồ sơ {code}").shows("Nhận kết quả").shows("Đất đai")
        screen.press("Lấy số").shows("Vui lòng đợi gọi số")
        number = screen.number()
        history = commune.staff_here("lan-anh").get(f"/dossiers/{code}").json()
        kept = [kiosk.log, *tmp_path.glob("data/*"), *commune.data.glob("luot.db*")]
        said = b"".join(path.read_bytes() for path in kept if path.is_file())
    newest = history["visits"][0]
    assert history["visit_count"] == 2
    assert (newest["number"], newest["purpose"]) == (number, "collect")
    assert newest["stops"][0]["field"] == "dat-dai"
    for word in ("Mẫu", "046050000001", "02011950", "Lê Lợi"):
        assert word.encode() not in said
        assert word not in commune.said()


def test_a_copy_for_staff_is_marked_and_printed_once_also_over_a_restart(
    tmp_path: Path, commune: RunningServer
) -> None:
    token, officer = commune.enrol_here("kiosk", "kiosk-3"), commune.staff_here("in-lai")
    with running_kiosk(tmp_path, commune.url, token) as kiosk:
        until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
        number = kiosk.take("touch-for-a-copy").json()["number"]
        assert kiosk.paper("touch-for-a-copy") == "printed"
        (visit,) = [
            line["visit"]
            for line in commune.log_lines()
            if line["event"] == "issued" and line["data"]["number"] == number
        ]
        assert officer.post(f"/tickets/{visit}/reprint").ok
        until("the copy is out", lambda: copies(kiosk))
        assert shows_number(copies(kiosk)[0], number)
    with running_kiosk(tmp_path, commune.url, token) as kiosk:
        until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
        assert officer.post(f"/tickets/{visit}/reprint").ok
        until("the second copy is out", lambda: len(copies(kiosk)) > 1)
    assert len(copies(kiosk)) == 2, "the first wish was told again, and no copy came of it"


def copies(kiosk: KioskProgram) -> list[Path]:
    return [path for path in kiosk.slips() if "-copy" in path.name]


def test_a_revoked_kiosk_gives_no_number_and_says_so(
    browser: Browser, tmp_path: Path, commune: RunningServer
) -> None:
    token = commune.enrol_here("kiosk", "kiosk-2")
    with (
        running_kiosk(tmp_path, commune.url, token) as kiosk,
        page_of(browser, *HALF) as page,
    ):
        screen = Screen(page, kiosk.url).open()
        assert commune.luot("device", "revoke", "kiosk-2").returncode == 0
        screen.shows("Máy này chưa được phép cấp số")


def test_the_hall_goes_on_where_it_was_after_the_server_died(
    browser: Browser, tmp_path: Path
) -> None:
    with running_server(tmp_path / "server") as server:
        token = server.enrol_here("kiosk", "kiosk-1")
        with (
            running_kiosk(tmp_path, server.url, token) as kiosk,
            page_of(browser, *HALF) as page,
        ):
            screen = Screen(page, kiosk.url).open()
            screen.choose("Chứng thực").press("Lấy số").shows("Vui lòng đợi gọi số")
            first = screen.number()
            server.kill()
            screen.press("Xong").shows("Đang mất kết nối với máy chủ")
            again = server.again()
            try:
                until("the link is up again", lambda: kiosk.state()["link"] == "up")
                screen.choose("Chứng thực").press("Lấy số")
                assert (first, screen.number()) == ("A001", "A002")
            finally:
                again.stop()
