"""The touch screen for everybody: sizes, large text, contrast, lower, spoken, a real keyboard."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import axe_findings, outside_viewport, page_of
from fake_centre import FakeCentre, a_centre, a_field
from kiosk_program import KioskProgram, running_kiosk, until
from kiosk_screens import (
    LONGEST_PROCEDURE,
    Screen,
    at_every_screen,
    faults_of_size,
    out_of_reach,
)
from playwright.sync_api import Browser, Page, expect
from sample_slips import LONGEST_FIELD, LONGEST_FIELD_EN

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
PIXELS_PER_MM = 4.0
"""Of a 21.5-inch screen."""

START = "Mời Ông/Bà chọn lĩnh vực"
HELPS = {
    "vi": ("Chữ to", "Tương phản", "Hạ thấp", "Nghe đọc"),
    "en": ("Large text", "Contrast", "Lower", "Listen"),
}
LARGE, CONTRAST, LOW, SPOKEN = range(4)

CLIPS = {
    "choose-field": 20_000,
    "choose-purpose": 110,
    "search": 120,
    "number": 130,
    "number-after": 140,
    "still-there": 150,
    "no-number": 160,
}
"""The guidance of this test and its length in ms, by which a clip is known when it is heard."""
CHARACTERS = {"A": ("chu_A.wav", "A", 210), "0": ("khong.wav", "không", 220)}


@pytest.fixture(scope="module")
def kiosk_settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    sounds = some_sounds(tmp_path_factory.mktemp("access") / "sounds")
    return {"pixels_per_mm": PIXELS_PER_MM, "sounds": str(sounds)}


@pytest.fixture(scope="module")
def shared_screen(browser: Browser, shared_kiosk: KioskProgram) -> Iterator[Screen]:
    """A screen with all its dots that notes what it says."""
    with page_of(browser, *PORTRAIT) as page:
        page.add_init_script(HEARD)
        yield Screen(page, shared_kiosk.url)


def some_sounds(folder: Path) -> Path:
    """A folder of silent clips, Vietnamese only."""
    (folder / "guide" / "vi").mkdir(parents=True)
    for name, ms in CLIPS.items():
        silent_clip(folder / "guide" / "vi" / f"{name}.wav", ms)
    rows = ["file,text,language"]
    for file, text, ms in CHARACTERS.values():
        silent_clip(folder / file, ms)
        rows.append(f"{file},{text},vi")
    (folder / "clips.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


def silent_clip(path: Path, ms: int) -> None:
    """Write so much silence."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 8 * ms))


HEARD = """
window.heard = [];
window.soundingNow = window.soundingMost = 0;
const {stop} = AudioScheduledSourceNode.prototype;
const silent = source => { if (source.sounds) { source.sounds = false; window.soundingNow -= 1; } };
const create = BaseAudioContext.prototype.createBufferSource;
BaseAudioContext.prototype.createBufferSource = function () {
    const source = create.call(this);
    source.addEventListener("ended", () => silent(source));
    return source;
};
const begin = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function () {
    this.sounds = true;
    window.soundingNow += 1;
    window.soundingMost = Math.max(window.soundingMost, window.soundingNow);
    window.heard.push(Math.round(this.buffer.duration * 1000));
    begin.call(this);
};
AudioBufferSourceNode.prototype.stop = function () { silent(this); stop.call(this); };
"""


def heard(page: Page) -> list[str]:
    """What has begun to sound so far, by name."""
    lengths = {ms: name for name, ms in CLIPS.items()}
    lengths |= {ms: name for name, (_, _, ms) in CHARACTERS.items()}
    return [lengths[ms] for ms in page.evaluate("window.heard")]


def until_heard(page: Page, *names: str) -> None:
    """Wait until these clips, in this order, are all that has been said."""
    until(f"{names} are said", lambda: heard(page) == list(names))


# ---------------------------------------------------------------- sizes, on every screen


def crowded(fields: int) -> dict[str, Any]:
    """A centre with the longest names, and ``fields`` of them."""
    first = a_field(
        "dai",
        LONGEST_FIELD,
        name_en=LONGEST_FIELD_EN,
        waiting=128,
        estimate={"low": 95, "high": 180},
    )
    closed = a_field("dong", "Thủy sản", open=False, reason="Cán bộ đi công tác, 13:30 nhận lại")
    agency = "Ban Quản lý khu công nghiệp, khu kinh tế"
    others = [
        a_field(
            f"f{nth}",
            f"Lĩnh vực có tên dài vừa phải số {nth}",
            agency=f"{agency} {nth % 19}",
            waiting=88,
            estimate={"low": 45, "high": 120},
        )
        for nth in range(fields - 2)
    ]
    return a_centre(fields=[first, closed, *others])


