"""What every suite shares: hypothesis without clock or chance, centres to run on, a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from browser import running_chromium
from corners import CORNERS, Corner, Corners
from hall import TestHall, open_hall
from hypothesis import settings
from made_centre import centre_of_corners, small_centre, write_centre
from playwright.sync_api import Browser
from running import RunningServer, running_server

from server.actions import accounts

settings.register_profile("luot", deadline=None, derandomize=True, database=None)
settings.load_profile("luot")

TESTS = Path(__file__).parent
BOTH_MODES = ("eventlet", "threading")
USUAL_MODE = BOTH_MODES[:1]


def pytest_xdist_auto_num_workers() -> int | None:
    """Four workers for two cores: half of its time a test waits for a program or a page."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return max(1, len(os.sched_getaffinity(0)) * 2)


LONGEST = (
    "whole/test_rehearsal.py",
    "kiosk/test_alone.py",
    "web/test_hall_page.py",
    "kiosk/test_page.py",
    "kiosk/test_program.py",
    "commands/test_sounds.py",
    "web/test_counter_together.py",
    "kiosk/test_scans.py",
    "web/test_counter_looks.py",
    "web/test_counter_page.py",
    "display_board/test_board_layouts.py",
    "kiosk/test_access.py",
    "kiosk/test_scan_page.py",
    "commands/test_estimates.py",
    "commands/test_backup_verify.py",
    "commands/test_user_device.py",
    "commands/test_simulate.py",
    "display_board/test_board_page.py",
    "display_board/test_page_sound.py",
    "web/test_sign_in_page.py",
    "web/test_restart.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that none of them is still under way when all others are done."""
    begun = {str(TESTS / name): place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: begun.get(str(item.path), len(LONGEST)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A server runs in both async modes where a test is marked to depend on it, or all are asked
    to (``LUOT_TESTS=all``), and in the usual one for the rest."""
    if "async_mode" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker("both_modes")
        modes = BOTH_MODES if marked or os.environ.get("LUOT_TESTS") == "all" else USUAL_MODE
        metafunc.parametrize("async_mode", modes, indirect=True, scope="session")


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Accounts made by the tests' own process have a password that is checked in no time, also
    by a server: a hash says what it costs.  Programs make theirs at the full cost."""
    with pytest.MonkeyPatch.context() as patched:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patched.setattr(accounts, "HASHER", cheap)
        yield


@pytest.fixture(scope="session")
def async_mode(request: pytest.FixtureRequest) -> str:
    """The async mode of the servers of a test."""
    return str(request.param)


@pytest.fixture(scope="session")
def small_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small centre; read only."""
    return write_centre(tmp_path_factory.mktemp("small"), small_centre())


@pytest.fixture
def hall(small_config: Path, tmp_path: Path) -> Iterator[TestHall]:
    """A small centre in this process, on a Monday at eight, its clock set by hand."""
    with open_hall(tmp_path / "data", small_config) as opened:
        yield opened


@pytest.fixture(scope="session")
def corners_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a big centre of corners; read only."""
    return write_centre(tmp_path_factory.mktemp("corners"), centre_of_corners(CORNERS, hall=20))


@pytest.fixture(scope="session")
def start(
    async_mode: str, tmp_path_factory: pytest.TempPathFactory, corners_config: Path
) -> Iterator[Callable[[], RunningServer]]:
    """Starts servers of the big centre; all end with the session."""
    with ExitStack() as running:

        def start_one() -> RunningServer:
            data = tmp_path_factory.mktemp("data")
            server = running_server(data, corners_config, mode=async_mode)
            return running.enter_context(server)

        yield start_one


@pytest.fixture(scope="session")
def server(start: Callable[[], RunningServer]) -> RunningServer:
    """One running server for all tests; take a ``corner`` of it."""
    return start()


@pytest.fixture(scope="session")
def corners(server: RunningServer, start: Callable[[], RunningServer]) -> Corners:
    return Corners(server, start)


@pytest.fixture
def corner(corners: Corners) -> Corner:
    """A zone with one counter and one field, a kiosk and an officer, that no other test uses."""
    return corners.take()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this process; every page of it is a person of its own."""
    with running_chromium() as running:
        yield running
