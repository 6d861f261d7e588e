"""What is kept, for how long, and what leaves the server's machine: copies, lines for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from server.settings.faults import Table
from server.settings.texts import Slug, TimeOfDay, WebhookUrl, matching


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


class KeepingSettings(Table):
    """How long what is personal is kept; numbers, times and the log's lines stay for ever."""

    dossiers_days: Annotated[int, Field(ge=30, le=36_500)] = 1825
    """Dossier codes, and what another system has told of them."""
    notes_days: Annotated[int, Field(ge=1, le=36_500)] = 365
    """What officers wrote: notes and reasons."""


class WebhookSettings(Table):
    """Where new lines of the log are sent, signed with what ``secret_file`` holds.

    ``events`` names the lines that are wanted; empty: all of them.
    """

    name: Slug
    url: WebhookUrl
    secret_file: WholePath
    events: list[Annotated[str, matching(r"[a-z_]{1,40}", 'an event, such as "finished"')]] = []