@pytest.mark.parametrize(
    ("size", "language", "fields", "helps"),
    [
        (PORTRAIT, "vi", 7, ()),
        (PORTRAIT, "en", 60, (LARGE,)),
        (PORTRAIT, "vi", 16, (LOW,)),
        (PORTRAIT, "vi", 60, (LARGE, CONTRAST, LOW)),
        (LANDSCAPE, "vi", 60, ()),
        (LANDSCAPE, "en", 7, (LARGE, CONTRAST)),
        (LANDSCAPE, "en", 12, (LOW, CONTRAST)),
    ],
)
def test_every_screen_is_whole_large_enough_and_clean_for_axe(
    browser: Browser,
    kiosk: KioskProgram,
    centre: FakeCentre,
    size: tuple[int, int],
    language: str,
    fields: int,
    helps: tuple[int, ...],
) -> None:
    def wrong(page: Page) -> list[str]:
        return [
            *axe_findings(page, "color-contrast-enhanced"),
            *faults_of_size(page, PIXELS_PER_MM, LARGE in helps),
            *outside_viewport(page, "button, h1, h2, p, li, img"),
            *(out_of_reach(page) if LOW in helps else []),
        ]

    centre.tell(**crowded(fields))
    centre.procedures = [
        procedure("1.000001", LONGEST_PROCEDURE, field="dai"),
        procedure("1.000002", LONGEST_PROCEDURE, field="dong"),
        procedure("1.000003", LONGEST_PROCEDURE, field=None, in_service=False),
    ] * 8
    names = [HELPS[language][one] for one in helps]
    with page_of(browser, *size) as page:
        assert at_every_screen(Screen(page, kiosk.url), "zz", wrong, language, names) == {}


def procedure(code: str, name: str, **more: Any) -> dict[str, Any]:
    plain = {"code": code, "name": name, "field": "ho-tich", "field_name": "Hộ tịch"}
    return {**plain, "agency": "Tư pháp", "level": "xã", "in_service": True, **more}


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_a_communes_seven_fields_are_on_one_screen(
    browser: Browser, kiosk: KioskProgram, centre: FakeCentre, size: tuple[int, int]
) -> None:
    names = ("Chứng thực", "Hộ tịch", "Kiểm lâm", "Hộ kinh doanh", "Hoạt động xây dựng")
    names += ("Đất đai", "Bảo trợ xã hội")
    busy = {"waiting": 128, "estimate": {"low": 95, "high": 180}}
    centre.tell(fields=[a_field(f"f{nth}", name, **busy) for nth, name in enumerate(names)])
    with page_of(browser, *size) as page:
        Screen(page, kiosk.url).open().shows(names[-1]).settled()
        assert page.locator("button.tile").count() == len(names)
        assert page.locator(".pager").count() == 0


def test_a_screen_of_smaller_dots_has_larger_buttons(
    browser: Browser, tmp_path: Path, centre: FakeCentre
) -> None:
    with (
        running_kiosk(tmp_path, centre.url, centre.token, pixels_per_mm=5.5) as kiosk,
        page_of(browser, *PORTRAIT) as page,
    ):
        Screen(page, kiosk.url).open().shows(START).settled()
        assert faults_of_size(page, 5.5) == []


def test_the_whole_of_a_long_name_is_read_by_one_touch(screen: Screen, centre: FakeCentre) -> None:
    centre.procedures = [procedure("1.000001", LONGEST_PROCEDURE)]
    screen.press("Tìm thủ tục theo tên").type("zz")
    screen.page.locator("button.result").click()
    screen.press("Xem đủ tên")
    assert screen.page.locator(".whole-name").inner_text() == LONGEST_PROCEDURE.strip()
    screen.press("Đóng").press("Lấy số").shows("Vui lòng đợi gọi số")


# ---------------------------------------------------------------- large text, contrast, lower


def test_each_help_is_one_touch_from_the_first_screen(screen: Screen) -> None:
    page = screen.settled().page

    def looks() -> list[Any]:
        return [
            page.evaluate("document.documentElement.clientHeight && getComputedStyle(h1).fontSize"),
            page.evaluate("getComputedStyle(document.body).backgroundColor"),
            page.locator("button.tile").first.evaluate("tile => tile.getBoundingClientRect().top"),
        ]

    page.evaluate("window.h1 = document.querySelector('h1')")
    before = looks()
    for help_asked in (LARGE, CONTRAST, LOW):
        name = HELPS["vi"][help_asked]
        screen.press(name)
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        assert looks()[help_asked] != before[help_asked]
        screen.press(name)
        assert looks() == before


def test_the_language_stays_within_reach(screen: Screen) -> None:
    screen.press("Hạ thấp").press("English").shows("Please choose a service")
    assert out_of_reach(screen.page) == []


def test_with_the_person_every_help_is_forgotten(screen: Screen) -> None:
    for name in HELPS["vi"]:
        screen.press(name)
    screen.choose("Hộ tịch").press("Lấy số").press("Xong").shows(START)
    assert_nobodys(screen.page)


