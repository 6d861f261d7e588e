"""Instants in the database: UTC text with milliseconds, which sorts as it runs."""

from __future__ import annotations

import datetime as dt


def stamp(at: dt.datetime) -> str:
    """``2026-11-23T01:01:12.345Z``."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds")[: -len("+00:00")] + "Z"


def instant(text: str) -> dt.datetime:
    """The instant that ``stamp`` wrote."""
    return dt.datetime.fromisoformat(text)
