"""How long a procedure may take (thời hạn giải quyết), in working hours: 8 are one day."""

from __future__ import annotations

import re

from server.rules.word_index import fold
from server.rules.working_calendar import HOURS_A_DAY, MOST_HOURS

LIMIT = re.compile(
    r"(?:khong qua |toi da |trong )?(\d{1,4}) (ngay|gio|day|hour)s?(?: (?:lam viec|working))?"
)
SAME_DAY = frozenset({"trong ngay", "trong ngay lam viec", "ngay trong ngay", "same day"})


def working_hours(text: str) -> int | None:
    """``"05 ngày làm việc"`` as 40; ``None`` for what is no such limit (dates and conditions)."""
    words = fold(text)
    if words in SAME_DAY:
        return HOURS_A_DAY
    match = LIMIT.fullmatch(words)
    if match is None:
        return None
    hours = int(match[1]) * (HOURS_A_DAY if match[2] in ("ngay", "day") else 1)
    return hours if 0 < hours <= MOST_HOURS else None
