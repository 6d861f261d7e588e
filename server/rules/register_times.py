"""Days and times as registers write them: ``16:30 02/03/2026``, ``2026-03-02 16:30``, …"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

FIRST_YEAR, LAST_YEAR = 2000, 2100
SPREADSHEET_EPOCH = dt.datetime(1899, 12, 30)

_MINUTES = r"(?P<minute>\d{1,2})(?::(?P<second>\d{2})(?:\.\d+)?|\s*phút)?"
_TIME = rf"(?P<hour>\d{{1,2}})\s*(?::|h|giờ)\s*(?:{_MINUTES})?"
_MONTH = r"(?:/|-|\.|\s+tháng\s+)(?P<month>\d{1,2})"
_DAY = rf"(?P<day>\d{{1,2}}){_MONTH}(?:/|-|\.|\s+năm\s+)(?P<year>\d{{4}})"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_GAP = r"(?:\s*[,;]?\s*(?:ngày\s+)?|t)"
FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?:ngày\s+)?{_DAY}(?:{_GAP}{_TIME})?",
        rf"{_TIME}{_GAP}{_DAY}",
        rf"{_ISO}(?:{_GAP}{_TIME})?",
    )
)

Moment = dt.date | dt.datetime
"""A day, or a day with its local time."""


def moment_of(cell: object) -> Moment | None:
    """What a cell says, ``None`` when it is no day from 2000 to 2100.

    A spreadsheet's midnight is a day: nobody hands a dossier in at that time.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return _of_number(cell)
    if isinstance(cell, dt.datetime):
        return _within(cell.replace(tzinfo=None, microsecond=0))
    if isinstance(cell, dt.date):
        return _within(dt.datetime(cell.year, cell.month, cell.day))
    return _of_text(unicodedata.normalize("NFC", str(cell)).strip().lower())


def _of_number(days: float) -> Moment | None:
    if not 0 < days < 100_000:
        return None
    moment = SPREADSHEET_EPOCH + dt.timedelta(seconds=round(days * 86_400))
    return _within(moment)


def _of_text(text: str) -> Moment | None:
    match = next((found for form in FORMS if (found := form.fullmatch(text))), None)
    if match is None:
        return None
    parts = {name: int(value or 0) for name, value in match.groupdict().items()}
    try:
        return _within(dt.datetime(**parts))  # type: ignore[arg-type]
    except ValueError:
        return None


def _within(moment: dt.datetime) -> Moment | None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment if moment.time() != dt.time() else moment.date()
