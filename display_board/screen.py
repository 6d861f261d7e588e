"""One screen: its layout, and how large it is and from how far it is read.

The board's file says it for every screen of the program; a page's address may say it for one:
``/khu-a?layout=counter&counter=3&inches=24&distance=2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from server.settings import BoardSettings, CounterNumber, Inches, Layout, Metres


class WrongAddress(Exception):
    """The address of a page asks for a screen that there cannot be; the message names the key."""


class Screen(BaseModel):
    """What a page is told of its screen; ``sound=off`` makes a page that never speaks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layout: Layout
    counter: CounterNumber | None
    inches: Inches
    distance: Metres
    sound: Literal["on", "off"] = "on"

    @model_validator(mode="after")
    def _has_a_counter_to_show(self) -> Self:
        if self.layout == "counter" and self.counter is None:
            raise ValueError("layout=counter needs counter=NUMBER")
        return self


def screen_of(settings: BoardSettings, asked: Mapping[str, str]) -> Screen:
    """The file's screen under what an address asks for; raises ``WrongAddress``."""
    usual = {
        "layout": settings.layout,
        "counter": settings.counter,
        "inches": settings.screen_inches,
        "distance": settings.viewing_distance_m,
    }
    try:
        return Screen.model_validate({**usual, **asked})
    except ValidationError as error:
        raise WrongAddress("; ".join(_words(detail) for detail in error.errors())) from None


def _words(detail: Mapping[str, object]) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    place = detail["loc"]
    return f"{place[0]}: {message}" if isinstance(place, tuple) and place else message
