"""What a counter's tablet is told."""

from __future__ import annotations

from server.messages.plain import Answer, Named


class RatingAsked(Answer):
    """Somebody has just been served here and may judge it, for so many seconds more."""

    visit: str
    language: str
    seconds: int


class TabletSnapshot(Answer):
    """``snapshot`` in ``/tablet``: whose counter it is, and whether somebody is asked."""

    seq: int
    epoch: str
    at: str
    centre: str
    centre_en: str
    counter: int
    trial: bool
    reasons: list[Named]
    asked: RatingAsked | None
