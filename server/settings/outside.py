"""What leaves the server's machine: daily copies, anchors, and lines of the log for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from server.settings.faults import Table
from server.settings.texts import PublicUrl, Slug, matching

TimeOfDay = Annotated[
    str, matching(r"([01]\d|2[0-3]):[0-5]\d", 'a time of day from 00:00 to 23:59, such as "18:30"')
]


def _absolute(text: object) -> Path:
    if not isinstance(text, str) or not Path(text).is_absolute():
        raise ValueError('expected a whole path, such as "/var/backups/luot"')
    return Path(text)


WholePath = Annotated[Path, BeforeValidator(_absolute)]


class CopiesSettings(Table):
    """A copy of the database and an anchor of the log, every day at ``at``; the newest ``keep``."""

    folder: WholePath
    at: TimeOfDay = "18:30"
    keep: Annotated[int, Field(ge=1, le=3650)] = 30


class WebhookSettings(Table):
    """Where new lines of the log are sent, signed with what ``secret_file`` holds.

    ``events`` names the lines that are wanted; empty: all of them.
    """

    name: Slug
    url: PublicUrl
    secret_file: WholePath
    events: list[Annotated[str, matching(r"[a-z_]{1,40}", 'an event, such as "finished"')]] = []
