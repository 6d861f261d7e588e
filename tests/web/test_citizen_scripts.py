"""The citizens' pages keep to what a phone of 2021 knows: ES2020, Chromium 87, Safari 14.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_age import called_too_early, fault, parsing, styled_too_early
from playwright.sync_api import Browser, Page

STATIC = Path(__file__).resolve().parents[2] / "server" / "web" / "static"
PAGES = ("citizen", "follow")
CHROMIUM = 87
LATER_IN_SAFARI = {
    "script": r"<\$?\{?dialog\b|\bshowModal\b|\bstructuredClone\b|\brequestIdleCallback\b",
    "style": r"aspect-ratio\s*:|(^|[^-\w])accent-color\s*:|\binset-inline\b",
}
FALLS_BACK = {r":focus-visible", r"overflow-wrap\s*:\s*anywhere"}
"""A browser that does not know it drops the rule, and shows its own focus ring."""


def files_of(suffix: str) -> list[Path]:
    return [path for page in PAGES for path in sorted((STATIC / page).glob(f"*{suffix}"))]


SCRIPTS = [*files_of(".js"), STATIC / "shared" / "vendor" / "preact.js"]
STYLES = [*files_of(".css"), STATIC / "shared" / "tokens.css"]


@pytest.fixture(scope="module")
def parser(browser: Browser) -> Iterator[Page]:
    with parsing(browser) as page:
        yield page


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_one_of_2020(parser: Page, path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert fault(parser, script, year=2020, module=True) is None
    if path.name != "preact.js":  # the library asks before it uses something newer
        assert called_too_early(script, CHROMIUM) == []
        assert not re.search(LATER_IN_SAFARI["script"], script)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_style_is_one_of_2020(path: Path) -> None:
    style = path.read_text(encoding="utf-8")
    assert set(styled_too_early(style, CHROMIUM)) <= FALLS_BACK
    assert not re.search(LATER_IN_SAFARI["style"], style, re.MULTILINE)
