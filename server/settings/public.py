"""``[public_page]`` of ``centre.toml``: what anybody may read about the centre from outside."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.settings.faults import Table


class PublicPageSettings(Table):
    """The page ``/centre`` for people at home.

    ``refresh_seconds``: so long one reading of the hall answers everybody, and so often an open
    page asks.  ``searches_per_minute``: of the catalogue, from one address.
    """

    enabled: bool = True
    refresh_seconds: Annotated[int, Field(ge=5, le=300)] = 20
    searches_per_minute: Annotated[int, Field(ge=1, le=6000)] = 60
