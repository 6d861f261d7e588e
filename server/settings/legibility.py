"""Whether a screen is large enough for its hall.

What is called must be seen under 0.7° of capital height: 61 mm at 5 m.  A page draws it as large
as its layout allows, so a layout on a screen of some inches has a distance that it reaches.
"""

from __future__ import annotations

import math

from server.settings.board import BoardSettings

CALL_DEGREES = 0.7
FIGURE_DEGREES = 0.4
"""Of the layout ``public``: figures are looked at, not waited for."""
CAPITALS = 0.7  # of the font's size, in Be Vietnam Pro
REMS = 120  # a 16:9 screen is so many rem wide; display_board/static/fit.js
CALLED_REM = {"main": 11.1, "portrait": 11.1, "zone": 18.0, "counter": 17.0, "public": 8.0}
"""The smaller of the two numbers of a call, in rem; call.css and layouts.css beside it."""
MM_PER_INCH = 25.4
WIDTH_OF_16_BY_9 = 16 / math.hypot(16, 9)


def capital_mm(distance_m: float, degrees: float = CALL_DEGREES) -> float:
    """How high a capital must be to be read from so far."""
    return 2000 * distance_m * math.tan(math.radians(degrees / 2))


def degrees_of(layout: str) -> float:
    """Under which angle the largest thing of a layout must be seen."""
    return FIGURE_DEGREES if layout == "public" else CALL_DEGREES


def reach_m(layout: str, inches: float) -> float:
    """From how far a call is read on a screen of so many inches."""
    rem_mm = inches * MM_PER_INCH * WIDTH_OF_16_BY_9 / REMS
    return CALLED_REM[layout] * CAPITALS * rem_mm / capital_mm(1, degrees_of(layout))


def too_far(settings: BoardSettings) -> str | None:
    """Why a board's screen cannot be read from ``viewing_distance_m``, and what to do; or none."""
    layout, inches, wanted = settings.layout, settings.screen_inches, settings.viewing_distance_m
    reach = reach_m(layout, inches)
    if wanted <= reach:
        return None
    capitals = f"{degrees_of(layout)}° of capital height"
    return (
        f"expected at most {_floor(reach)} ({capitals}, layout {layout!r} on "
        f"{inches:g} inches), found {wanted:g}: {_what_to_do(layout, inches, wanted)}"
    )


def _what_to_do(layout: str, inches: float, wanted: float) -> str:
    larger = f"hang a screen of {math.ceil(wanted / reach_m(layout, 1))} inches"
    if layout in {"main", "portrait"} and reach_m("zone", inches) >= wanted:
        return f'{larger}, or take layout = "zone"'
    return larger


def _floor(metres: float) -> float:
    return math.floor(10 * metres) / 10
