"""The end of a session, as every screen says it."""

from __future__ import annotations

from typing import Literal

from server.messages.plain import Answer
from server.messages.words import Apology


class SessionEnd(Answer):
    """Why the session is over, what becomes of those who waited, and how to say it: in
    short (``title``), and what people should know (``text``, perhaps empty).

    ``numbers`` are those carried over or closed, at most ten of ``count``; ``opens_at`` is when
    numbers are given again, if that is known.
    """

    kind: Apology
    way: Literal["finish", "carry_over", "close"]
    since: str
    opens_at: str | None
    count: int
    numbers: list[str]
    title: str
    title_en: str
    text: str
    text_en: str
