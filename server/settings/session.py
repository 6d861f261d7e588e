"""How sessions and days end."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.settings.faults import Table
from server.settings.texts import TimeOfDay


class SessionEndSettings(Table):
    """What becomes of those who still wait when a session ends, and who gets no number any more.

    ``last_number``: by which end of the expected wait somebody would come too late.
    """

    last_number: Literal["low", "high", "off"] = "low"
    at_break: Literal["finish", "carry_over", "close"] = "finish"
    at_evening: Literal["finish", "carry_over", "close"] = "finish"
    all_closed: Literal["carry_over", "close"] = "carry_over"
    all_closed_minutes: Annotated[float, Field(ge=0, le=240)] = 10


class DayEndSettings(Table):
    """The hour at which a day is over, and what becomes of the tickets that are still open."""

    at: TimeOfDay = "17:30"
    open_tickets: Literal["close", "carry_over"] = "close"
