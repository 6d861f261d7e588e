"""Kinds of text in a configuration, each with words that say what was expected."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

LONGEST_TEXT = 300


def matching(pattern: str, expected: str) -> AfterValidator:
    """Check that the whole text has this pattern; the fault says ``expected``, not the pattern."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if compiled.fullmatch(text) is None:
            raise ValueError(f"expected {expected}")
        return text

    return AfterValidator(check)


def nfc(text: str) -> str:
    """One way to write each Vietnamese letter, whatever machine the text was typed on."""
    return unicodedata.normalize("NFC", text)


def _one_line(text: str) -> str:
    line = nfc(text.strip())
    if not line.isprintable() or not 1 <= len(line) <= LONGEST_TEXT:
        raise ValueError(f"expected one line of 1 to {LONGEST_TEXT} printable characters")
    return line


Slug = Annotated[
    str,
    matching(r"[a-z0-9][a-z0-9-]{0,63}", 'small letters, digits and hyphens, such as "ho-tich"'),
]
Text = Annotated[str, AfterValidator(_one_line)]
Url = Annotated[
    str,
    matching(r"https?://[^\s/]+/?", 'an address without a path, such as "http://127.0.0.1:8000"'),
]
PublicUrl = Annotated[
    str,
    matching(
        r"https?://[^\s/?#]+(?:/[^\s?#]*)?",
        'an address such as "https://xephang.example.vn", without "?" and "#"',
    ),
]
WebhookUrl = Annotated[
    str,
    matching(r"https?://[^\s/]+(?:/\S*)?", 'an address such as "https://motcua.example.vn/luot"'),
]
TimeOfDay = Annotated[
    str, matching(r"([01]\d|2[0-3]):[0-5]\d", 'a time of day from 00:00 to 23:59, such as "18:30"')
]
