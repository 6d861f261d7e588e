"""``[dossiers]`` of ``centre.toml``: dossiers, how another system's export names things, limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from server.settings.faults import Table
from server.settings.texts import Slug, Text

Headers = Annotated[list[Text], Field(min_length=1, max_length=20)]
Words = Annotated[dict[str, Slug], Field(max_length=500)]


class DossierColumns(Table):
    """The export's own headers for each column, beside the usual ones; the first found wins."""

    code: Headers | None = None
    procedure: Headers | None = None
    agency: Headers | None = None
    state: Headers | None = None
    received_at: Headers | None = None
    due_at: Headers | None = None
    result_ready_at: Headers | None = None
    returned_at: Headers | None = None
    channel: Headers | None = None


class DossiersSettings(Table):
    """How dossiers come in from the *một cửa điện tử* system, and when they are urged.

    ``agencies``, ``states`` and ``channels`` give the export's words for ours.
    """

    columns: DossierColumns = DossierColumns()
    agencies: Words = {}
    states: Annotated[dict[str, Annotated[int, Field(ge=1, le=10)]], Field(max_length=200)] = {}
    channels: Annotated[dict[str, Literal["online", "direct", "post"]], Field(max_length=200)] = {}
    due_soon_days: Annotated[int, Field(ge=0, le=30)] = 2
    looks_per_minute: Annotated[int, Field(ge=1, le=600)] = 10
    looks_per_minute_in_all: Annotated[int, Field(ge=1, le=6000)] = 40
