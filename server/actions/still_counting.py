"""Counting for a report that takes longer than whoever asked will wait."""

from __future__ import annotations


class StillCounting(Exception):
    """So many days, or dossiers, are not counted yet; whoever asks again goes on from there."""

    def __init__(self, days: int = 0, dossiers: int = 0) -> None:
        self.days = days
        self.dossiers = dossiers
        super().__init__(f"{days} days and {dossiers} dossiers are not counted yet")
