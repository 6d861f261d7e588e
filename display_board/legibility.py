"""Whether a screen is large enough for its hall.

What is called must be seen under 0.7° of capital height: 61 mm at 5 m.  A page draws it as large
as its layout allows, so a layout on a screen of some inches has a distance that it reaches.
"""

from __future__ import annotations

import math

from server.settings import BoardSettings

CALL_DEGREES = 0.7
CAPITALS = 0.7  # of the font's size, in Be Vietnam Pro
REMS = 120  # a 16:9 screen is so many rem wide; static/fit.js
CALLED_REM = {"main": 11.1, "portrait": 11.1, "zone": 18.0, "counter": 17.0}
"""The smaller of the two numbers of a call, in rem; static/call.css and static/layouts.css."""
MM_PER_INCH = 25.4
WIDTH_OF_16_BY_9 = 16 / math.hypot(16, 9)


def capital_mm(distance_m: float) -> float:
    """How high a capital must be to be read from so far."""
    return 2000 * distance_m * math.tan(math.radians(CALL_DEGREES / 2))


def reach_m(layout: str, inches: float) -> float:
    """From how far a call is read on a screen of so many inches."""
    rem_mm = inches * MM_PER_INCH * WIDTH_OF_16_BY_9 / REMS
    return CALLED_REM[layout] * CAPITALS * rem_mm / capital_mm(1)


def warnings(settings: BoardSettings) -> list[str]:
    """What an operator should know before the screen is hung up."""
    reach = reach_m(settings.layout, settings.screen_inches)
    if settings.viewing_distance_m <= reach:
        return []
    return [
        f"layout {settings.layout} on {settings.screen_inches:g} inches is read from at most "
        f"{reach:.1f} m, and viewing_distance_m is {settings.viewing_distance_m:g}: "
        'hang a larger screen, or take layout = "zone"'
    ]
