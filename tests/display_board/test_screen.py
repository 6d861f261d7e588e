"""A screen's layout and size: the file's, under what the page's address says."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from display_board.legibility import capital_mm, reach_m, warnings
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


def test_a_capital_for_five_metres_is_sixty_one_millimetres_high() -> None:
    assert capital_mm(5) == pytest.approx(61.1, abs=0.1)


def test_the_usual_screen_is_large_enough_for_its_distance() -> None:
    assert warnings(BoardSettings()) == []
    assert reach_m("main", 43) >= 5
    assert reach_m("zone", 43) >= 8


def test_a_screen_too_small_for_its_hall_is_told_with_what_to_do() -> None:
    (warning,) = warnings(BoardSettings(screen_inches=32, viewing_distance_m=9))
    assert "32 inches" in warning
    assert "9" in warning
    assert "larger screen" in warning
