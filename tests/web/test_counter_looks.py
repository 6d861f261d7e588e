"""How the counter page looks: nothing cut off, everything inside the window, axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import axe_findings, outside_viewport, page_of, scrolls_sideways
from corners import Corner
from counter_desk import let_in, open_dialog, press, sit_down, stands
from made_centre import counter, field, small_centre, write_centre
from playwright.sync_api import Browser, Page, expect
from running import RunningServer, running_server

# The longest field name of the national catalogue.
LONGEST = (
    "Chuyển đổi công ty nhà nước được thành lập và hoạt động theo Luật Doanh nghiệp nhà nước "
    "thành công ty trách nhiệm hữu hạn một thành viên tổ chức và hoạt động theo quy định tại "
    "Luật Doanh nghiệp"
)
SIZES = [(1366, 768), (1024, 768), (768, 1024), (1920, 1080)]
CODES = ["H57.12-260302-0041", "000.00.06.H56-231027-036144"]
CONTROLS = "button.move, .top button, .top a, .figures dd, .ticket-number, .waiting h2"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    centre = small_centre(
        rules={"auto_gap_seconds": 600},
        numbers={"shape": "series"},
        fields=[field("f1", "34"), {**field("f2", "35"), "name": LONGEST, "name_en": LONGEST}],
        counters=[
            counter(1, ["f1", "f2"]) | {"name": "Chi nhánh Văn phòng đăng ký đất đai khu vực"}
        ],
    )
    config = write_centre(tmp_path_factory.mktemp("long"), centre)
    with running_server(tmp_path_factory.mktemp("long-data"), config) as started:
        _fill(Corner(started, 1))
        yield started


@pytest.fixture(scope="module")
def corner(server: RunningServer) -> Corner:
    return Corner(server, 1)


@pytest.fixture
def desk(corner: Corner) -> Iterator[Corner]:
    """The one counter of this centre, closed, with about forty people waiting for it."""
    yield corner
    ends = {"called": ["no-show", "close"], "serving": ["finish", "close"], "open": ["close"]}
    for command in ends.get(corner.officer.get("/counters/1").json()["state"], []):
        corner.does(command, {})


def _fill(desk: Corner) -> None:
    long_ones: dict[str, Any] = {"field": "f2", "priority": "mang-thai", "dossiers": CODES}
    for place in range(41):
        desk.take(purpose="supplement", **(long_ones if place % 4 == 0 else {}))


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def sized(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with page_of(browser, *request.param) as page:
        yield page


def fits(page: Page, controls: str = CONTROLS) -> None:
    assert not scrolls_sideways(page)
    assert outside_viewport(page, controls) == []
    assert axe_findings(page) == []


def cut(page: Page, selector: str) -> list[str]:
    """The texts that are larger than the box they stand in."""
    found: list[str] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(element =>
            element.scrollWidth > element.clientWidth + 1
            || element.scrollHeight > element.clientHeight + 1
        ).map(element => element.textContent.trim())""",
        selector,
    )
    return found


def number_is_largest(page: Page) -> bool:
    """Whether the ticket's number is more than twice as large as any other text."""
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.textContent.trim())
            .map(e => [parseFloat(getComputedStyle(e).fontSize), e.className])
            .sort((one, other) => other[0] - one[0])"""
    )
    return "ticket-number" in sizes[0][1] and sizes[0][0] > 2 * sizes[1][0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_fits_and_axe_finds_nothing(sized: Page, desk: Corner, language: str) -> None:
    sit_down(sized, desk)
    if language == "en":
        sized.get_by_role("button", name="English").click()
    fits(sized)
    press(sized, "o", "open")
    fits(sized)
    number = desk.does("call", {"number": "35001", "reason": "Có hẹn trước"})["ticket"]["number"]
    stands(sized, "called")
    expect(sized.locator(".ticket-number")).to_have_text(number)
    fits(sized)
    assert number_is_largest(sized)
    assert cut(sized, ".ticket, .ticket-field, button.move, .marks li, .figures dl > div") == []


def test_the_short_dialogs_fit_and_axe_finds_nothing(sized: Page, desk: Corner) -> None:
    sit_down(sized, desk)
    press(sized, "o", "open")
    _dialogs_fit(sized, "cipqkxh")
    press(sized, "n", "called")
    _dialogs_fit(sized, "gtw")


def _dialogs_fit(sized: Page, keys: str) -> None:
    for key in keys:
        open_dialog(sized, key)
        fits(sized, "dialog, dialog button, dialog input, dialog label, dialog select")
        sized.keyboard.press("Escape")
        expect(sized.locator("dialog")).to_have_count(0)


def test_before_an_automatic_call_the_page_counts_down_and_any_key_stops_it(
    page: Page, desk: Corner
) -> None:
    sit_down(page, desk)
    press(page, "o", "open")
    countdown, first = page.locator(".countdown"), page.locator("[data-list=waiting] .row-number")
    for key in ("y", "n", "Enter", " "):
        page.keyboard.press("m")
        expect(countdown.locator(".countdown-number")).to_have_text(first.first.inner_text())
        expect(countdown).to_contain_text("giây nữa")
        page.keyboard.press(key)
        expect(countdown).to_have_count(0)
        counter = desk.officer.get("/counters/1").json()
        assert (counter["mode"], counter["state"]) == ("manual", "open")
    page.keyboard.press("m")
    expect(countdown).to_be_visible()
    fits(page)
    countdown.get_by_role("button", name="Dừng").click()
    expect(countdown).to_have_count(0)


def test_the_finish_and_history_dialogs_fit_and_axe_finds_nothing(
    sized: Page, desk: Corner
) -> None:
    sit_down(sized, desk)
    press(sized, "o", "open")
    press(sized, "n", "called")
    press(sized, "s", "serving")
    open_dialog(sized, "f")
    for code in CODES:
        sized.fill("#dossier-code", code)
        sized.press("#dossier-code", "Enter")
        expect(sized.locator(".dossier-code", has_text=code)).to_be_visible()
    fits(sized, "dialog, dialog button, dialog input, dialog label, dialog select")
    assert cut(sized, ".dossier-code, .choice span, dialog button") == []
    sized.locator(".dossier button").first.press("Enter")
    expect(sized.locator(".history-visits li").first).to_be_visible()
    fits(sized, "dialog[open]:last-of-type, dialog[open]:last-of-type button")


def test_the_choice_of_a_counter_fits_and_axe_finds_nothing(sized: Page, desk: Corner) -> None:
    let_in(sized, desk.officer)
    sized.goto(desk.server.url + "/counter")
    expect(sized.locator(".chooser-card")).to_have_count(1)

    fits(sized, ".chooser-card, .top button")
