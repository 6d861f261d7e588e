"""The proxies of ``docs/install`` let citizens in to all that is theirs, and to nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import ROOT

from server.messages import API
from server.web.callers import ANYONE, CITIZEN
from server.web.follow_page import FOLLOW
from server.web.public_page import PAGE
from server.web.routes import ROUTES
from server.web.routes.outside import OUTSIDE_ROUTES
from server.web.routes.phone import PHONE_ROUTES

EXAMPLES = [ROOT / "docs" / "install" / name for name in ("nginx-luot.conf", "Caddyfile")]
PAGES = {"/centre", f"/t/{'x' * 22}"}
FILES = {f"/static/{script}.js" for page in (FOLLOW, PAGE) for script in page.loads()}
STRANGERS = {one.path for one in (*OUTSIDE_ROUTES, *PHONE_ROUTES) if ANYONE in one.who}
CITIZENS = {one.path for one in ROUTES if CITIZEN in one.who}
STAFFS = {one.path for one in ROUTES} - STRANGERS - CITIZENS
STAFFS_PAGES = {"/", "/hall", "/counter/1", "/admin", "/reports", "/due", "/metrics", "/readyz"}


def lets_in(example: Path) -> re.Pattern[str]:
    [pattern] = re.findall(r'(?:location ~|path_regexp) "(.+)"', example.read_text("utf-8"))
    return re.compile(pattern)


def asked(paths: set[str]) -> list[str]:
    """Addresses of API routes, as a browser asks for them."""
    return [API + re.sub("<[^>]+>", "01J", path) for path in sorted(paths)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_proxy_lets_through_what_citizens_need(example: Path) -> None:
    known = lets_in(example)
    needed = [*PAGES, *FILES, *asked(STRANGERS | CITIZENS)]
    assert [path for path in needed if not known.match(path)] == []
    assert "/socket.io/" in example.read_text("utf-8").replace("socket[.]io", "/socket.io")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_proxy_keeps_what_is_the_staffs_inside(example: Path) -> None:
    known = lets_in(example)
    assert [path for path in [*STAFFS_PAGES, *asked(STAFFS)] if known.match(path)] == []
