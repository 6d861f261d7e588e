"""What the tests of the staff's pages share: one server, and a corner and a page a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from browser import page_of
from corners import CORNERS, Corner, Corners
from made_centre import centre_of_corners, write_centre
from playwright.sync_api import Browser, Page
from running import RunningServer, running_server


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corners]:
    """The corners of one running server, for the tests that drive a browser."""
    config = write_centre(tmp_path_factory.mktemp("desks"), centre_of_corners(CORNERS))
    with ExitStack() as running:

        def start() -> RunningServer:
            data = tmp_path_factory.mktemp("desks-data")
            return running.enter_context(running_server(data, config))

        yield Corners(start(), start)


@pytest.fixture
def desk(desks: Corners) -> Corner:
    """A counter with an officer, a field and a kiosk that no other test uses."""
    return desks.take()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with page_of(browser) as opened:
        yield opened


@pytest.fixture
def other_page(browser: Browser) -> Iterator[Page]:
    with page_of(browser) as opened:
        yield opened
