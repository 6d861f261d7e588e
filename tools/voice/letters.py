"""Letters named aloud, as calls name them."""

from __future__ import annotations

from server.rules.announcement import COMMON_LETTERS, LETTERS


def named(text: str) -> str:
    """The text with its single capitals named: "công dân số B" is said "công dân số bê"."""
    return " ".join(LETTERS[COMMON_LETTERS].get(word, word) for word in text.split())
