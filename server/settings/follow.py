"""``[follow]`` of ``centre.toml``: the page that a slip's QR leads to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.settings.faults import Table


class FollowSettings(Table):
    """Whether citizens may follow their turn on their phones, for how long, and what they may do.

    ``days``: how many days after its own a link still opens.  ``almost_ahead``: with at most so
    many people ahead it is almost their turn, if ``almost_minutes`` may be enough for them; who is
    next always is.  ``more_time_times``: how often somebody may ask
    for more time at each stop, and so let ``more_time_places`` people behind them go first.
    ``most_pages``: more pages at once are asked to try again later, so that kiosks, screens and
    counters always have a line.
    """

    enabled: bool = True
    days: Annotated[int, Field(ge=0, le=30)] = 0
    almost_ahead: Annotated[int, Field(ge=0, le=50)] = 3
    almost_minutes: Annotated[int, Field(ge=1, le=240)] = 15
    more_time_times: Annotated[int, Field(ge=0, le=10)] = 2
    more_time_places: Annotated[int, Field(ge=1, le=50)] = 3
    most_pages: Annotated[int, Field(ge=1, le=7000)] = 6000
