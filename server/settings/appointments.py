"""``[appointments]`` of ``centre.toml``: a day and a window chosen at home."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.settings.faults import Table
from server.settings.texts import Slug


class AppointmentsSettings(Table):
    """Whether people may choose when to come, for which ``fields`` (empty: all).

    A session is cut into windows of ``window_minutes``; ``people`` of each field may choose the
    same one, up to ``days_ahead`` days from now; one phone has ``at_once`` that are still to come.
    Checking in is possible from ``early_minutes`` before the window on, and the number counts as
    if its holder had come ``ahead_minutes`` before the window.
    """

    enabled: bool = False
    fields: list[Slug] = []
    window_minutes: Annotated[int, Field(ge=10, le=240)] = 30
    people: Annotated[int, Field(ge=1, le=100)] = 2
    days_ahead: Annotated[int, Field(ge=1, le=60)] = 7
    at_once: Annotated[int, Field(ge=1, le=5)] = 1
    early_minutes: Annotated[int, Field(ge=0, le=120)] = 15
    ahead_minutes: Annotated[int, Field(ge=0, le=120)] = 15
