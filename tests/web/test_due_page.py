"""The page for urging agencies in a real browser: whom, about what, that it was done, and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from browser import axe_findings, page_of, scrolls_sideways
from counter_desk import let_in
from hall import HandClock, open_hall
from made_centre import small_centre, write_centre
from playwright.sync_api import Browser, Page, expect
from running import RunningServer, Staff, running_server

from server.actions.actor import Actor
from server.actions.dossiers import tell_dossier
from server.messages import Role
from server.store.times import stamp

SYSTEM = Actor(device="mot-cua-dien-tu")
LONGEST = "Chi nhánh Văn phòng đăng ký đất đai khu vực liên xã Hương Thủy – Phú Vang – Phú Lộc"
SIZES = [(1366, 768), (1920, 1080)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A centre with a dossier overdue by a week at each of two agencies, and one due today."""
    config = write_centre(tmp_path_factory.mktemp("due"), small_centre())
    data, now = tmp_path_factory.mktemp("due-data"), dt.datetime.now(dt.UTC)
    with open_hall(data, config, HandClock(now), trial=True) as hall:
        for nth, (agency, days) in enumerate([("mot-cua", -7), (LONGEST, -7), (LONGEST, 1)], 1):
            due_at = stamp(now + dt.timedelta(days=days))
            told = {"state": 4, "due_at": due_at, "agency": agency, "procedure": "1.001193"}
            tell_dossier(hall.centre, code(nth), told, SYSTEM)
    with running_server(data, config) as running:
        yield running


@pytest.fixture(scope="module")
def chief(server: RunningServer) -> Staff:
    return server.staff_here("truong", Role.LEADER)


def code(nth: int) -> str:
    return f"H57.12-261102-{nth:04}"


def sees(page: Page, staff: Staff, query: str = "") -> Page:
    let_in(page, staff)
    page.goto(f"{staff.server.url}/due{query}")
    expect(page.locator(".due-agency").first).to_be_visible()
    return page


def test_an_agencys_dossiers_are_chosen_urged_and_read_again_in_the_record(
    page: Page, chief: Staff
) -> None:
    sees(page, chief)
    page.get_by_role("button", name=LONGEST).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Chọn tất cả").check()
    page.get_by_role("button", name="Ghi đã nhắc").click()
    page.keyboard.press("3")
    page.get_by_label("Ghi chú").fill("Công văn số 12")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã ghi lần đôn đốc về 2 hồ sơ.")).to_be_visible()
    page.get_by_role("button", name="1 lần,").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Văn bản")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Đã đôn đốc").click()
    expect(page.locator(".past li")).to_contain_text(["Công văn số 12"])
    expect(page.locator(".past li")).to_contain_text([code(3)])
    page.reload()
    expect(page.locator(".past li")).to_have_count(1)  # the address says what is read
    [line] = [one for one in chief.server.log_lines() if one["event"] == "agency_reminded"]
    assert (line["staff"], line["data"]["means"]) == ("truong", "letter")


def test_both_lists_are_files_of_what_is_shown(page: Page, chief: Staff) -> None:
    sees(page, chief, "?due=overdue&agency=mot-cua")
    for kind in ("Excel", "CSV"):
        with page.expect_download() as told:
            page.get_by_role("link", name=kind).click()
        assert told.value.suggested_filename.startswith("luot-don-doc-")
    listed = told.value.path().read_text(encoding="utf-8-sig")
    assert [line.split(",")[0] for line in listed.splitlines()] == ["Mã hồ sơ", code(1)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_fits_with_the_longest_names_and_with_nothing(
    browser: Browser, chief: Staff, width: int, height: int
) -> None:
    with page_of(browser, width, height) as page:
        for query in ("", "?agency=khong-co", "?view=past"):
            sees(page, chief, query)
            expect(page.locator(".table-room, .due-nothing, .past").first).to_be_visible()
            assert not scrolls_sideways(page)
            assert axe_findings(page) == []
