"""Kinds of text in a configuration, each with words that say what was expected."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints


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


def _composed(value: object) -> object:
    return nfc(value) if isinstance(value, str) else value


def _is_printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("expected one line of printable text")
    return text


Slug = Annotated[
    str,
    matching(r"[a-z0-9][a-z0-9-]{0,63}", 'small letters, digits and hyphens, such as "ho-tich"'),
]
Text = Annotated[
    str,
    BeforeValidator(_composed),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_is_printable),
]
Url = Annotated[
    str,
    matching(r"https?://[^\s/]+/?", 'an address without a path, such as "http://127.0.0.1:8000"'),
]
PublicUrl = Annotated[
    str, matching(r"https?://[^\s/]+(?:/\S*)?", 'an address such as "https://xephang.example.vn"')
]
