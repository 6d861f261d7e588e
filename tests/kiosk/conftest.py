"""What the tests of the touch screen share: one centre, one kiosk and one page a module.

Each test gets them as they were at first: the centre begins anew, the kiosk has heard of it, and
the page is loaded again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import page_of, without_faults
from fake_centre import FakeCentre, fake_centre
from kiosk_program import KioskProgram, running_kiosk, until
from kiosk_screens import HALF, Screen
from playwright.sync_api import Browser

PATIENT = {
    "idle_seconds": 600,
    "result_seconds": 120,
    "tickets_per_minute": 600,
    "scans_per_minute": 600,
}
"""A kiosk that leaves a test its time and takes all that it does."""


@pytest.fixture(scope="module")
def shared_centre() -> Iterator[FakeCentre]:
    with fake_centre() as running:
        yield running


@pytest.fixture(scope="module")
def kiosk_settings() -> dict[str, Any]:
    """What the kiosk.toml of a module's tests says besides; a module may have its own."""
    return {}


@pytest.fixture(scope="module")
def shared_kiosk(
    tmp_path_factory: pytest.TempPathFactory,
    shared_centre: FakeCentre,
    kiosk_settings: dict[str, Any],
) -> Iterator[KioskProgram]:
    folder, centre = tmp_path_factory.mktemp("kiosk"), shared_centre
    settings = {**PATIENT, **kiosk_settings}
    with running_kiosk(folder, centre.url, centre.token, **settings) as running:
        until("the kiosk knows its centre", lambda: running.state()["link"] == "up")
        yield running


@pytest.fixture(scope="module")
def shared_screen(browser: Browser, shared_kiosk: KioskProgram) -> Iterator[Screen]:
    with page_of(browser, *HALF) as page:
        yield Screen(page, shared_kiosk.url)


@pytest.fixture(scope="module")
def state_at_first(shared_kiosk: KioskProgram) -> dict[str, Any]:
    return told(shared_kiosk)


@pytest.fixture
def centre(shared_centre: FakeCentre) -> FakeCentre:
    """A centre of three fields that is open."""
    shared_centre.begin_anew()
    return shared_centre


@pytest.fixture
def kiosk(
    shared_kiosk: KioskProgram, centre: FakeCentre, state_at_first: dict[str, Any]
) -> KioskProgram:
    """A kiosk of that centre."""
    until("the kiosk is as it was at first", lambda: told(shared_kiosk) == state_at_first)
    return shared_kiosk


@pytest.fixture
def screen(shared_screen: Screen, kiosk: KioskProgram) -> Iterator[Screen]:
    """Its first screen, with a quarter of the dots: everything scales, and tests are quicker."""
    with without_faults(shared_screen.page):
        yield shared_screen.open()


def told(kiosk: KioskProgram) -> dict[str, Any]:
    """What the kiosk tells its page, whichever version of it."""
    return {key: value for key, value in kiosk.state().items() if key != "version"}
