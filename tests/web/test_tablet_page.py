"""The tablet before a counter, in a real browser: it lights up, is answered, and rests again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import axe_findings, page_of
from corners import Corner
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def tablet(browser: Browser, corner: Corner) -> Iterator[Page]:
    with page_of(browser, 1024, 768) as page:
        set_up(page, corner)
        yield page


def set_up(page: Page, corner: Corner) -> None:
    """Put the tablet on the corner's desk, as whoever installs it does."""
    page.goto(f"{corner.server.url}/tablet")
    page.get_by_label("Mã thiết bị").fill(
        corner.server.enrol_here("tablet", f"tablet-{corner.place}")
    )
    page.get_by_label("Mã quầy").fill(corner.counter)
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("heading", name="Kính chào Ông/Bà")).to_be_visible()


def serve(corner: Corner) -> str:
    """Serve somebody over HTTP and return the visit."""
    visit: str = corner.take()["id"]
    path = f"/counters/{corner.counter}"
    for command, body in (("open", {}), ("next", {}), ("start", {})):
        assert corner.officer.post(f"{path}/{command}", body).ok
    assert corner.officer.post(f"{path}/finish", {"outcome": "received", "dossiers": []}).ok
    return visit


def rated(corner: Corner) -> list[dict[str, object]]:
    return [line["data"] for line in corner.server.log_lines() if line["event"] == "rated"]


def test_it_lights_up_after_a_service_takes_one_touch_and_thanks(
    tablet: Page, corner: Corner
) -> None:
    before = len(rated(corner))
    serve(corner)
    tablet.get_by_role("button", name="Rất hài lòng").click()
    expect(tablet.get_by_role("heading", name="Cảm ơn Ông/Bà")).to_be_visible()
    assert [line["score"] for line in rated(corner)[before:]] == [3]
    expect(tablet.get_by_role("heading", name="Kính chào Ông/Bà")).to_be_visible()


def test_whoever_is_not_satisfied_may_say_why_in_their_language(
    tablet: Page, corner: Corner
) -> None:
    before = len(rated(corner))
    serve(corner)
    expect(tablet.locator(".scores")).to_be_visible()
    tablet.get_by_role("button", name="English").click()
    tablet.get_by_role("button", name="Not satisfied").click()
    tablet.get_by_role("button", name="Long wait").click()
    tablet.get_by_role("button", name="Send").click()
    expect(tablet.get_by_role("heading", name="Thank you")).to_be_visible()
    [line] = rated(corner)[before:]
    assert (line["score"], line["reasons"]) == (1, ["cho-lau"])


def test_a_revoked_tablet_shows_nothing_more_and_is_set_up_anew(
    tablet: Page, corner: Corner
) -> None:
    corner.server.luot("device", "revoke", f"tablet-{corner.place}")
    expect(tablet.get_by_label("Mã thiết bị")).to_be_visible(timeout=15_000)


def test_axe_finds_nothing_while_it_asks_or_rests(tablet: Page, corner: Corner) -> None:
    assert axe_findings(tablet) == []
    serve(corner)
    expect(tablet.locator(".scores")).to_be_visible()
    assert axe_findings(tablet) == []
    tablet.get_by_role("button", name="Không hài lòng").click()
    assert axe_findings(tablet) == []
