"""``display_board.toml``: the screens and the voice of one machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.settings.faults import Table, load_toml
from server.settings.kiosk import Port
from server.settings.texts import Slug, Url, matching

Sink = Annotated[str, matching(r"speakers|silent|file://.+", "speakers, silent or file://FOLDER")]


class BoardSettings(Table):
    """One board program: the zones it shows and speaks, and where the samples go.

    ``sink``: ``speakers``, ``silent`` (samples made and dropped at once) or ``file://FOLDER``
    (one WAV an announcement, relative to the data folder).  ``sounds``: another folder of clips,
    relative to this file.  ``voice_region``: whose Vietnamese the engine speaks.
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
    viewing_distance_m: Annotated[float, Field(ge=1, le=30)] = 5


def load_board(path: Path) -> BoardSettings:
    """Read a board's file; raises ``SettingsError`` naming every fault."""
    return load_toml(path, BoardSettings)
