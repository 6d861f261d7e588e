"""The QR of a citizen card (CCCD): read for the age alone, and forgotten.

``id | [old 9-digit id] | full name | DDMMYYYY | Nam/Nữ | address | DDMMYYYY issued [| more]``.
A mismatch inside the card warns nobody here: the card is never a proof, only a suggestion.
"""

from __future__ import annotations

import datetime as dt
import re

ID = re.compile(r"\d{12}", re.ASCII)
OLD_ID = re.compile(r"(?:\d{9})?", re.ASCII)
BIRTH = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)


def birth_date(text: str) -> dt.date | None:
    """The date of birth on a scanned citizen card, or ``None`` when the text is not a card.

    A health-insurance card is also separated by ``|``, but its second part is hex: not a card.
    """
    parts = [part.strip() for part in text.strip().split("|")]
    if len(parts) < 7 or not ID.fullmatch(parts[0]) or not OLD_ID.fullmatch(parts[1]):
        return None
    return _date(parts[3])


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _date(text: str) -> dt.date | None:
    match = BIRTH.fullmatch(text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
