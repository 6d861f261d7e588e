"""What the tests of the screens share: one made-up hall and one board program a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from board_program import BoardProgram, running_board, until
from fake_hall import TOKEN, FakeHall, fake_hall


@pytest.fixture(scope="module")
def hall() -> Iterator[FakeHall]:
    with fake_hall() as each:
        yield each


@pytest.fixture(scope="module")
def board_settings() -> dict[str, Any]:
    """How a module's board differs from the usual one; a module may have its own."""
    return {}


@pytest.fixture(scope="module")
def board(
    hall: FakeHall, board_settings: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BoardProgram]:
    folder = tmp_path_factory.mktemp("board")
    with running_board(folder, hall.url, TOKEN, **board_settings) as each:
        until(lambda: hall.watched, "the board has joined")
        yield each
