"""A screen's layout and size: the file's, under what the page's address says."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from display_board.screen import WrongAddress, screen_of
from server.settings import BoardSettings


def test_a_screen_is_the_files_unless_its_address_says_otherwise() -> None:
    settings = BoardSettings(layout="zone", screen_inches=55, viewing_distance_m=8)
    usual = screen_of(settings, {})
    assert (usual.layout, usual.inches, usual.distance) == ("zone", 55, 8)
    own = screen_of(settings, {"layout": "counter", "counter": "3", "inches": "24"})
    assert (own.layout, own.counter, own.inches, own.distance) == ("counter", 3, 24, 8)


@pytest.mark.parametrize("asked", [{"layout": "counter"}, {"inches": "many"}, {"colour": "red"}])
def test_a_wrong_address_names_the_key(asked: dict[str, str]) -> None:
    with pytest.raises(WrongAddress, match=next(iter(asked))):
        screen_of(BoardSettings(), asked)


def test_a_file_that_wants_a_counters_screen_names_the_counter() -> None:
    with pytest.raises(ValidationError, match="counter = NUMBER"):
        BoardSettings(layout="counter")
