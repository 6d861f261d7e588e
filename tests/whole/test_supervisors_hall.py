"""What happens at a kiosk is seen by a supervisor: real programs, a printer's bytes, a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import page_of, running_chromium
from counter_desk import let_in
from fake_printer import fake_printer
from kiosk_program import running_kiosk, until
from playwright.sync_api import Browser, Locator, Page, expect
from running import RunningServer, running_server

SEEN_MS = 15_000  # the kiosk asks its printer every few seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


PRINTERS_ALERTS = ".alert:not([data-kind=page_missing])"  # this kiosk has no browser


def alert(hall: Page, kind: str) -> Locator:
    return hall.locator(f"[data-kind={kind}]")


def test_a_kiosks_paper_that_goes_out_is_on_the_hall_page(
    server: RunningServer, chromium: Browser, tmp_path: Path
) -> None:
    token = server.enrol_here("kiosk", "ki-ot-1")
    with (
        fake_printer() as printer,
        running_kiosk(tmp_path, server.url, token, printer=printer.address) as kiosk,
        page_of(chromium) as hall,
    ):
        until("the kiosk knows its centre", lambda: kiosk.state()["centre"])
        let_in(hall, server.staff_here("truong", "supervisor"))
        hall.goto(server.url + "/hall")
        device = hall.locator("[data-device=ki-ot-1]")
        expect(device).to_contain_text("Máy in tốt", timeout=SEEN_MS)
        printer.state = "out"
        expect(alert(hall, "paper_out")).to_contain_text("Ki-ốt ki-ot-1", timeout=SEEN_MS)
        expect(hall.locator(PRINTERS_ALERTS)).to_have_count(1)
        printer.state = "near_end"
        expect(alert(hall, "paper_near_end")).to_be_visible(timeout=SEEN_MS)
        expect(hall.locator(PRINTERS_ALERTS)).to_have_count(1)
        printer.mend()
        expect(hall.locator(PRINTERS_ALERTS)).to_have_count(0, timeout=SEEN_MS)
    changed = [one["data"] for one in server.log_lines() if one["event"] == "device_changed"]
    papers = [one["after"]["paper"] for one in changed if "paper" in one["after"]]
    assert papers[-3:] == ["out", "near_end", "ok"]
