"""The centre for people at home: open to anybody, bounded, and nothing personal in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests
from browser import axe_findings, page_of, scrolls_sideways
from made_centre import small_centre, write_centre
from playwright.sync_api import Browser, Page, expect
from running import RunningServer, running_server, wait_for

SEARCHES = 5


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A small centre that has written down the papers of one procedure."""
    public = {"refresh_seconds": 5, "searches_per_minute": SEARCHES}
    config = write_centre(tmp_path_factory.mktemp("public"), small_centre(public_page=public))
    lines = "code,paper,paper_en\n1.001193,Giấy chứng sinh,Birth record\n"
    (config / "papers.csv").write_text(lines, encoding="utf-8")
    with running_server(tmp_path_factory.mktemp("data"), config) as server:
        yield server


def sticking_out(page: Page) -> list[str]:
    """What is drawn past the edge of its card."""
    found: list[str] = page.evaluate(
        """() => {
            const right = one => one.getBoundingClientRect().right;
            const inside = [...document.querySelectorAll(".card *")];
            return inside.filter(one => !one.closest(".scroll"))
                .filter(one => right(one) > right(one.closest(".card")))
                .map(one => one.textContent);
        }"""
    )
    return found


def now(server: RunningServer) -> dict[str, dict[str, object]]:
    told = requests.get(server.api("/centre/now"), timeout=20).json()
    return {field["id"]: field for field in told["fields"]}


def test_a_stranger_reads_who_waits_and_for_how_long(centre: RunningServer) -> None:
    kiosk = centre.enrol_here("kiosk", "k")
    centre.staff_here("lan").post("/counters/3/open")
    for _ in range(3):
        assert centre.take(kiosk, field="dat-dai").status_code == 201
    found = wait_for(
        lambda: now(centre) if now(centre)["dat-dai"]["waiting"] == 3 else None, "a new reading"
    )
    assert found["dat-dai"]["serving"] == 1
    assert found["dat-dai"]["estimate"]["high"] > 0
    assert (found["ho-tich"]["waiting"], found["ho-tich"]["estimate"]) == (0, None)


def test_without_history_no_hour_is_called_quiet(centre: RunningServer) -> None:
    told = requests.get(centre.api("/centre/quiet"), timeout=20).json()
    assert told["days"] == 0
    assert {part["field"] for part in told["parts"]} == {None, "ho-tich", "chung-thuc", "dat-dai"}
    assert not any(part["levels"] or part["quietest"] for part in told["parts"])


def test_the_page_answers_somebody_at_home_in_both_languages(
    centre: RunningServer, browser: Browser
) -> None:
    with page_of(browser, 360, 640) as page:
        page.goto(f"{centre.url}/centre")
        expect(page.get_by_role("heading", name="Đang mở cửa")).to_be_visible()
        page.get_by_label("Ông/Bà cần làm thủ tục gì?").fill("khai sinh")
        page.get_by_text("Giấy tờ cần mang (1)").click()
        expect(page.get_by_text("Giấy chứng sinh")).to_be_visible()
        expect(page.locator(".part-search [role=status]")).to_have_text(re.compile("Tìm thấy \\d+"))
        assert not scrolls_sideways(page)
        assert axe_findings(page) == []
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", name="Open now")).to_be_visible()
        expect(page.get_by_text("Birth record")).to_be_visible()
        expect(page.get_by_text("Too little is known yet")).to_be_visible()
        page.set_viewport_size({"width": 320, "height": 568})
        for letters in ("100%", "200%"):
            page.evaluate("size => document.documentElement.style.fontSize = size", letters)
            assert sticking_out(page) == []
            assert not scrolls_sideways(page)


def test_a_search_never_gives_the_whole_catalogue_and_has_a_limit(centre: RunningServer) -> None:
    def search(**asked: object) -> requests.Response:
        return requests.get(centre.api("/centre/procedures"), params=asked, timeout=20)

    answers = [search(q=""), search(q="a", limit=10), search(q="khai", limit=11)]
    assert [answer.status_code for answer in answers] == [400] * 3
    tries = [search(q="khai") for _ in range(SEARCHES)]
    assert tries[-1].status_code == 429
    assert int(tries[-1].headers["Retry-After"]) >= 1
