"""The reports' page in a real browser: figures, their definitions, files, and an empty period."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser import axe_findings, page_of, scrolls_sideways
from counter_desk import let_in
from hall import HandClock, open_hall
from made_centre import small_centre, write_centre
from playwright.sync_api import Browser, Page, expect
from running import RunningServer, Staff, running_server

from server.commands.filling.years import fill
from server.messages import Role
from server.reports.sheets.xlsx_stream import MOST_ROWS
from server.store.dossiers import DossierRow, save_dossier

SIZES = [(1366, 768), (1024, 768), (768, 1024)]
FULL = "?report=period&by=day&from=2026-11-01&to=2026-11-22"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A trial centre behind which lie two weeks."""
    config = write_centre(tmp_path_factory.mktemp("reports"), small_centre())
    data = tmp_path_factory.mktemp("reports-data")
    with open_hall(data, config, HandClock(), trial=True) as hall:
        assert list(fill(hall.centre, 14 / 365.25, 12, seed=1))
        with hall.centre.store.transaction() as tx:
            for nth in range(1, 203):
                code = f"H57.12-250102-{nth:04d}"
                at = f"2025-01-02T01:{nth // 60:02d}:{nth % 60:02d}.000Z"
                save_dossier(tx, DossierRow(code, code, state=4, received_at=at))
    with running_server(data, config) as running:
        yield running


@pytest.fixture(scope="module")
def chief(server: RunningServer) -> Staff:
    return server.staff_here("truong", Role.SUPERVISOR)


def read(page: Page, chief: Staff, query: str = FULL) -> Page:
    let_in(page, chief)
    page.goto(f"{chief.server.url}/reports{query}")
    expect(page.locator(".report")).to_be_visible()
    return page


def test_a_figure_tells_what_it_means_at_one_press_of_a_key(page: Page, chief: Staff) -> None:
    read(page, chief)
    expect(page.locator(".main-figures")).to_contain_text("Số đã cấp")
    expect(page.locator(".chart svg rect").first).to_be_visible()
    page.get_by_role("columnheader").get_by_role("button", name="Không có mặt").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("được gọi mà không có người đến")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".main-figures").get_by_role("button", name="Chờ trung vị").click()
    expect(page.get_by_role("dialog")).to_contain_text("Một nửa số lần không quá mức này")
    page.keyboard.press("Escape")


def test_another_report_another_part_and_english_are_one_choice_each(
    page: Page, chief: Staff
) -> None:
    read(page, chief)
    page.get_by_label("Theo").select_option("field")
    expect(page.locator("tbody th").first).to_contain_text("Lĩnh vực")
    page.get_by_label("Báo cáo", exact=True).select_option("fairness")
    expect(page.locator("h2")).to_have_text("Công bằng trong hàng chờ")
    assert "report=fairness" in page.url
    assert "by=field" in page.url
    page.get_by_role("button", name="English").click()
    expect(page.locator("h2")).to_have_text("Fairness")
    with page.expect_download() as told:
        page.get_by_role("link", name="Get Excel").click()
    assert told.value.suggested_filename == "luot-fairness-field-2026-11-01-2026-11-22.xlsx"


def test_without_trial_visits_a_trial_centre_has_no_figures(page: Page, chief: Staff) -> None:
    read(page, chief)
    page.get_by_label("Kể cả lượt thử nghiệm").uncheck()
    expect(page.locator(".nothing")).to_have_text("Không có số liệu nào trong kỳ này.")
    expect(page.locator("table")).to_have_count(0)
    assert axe_findings(page) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_fits_and_axe_finds_nothing(
    browser: Browser, chief: Staff, width: int, height: int
) -> None:
    with page_of(browser, width, height) as page:
        read(page, chief)
        assert not scrolls_sideways(page)
        assert axe_findings(page) == []


def test_the_register_goes_on_page_by_page_and_back(page: Page, chief: Staff) -> None:
    read(page, chief, "?report=register&from=2025-01-01&to=2025-01-31")
    pager = page.locator(".pager")
    expect(pager).to_contain_text("Dòng 1–200 trong 202")
    pager.get_by_role("button", name="Trang sau").click()
    expect(pager).to_contain_text("Dòng 201–202 trong 202")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(pager.get_by_role("button", name="Trang sau")).to_be_disabled()
    pager.get_by_role("button", name="Trang trước").click()
    expect(page.locator("tbody tr")).to_have_count(200)


def test_a_register_that_no_workbook_holds_says_so_and_offers_csv(page: Page, chief: Staff) -> None:
    sums = "UPDATE dossier_sum SET dossiers = dossiers + :more WHERE dossiers >= 202"
    with chief.server.database() as store, store.transaction() as tx:
        tx.execute(sums, more=MOST_ROWS)
    read(page, chief, "?report=register&from=2025-01-01&to=2025-01-31")
    excel = page.get_by_role("link", name="Tải Excel")
    expect(excel).to_be_disabled()
    expect(excel).to_have_accessible_description(re.compile("nhiều hơn một tệp Excel chứa được"))
    assert axe_findings(page) == []
    assert not scrolls_sideways(page)
    with page.expect_download() as told:
        page.get_by_role("link", name="Tải CSV").click()
    assert told.value.suggested_filename.endswith(".csv")
    page.get_by_label("Báo cáo", exact=True).select_option("period")
    expect(excel).to_be_enabled()
    with chief.server.database() as store, store.transaction() as tx:
        tx.execute(sums, more=-MOST_ROWS)
