"""The end of a session, for every screen at once."""

from __future__ import annotations

import datetime as dt
from typing import Literal, cast

from server.centre import Centre
from server.messages import Apology, Notice, SessionEnd
from server.reports.hall import Hall
from server.rules.session_end import Way
from server.rules.session_words import FEW, session_words
from server.store.sessions import Ended
from server.store.times import instant


def session_end(centre: Centre, hall: Hall) -> SessionEnd | None:
    """Why there are no numbers and what becomes of those who wait; ``None`` during a session."""
    ended = hall.session_end
    if ended is None:
        return None
    numbers = _numbers(hall, ended)
    opens_at = _as_read(centre, ended.opens_at)
    said = session_words(ended.kind, ended.way, numbers, opens_at)
    return SessionEnd(
        kind=cast(Apology, str(ended.kind)),
        way=cast(Literal["finish", "carry_over", "close"], str(ended.way)),
        since=centre.local(ended.at),
        opens_at=centre.local_or_none(ended.opens_at),
        count=len(numbers),
        numbers=numbers[:FEW],
        title=said.title[0],
        title_en=said.title[1],
        text=said.text[0],
        text_en=said.text[1],
    )


def session_notices(centre: Centre, hall: Hall) -> list[Notice]:
    """What the boards say of it, before every other notice."""
    told = session_end(centre, hall)
    if told is None:
        return []
    text, english = f"{told.title} {told.text}", f"{told.title_en} {told.text_en}"
    return [Notice(text=text.strip(), text_en=english.strip())]


def _numbers(hall: Hall, ended: Ended) -> list[str]:
    """Those who were left behind; of those who are served, only who still waits."""
    if ended.way is not Way.FINISH:
        return list(ended.numbers)
    return [row.number for row in hall.waiting]


def _as_read(centre: Centre, opens_at: str | None) -> str | None:
    """``13:00``, or with its day when that is another one: ``07:30 24/11``."""
    if opens_at is None:
        return None
    at: dt.datetime = instant(opens_at).astimezone(centre.calendar.zone)
    same_day = at.date() == centre.calendar.day_of(centre.now())
    return f"{at:%H:%M}" if same_day else f"{at:%H:%M %d/%m}"
