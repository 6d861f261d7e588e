"""Dossier codes: ``identifier-YYMMDD-sequence`` (domain: "Dossier code").

The identifier is written old style, lowest level first (``000.00.06.H56``), or new style, highest
level first (``H56.06``); both name the same agency, and both must be findable.
"""

from __future__ import annotations

import datetime as dt
import re

DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-"})


class BadDossier(Exception):
    """Not a dossier code."""

    def __init__(self, text: str) -> None:
        self.text = text[:64]
        super().__init__(f"{self.text!r} is not a dossier code such as H57.12-260302-0041")


def normalised(text: str) -> str:
    """Trimmed, upper case, dashes as hyphens, without blanks."""
    return "".join(text.upper().translate(DASHES).split())


def dossier_code(text: str, pattern: re.Pattern[str]) -> str:
    """The normalised code; raises ``BadDossier`` when it is none or its date is no date."""
    code = normalised(text)
    match = pattern.fullmatch(code)
    if match is None or not _is_date(*match.groups()[:3]):
        raise BadDossier(text)
    return code


def find_dossier_code(text: str, pattern: re.Pattern[str]) -> str | None:
    """The first dossier code anywhere in what was scanned (a URL or a text), or ``None``."""
    inner = pattern.pattern.removeprefix("^").removesuffix("$")
    anywhere = re.compile(rf"(?<![0-9A-Z.])(?P<whole>{inner})(?![0-9])", re.ASCII)
    searched = text.upper().translate(DASHES)
    for match in anywhere.finditer(searched):
        try:
            return dossier_code(match["whole"], pattern)
        except BadDossier:
            continue
    return None


def identity(code: str) -> str:
    """The spelling-independent key: old and new style of one agency give the same."""
    identifier, _, rest = code.partition("-")
    parts = identifier.split(".")
    if not parts[0][0].isalpha():
        parts.reverse()
    return ".".join(part for part in parts if set(part) != {"0"}) + "-" + rest


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        dt.date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True
