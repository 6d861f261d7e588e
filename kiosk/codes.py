"""What of a scanned text the server needs: a code, or a card's date of birth.  Nothing else leaves.

A citizen card (CCCD) is ``id | old id | name | DDMMYYYY | sex | address | DDMMYYYY issued``; what
goes on is the same shape with the date of birth alone, which is all that an age needs.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-"))
CARD = re.compile(r"\s*\d{12}\|(?:\d{9})?\|[^|]*\|(\d{8})\|[^|]*\|[^|]*\|.*", re.ASCII | re.DOTALL)
CARD_OF_NOBODY = "000000000000|||{}|||"
PROCEDURE = re.compile(r"(?<![\d.])[123]\.\d{6}(?!\d)", re.ASCII)
FOLLOW = re.compile(r"/t/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])", re.ASCII)
NUMBER = re.compile(r"\s*([A-Za-z]?\d{3,6})\s*", re.ASCII)
NUMBER_AND_CODE = re.compile(r"\s*([A-Za-z]?\d{3,5})\s*-\s*(\d{4})\s*", re.ASCII)
"""A number from a phone, and the code that checks its holder in."""
APPOINTMENT = re.compile(r"/hen/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])", re.ASCII)
APPOINTMENT_CODE = re.compile(r"\s*HEN-?(\d{4})-?(\d{4})\s*", re.ASCII | re.IGNORECASE)
LONGEST_TYPED = 64


class CodeKind(StrEnum):
    """What was scanned or typed."""

    DOSSIER = "dossier"
    CARD = "citizen_card"
    PROCEDURE = "procedure"
    TICKET = "ticket"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """A text that means something here, and no more of it than the server needs."""

    kind: CodeKind
    text: str


def scanned_code(text: str, dossier_pattern: str) -> ScannedCode | None:
    """The one thing of interest in a text, or ``None``: then it is nobody's business."""
    readable = unquote(text)
    if code := _dossier(readable, re.compile(dossier_pattern, re.ASCII)):
        return ScannedCode(CodeKind.DOSSIER, code)
    if match := CARD.fullmatch(text):
        return ScannedCode(CodeKind.CARD, CARD_OF_NOBODY.format(match[1]))
    if match := PROCEDURE.search(readable):
        return ScannedCode(CodeKind.PROCEDURE, match[0])
    if match := FOLLOW.search(text):
        return ScannedCode(CodeKind.TICKET, match[0])
    if coming := _coming(text):
        return ScannedCode(CodeKind.CHECK_IN, coming)
    if match := NUMBER.fullmatch(text):
        return ScannedCode(CodeKind.TICKET, match[1])
    return None


def _coming(text: str) -> str | None:
    """What checks somebody in: an appointment, by its QR or code, or a phone's number and code."""
    if match := APPOINTMENT.search(text):
        return match[0]
    if match := APPOINTMENT_CODE.fullmatch(text):
        return f"HEN-{match[1]}-{match[2]}"
    match = NUMBER_AND_CODE.fullmatch(text)
    return f"{match[1]}-{match[2]}" if match else None


def _dossier(text: str, pattern: re.Pattern[str]) -> str | None:
    """The first dossier code in a text; one typed with blanks inside is found too."""
    upper = text.upper().translate(DASHES)
    texts = [upper, "".join(upper.split())] if len(upper) <= LONGEST_TYPED else [upper]
    inner = pattern.pattern.removeprefix("^").removesuffix("$")
    anywhere = re.compile(rf"(?<![0-9A-Z.])(?P<whole>{inner})(?![0-9])", re.ASCII)
    found = (match["whole"] for one in texts for match in anywhere.finditer(one))
    return next((code for code in found if _has_date(code, pattern)), None)


def _has_date(code: str, pattern: re.Pattern[str]) -> bool:
    match = pattern.fullmatch(code)
    assert match is not None, "found by the same pattern"
    try:
        year, month, day = (int(part) for part in match.groups()[:3])
        dt.date(2000 + year, month, day)
    except ValueError:
        return False
    return True
