"""The citizens' pages keep to what a phone of 2021 knows: ES2020, Chromium 87, Safari 14.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_age import called_too_early, fault, parsing, styled_too_early
from playwright.sync_api import Browser, Page

from server.web.citizens import ALWAYS_LOADED, CitizenPage
from server.web.follow_page import FOLLOW
from server.web.public_page import PAGE as PUBLIC

STATIC = Path(__file__).resolve().parents[2] / "server" / "web" / "static"
PAGES = ("citizen", "follow", "centre")
CHROMIUM = 87
LATER_IN_SAFARI = {
    "script": r"<\$?\{?dialog\b|\bshowModal\b|\bstructuredClone\b|\brequestIdleCallback\b",
    "style": r"aspect-ratio\s*:|(^|[^-\w])accent-color\s*:|\binset-inline\b",
}
FALLS_BACK = {r":focus-visible", r"overflow-wrap\s*:\s*anywhere"}
"""A browser that does not know it drops the rule, and shows its own focus ring."""


def files_of(suffix: str) -> list[Path]:
    return [path for page in PAGES for path in sorted((STATIC / page).glob(f"*{suffix}"))]


SHARED = [STATIC / f"{name}.js" for name in ALWAYS_LOADED if name.startswith("shared/")]
SCRIPTS = [*files_of(".js"), *SHARED]
STYLES = [*files_of(".css"), STATIC / "shared" / "tokens.css"]


@pytest.fixture(scope="module")
def parser(browser: Browser) -> Iterator[Page]:
    with parsing(browser) as page:
        yield page


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_one_of_2020(parser: Page, path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert fault(parser, script, year=2020, module=True) is None
    if path.parent.name != "vendor":  # a library asks before it uses something newer
        assert called_too_early(script, CHROMIUM) == []
        assert not re.search(LATER_IN_SAFARI["script"], script)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_style_is_one_of_2020(path: Path) -> None:
    style = path.read_text(encoding="utf-8")
    assert set(styled_too_early(style, CHROMIUM)) <= FALLS_BACK
    assert not re.search(LATER_IN_SAFARI["style"], style, re.MULTILINE)


@pytest.mark.parametrize("page", [FOLLOW, PUBLIC], ids=lambda page: page.name)
def test_a_phone_is_told_at_once_of_every_script_that_it_will_need(page: CitizenPage) -> None:
    """One found only while another is read costs a phone one more round trip."""
    app = STATIC / page.name / "app.js"
    assert needed_by(app) - {app} == {STATIC / f"{name}.js" for name in page.loads()}


def needed_by(script: Path) -> set[Path]:
    """A script and all that it imports, and they."""
    imported = re.findall(r'(?:from|import) "(\.[^"]+)"', script.read_text(encoding="utf-8"))
    found = [needed_by((script.parent / name).resolve()) for name in imported]
    return {script}.union(*found)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_somebody_has_typed_is_never_taken_for_a_part_of_the_page(path: Path) -> None:
    """Reasons, notices and names reach the page as text: no script makes markup of a text."""
    if path.parent.name != "vendor":
        script = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script
        )
