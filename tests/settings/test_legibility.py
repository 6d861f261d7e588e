"""A screen too small for its hall is told before it is hung up, with what to do."""

from __future__ import annotations

import pytest

from server.settings import BoardSettings, too_far
from server.settings.legibility import capital_mm, reach_m


def test_a_capital_for_five_metres_is_sixty_one_millimetres_high() -> None:
    assert capital_mm(5) == pytest.approx(61.1, abs=0.1)


def test_the_usual_screen_is_large_enough_for_its_distance() -> None:
    assert too_far(BoardSettings()) is None
    assert reach_m("main", 43) >= 5
    assert reach_m("zone", 43) >= 8


def test_a_screen_too_small_is_told_with_the_size_that_would_do() -> None:
    told = too_far(BoardSettings(screen_inches=32, viewing_distance_m=9))
    assert told is not None
    assert "on 32 inches), found 9" in told
    assert told.endswith("hang a screen of 77 inches")
    assert too_far(BoardSettings(screen_inches=77, viewing_distance_m=9)) is None


def test_where_the_calls_alone_would_be_read_that_layout_is_offered() -> None:
    told = too_far(BoardSettings(screen_inches=43, viewing_distance_m=8))
    assert told is not None
    assert 'layout = "zone"' in told
    assert too_far(BoardSettings(layout="zone", viewing_distance_m=8)) is None


def test_the_small_screen_above_a_desk_has_a_distance_of_its_own() -> None:
    desk = {"layout": "counter", "counter": 3, "screen_inches": 24}
    assert too_far(BoardSettings.model_validate({**desk, "viewing_distance_m": 3})) is None
    assert too_far(BoardSettings.model_validate({**desk, "viewing_distance_m": 6})) is not None
