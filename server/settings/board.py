"""``display_board.toml``: the screens and the voice of one machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from server.settings.faults import Table, load_toml
from server.settings.kiosk import Port
from server.settings.texts import Slug, Text, Url, matching

Sink = Annotated[str, matching(r"speakers|silent|file://.+", "speakers, silent or file://FOLDER")]
Layout = Literal["main", "zone", "counter", "portrait", "public"]
Figure = Literal["issued", "served", "wait_mean", "in_target", "on_time", "satisfaction", "waiting"]
USUAL_FIGURES: list[Figure] = [
    *("issued", "served", "wait_mean"),
    *("in_target", "on_time", "satisfaction"),
]
CounterNumber = Annotated[int, Field(ge=1, le=9999)]
Inches = Annotated[float, Field(ge=7, le=200)]
Metres = Annotated[float, Field(ge=0.5, le=30)]
MOST_NOTICES = 20


class BoardNotice(Table):
    """A line that the screens of this file show in turn with the server's own notices."""

    text: Text
    text_en: Text | None = None


class BoardSettings(Table):
    """One board program: the zones it shows and speaks, and where the samples go.

    ``sink``: ``speakers``, ``silent`` (samples made and dropped at once) or ``file://FOLDER``
    (one WAV an announcement, relative to the data folder).  ``sounds``: another folder of clips,
    relative to this file.  ``voice_region``: whose Vietnamese the engine speaks.

    ``layout``, ``counter``, ``screen_inches`` and ``viewing_distance_m`` say how a page looks whose
    address does not say otherwise.  ``sound_from``: who speaks for a zone: this machine's sink,
    one of the open pages, or a page only while the sink fails.  ``pictures``: a folder of
    pictures and videos, relative to this file.  ``figures``: what the layout ``public`` shows, in
    this order.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=64)] = "board-1"
    server_url: Url = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: Port = 8002
    zones: list[Slug] = []
    sink: Sink = "speakers"
    sounds: str | None = None
    voice_engine: Literal["pyttsx3", "none"] = "pyttsx3"
    voice_region: Literal["north", "south"] = "north"
    gap_seconds: Annotated[float, Field(ge=0, le=30)] = 2
    say_within_seconds: Annotated[float, Field(gt=0, le=600)] = 60
    most_waiting: Annotated[int, Field(ge=1, le=100)] = 10
    sound_from: Literal["speakers", "page", "both"] = "speakers"
    layout: Layout = "main"
    counter: CounterNumber | None = None
    screen_inches: Inches = 43
    viewing_distance_m: Metres = 5
    notices: Annotated[list[BoardNotice], Field(max_length=MOST_NOTICES)] = []
    pictures: str | None = None
    picture_seconds: Annotated[float, Field(ge=3, le=600)] = 15
    figures: Annotated[list[Figure], Field(min_length=1, max_length=7)] = USUAL_FIGURES

    @model_validator(mode="after")
    def _has_a_counter_to_show(self) -> Self:
        if self.layout == "counter" and self.counter is None:
            raise ValueError('expected counter = NUMBER beside layout = "counter"')
        return self


def load_board(path: Path) -> BoardSettings:
    """Read a board's file; raises ``SettingsError`` naming every fault."""
    return load_toml(path, BoardSettings)
