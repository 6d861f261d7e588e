"""The board's page keeps to what a TV of 2020 knows: Chromium 79, that is ES2019 and its CSS.

What the page loads is found from its template on, libraries included, and each script is parsed
as ES2019 by acorn.  Only the page's own files may be judged by names of methods; the libraries
ask before they use a newer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from browser_age import called_too_early, parsing, styled_too_early
from browser_age import fault as fault_of
from playwright.sync_api import Browser, Page

from server.settings import SHARED_STATIC

CHROMIUM = 79
BOARD = Path(__file__).resolve().parents[2] / "display_board"
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["']([^"']+)["']|@import url\("([^"]+)"\)""")
LINKED = re.compile(r'(?:src|href)="(/(?:static|shared)/[^"]+)"')

GAP = re.compile(r"(?:^|[;{\s])(?:gap|row-gap|column-gap)\s*:")
"""A gap without ``grid-`` also works in a flex box from 84 on, and there it must not be used."""
FALLS_BACK = {("base.css", r":focus-visible")}
"""A browser that does not know it drops the rule, and shows its own focus ring."""


def local(address: str, beside: Path) -> Path:
    if address.startswith("/shared/"):
        return SHARED_STATIC / address.removeprefix("/shared/")
    if address.startswith("/static/"):
        return BOARD / "static" / address.removeprefix("/static/")
    return (beside.parent / address).resolve()


@cache
def loaded() -> tuple[Path, ...]:
    """Every script and style that the page loads."""
    found: list[Path] = []
    template = BOARD / "templates" / "board.html"
    to_read = [local(each, template) for each in LINKED.findall(template.read_text("utf-8"))]
    while to_read:
        path = to_read.pop()
        if path.suffix not in {".js", ".css"} or path in found:
            continue
        found.append(path)
        imported = IMPORTED.findall(path.read_text("utf-8")) if "min" not in path.suffixes else []
        to_read += [local(one or other, path) for one, other in imported]
    return tuple(sorted(found))


def shown(path: Path) -> str:
    return path.name


SCRIPTS = [path for path in loaded() if path.suffix == ".js"]
STYLES = [path for path in loaded() if path.suffix == ".css"]
OWN_SCRIPTS = [path for path in SCRIPTS if BOARD in path.parents]


@pytest.fixture(scope="module")
def parser(browser: Browser) -> Iterator[Page]:
    with parsing(browser) as page:
        yield page


def fault(parser: Page, script: str, *, module: bool) -> str | None:
    """What ES2019 does not know in a script."""
    return fault_of(parser, script, year=2019, module=module)


def test_what_the_page_loads_is_found() -> None:
    names = {path.name for path in loaded()}
    assert {"board.js", "player.js", "words.js", "preact.js", "socket.io.min.js"} <= names
    assert {"base.css", "tokens.css", "layouts.css", "foot.css"} <= names
    own = {path.name for path in (BOARD / "static").glob("*.js")}
    assert own <= names, "a script that nothing loads"


@pytest.mark.parametrize("path", SCRIPTS, ids=shown)
def test_every_script_is_es2019(parser: Page, path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert fault(parser, script, module="socket.io" not in path.name) is None


@pytest.mark.parametrize("later", ["a?.b", "a ?? b", "a ||= b", "import('x')", "1_000", "10n"])
def test_the_parser_knows_what_came_later(parser: Page, later: str) -> None:
    assert fault(parser, f"const x = {later};", module=True)


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=shown)
def test_no_script_calls_what_came_later(path: Path) -> None:
    assert called_too_early(path.read_text(encoding="utf-8"), CHROMIUM) == []


@pytest.mark.parametrize("path", STYLES, ids=shown)
def test_no_style_uses_what_came_later(path: Path) -> None:
    style = path.read_text(encoding="utf-8")
    later = styled_too_early(style, CHROMIUM)
    assert [word for word in later if (path.name, word) not in FALLS_BACK] == []
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    assert not GAP.search(style), "grid-gap in grids; flex boxes of 2020 know no gap"
