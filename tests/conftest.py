"""What every suite shares: hypothesis without clock or chance, and the centres tests run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corners import CORNERS, Corner, Corners
from hall import TestHall, open_hall
from hypothesis import settings
from made_centre import centre_of_corners, small_centre, write_centre
from running import RunningServer, running_server

settings.register_profile("luot", deadline=None, derandomize=True, database=None)
settings.load_profile("luot")

MODES = ("eventlet", "threading")


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


@pytest.fixture(scope="session", params=MODES)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, corners_config: Path
) -> Iterator[RunningServer]:
    """One running server for all tests, in each async mode; take a ``corner`` of it."""
    with running_server(
        tmp_path_factory.mktemp("data"), corners_config, mode=request.param
    ) as running:
        yield running


@pytest.fixture(scope="session")
def corners(server: RunningServer) -> Corners:
    return Corners(server)


@pytest.fixture
def corner(corners: Corners) -> Corner:
    """A zone with one counter and one field, a kiosk and an officer, that no other test uses."""
    return corners.take()