def test_somebody_who_left_leaves_no_help_no_query_and_no_wish(
    browser: Browser, tmp_path: Path, centre: FakeCentre
) -> None:
    idle = {"idle_seconds": 4, "idle_grace_seconds": 2}
    with (
        running_kiosk(tmp_path, centre.url, centre.token, **idle) as kiosk,
        page_of(browser, 540, 960) as page,
    ):
        screen = Screen(page, kiosk.url).open().press("Chữ to").press("Tương phản")
        screen.shows("Ông/Bà còn ở đó không?").press("Tôi vẫn ở đây")
        expect(page.get_by_role("button", name="Chữ to")).to_have_attribute("aria-pressed", "true")
        screen.press("Tìm thủ tục theo tên").type("ho")
        page.locator("button.result").first.click()
        screen.answer("Nhận kết quả").shows("Ông/Bà còn ở đó không?").shows(START)
        assert_nobodys(page)
        screen.press("Tìm thủ tục theo tên")
        expect(page.locator("#query")).to_have_value("")
        screen.press("Quay lại").choose("Hộ tịch")
        expect(page.locator('.choice[aria-checked="true"]')).to_have_text("Nộp hồ sơ")


def assert_nobodys(page: Page) -> None:
    """Nothing of the person before is left."""
    expect(page.locator('[aria-pressed="true"]')).to_have_count(0)
    assert page.locator("html").evaluate("page => page.getAttributeNames()") == [
        "lang",
        "data-pixels-per-mm",
        "style",
    ]


# ---------------------------------------------------------------- spoken guidance


def test_each_screen_says_what_to_do_one_voice_at_a_time(screen: Screen) -> None:
    page = screen.page
    screen.press("Nghe đọc")
    until_heard(page, "choose-field")
    screen.choose("Hộ tịch")
    until_heard(page, "choose-field", "choose-purpose")
    screen.press("Quay lại")
    until("said again", lambda: heard(page)[2:] == ["choose-field"])
    screen.press("Nghe đọc")
    until("it is silent", lambda: page.evaluate("window.soundingNow") == 0)
    screen.choose("Hộ tịch").shows("Ông/Bà đến để làm gì?")
    assert len(heard(page)) == 3
    assert page.evaluate("window.soundingMost") == 1


def test_the_number_is_read_letter_by_letter(screen: Screen, centre: FakeCentre) -> None:
    screen.choose("Hộ tịch").press("Nghe đọc").press("Lấy số")
    number = screen.number()
    spelled = [character for character in number if character in CHARACTERS]
    until("read", lambda: heard(screen.page)[-1:] == ["number-after"])
    said = heard(screen.page)
    assert said[said.index("number") :] == ["number", *spelled, "number-after"]
    assert screen.page.evaluate("window.soundingMost") == 1


def test_a_missing_clip_is_silence(screen: Screen, centre: FakeCentre) -> None:
    centre.refusal = (409, {"code": "rate_limited", "retry_after": 20})
    screen.choose("Hộ tịch").press("Nghe đọc").press("Lấy số").shows("Xin Ông/Bà chờ một chút")
    screen.press("Màn hình đầu").shows(START)
    assert "paused" not in CLIPS


def test_without_clips_for_a_language_it_is_not_offered(screen: Screen) -> None:
    expect(screen.page.get_by_role("button", name="Nghe đọc")).to_be_visible()
    screen.press("English").shows("Large text")
    expect(screen.page.get_by_role("button", name="Listen")).to_have_count(0)


# ---------------------------------------------------------------- a real keyboard


def test_the_keyboard_alone_is_enough(screen: Screen) -> None:
    page = screen.page
    page.locator("button.tile").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ông/Bà đến để làm gì?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator('.choice[aria-checked="true"]')).to_have_text("Nhận kết quả")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(".take")).to_be_focused()
    page.keyboard.press("Enter")
    screen.shows("Vui lòng đợi gọi số")


def test_arrows_go_to_what_lies_that_way_and_escape_goes_back(screen: Screen) -> None:
    page = screen.page
    expect(page.get_by_role("heading", name=START)).to_be_focused()
    page.locator("button.tile", has_text="Chứng thực").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("button.tile", has_text="Hộ tịch")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("button.tile", has_text="Chứng thực")).to_be_focused()
    page.keyboard.press("Enter")
    screen.shows("Ông/Bà đến để làm gì?")
    page.keyboard.press("Escape")
    screen.shows(START)


def test_vietnamese_may_be_typed_with_its_marks(screen: Screen, centre: FakeCentre) -> None:
    screen.press("Tìm thủ tục theo tên")
    screen.page.keyboard.insert_text("Đất đai")
    screen.page.locator("button.result", has_text="Đất đai").click()
    screen.shows("Ông/Bà đến để làm gì?")


def test_a_key_on_the_screen_leaves_the_real_keyboard_at_work(screen: Screen) -> None:
    screen.press("Tìm thủ tục theo tên").type("đa")
    screen.page.keyboard.type("t")
    expect(screen.page.locator("#query")).to_have_value("đat")
    screen.page.locator("button.result", has_text="Đất đai").wait_for()
