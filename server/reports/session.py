"""The end of a session, for every screen at once."""

from __future__ import annotations

from typing import Literal, cast

from server.centre import Centre
from server.messages import Apology, Notice, SessionEnd
from server.reports.hall import Hall
from server.rules.session_end import Way
from server.rules.session_words import (
    FEW,
    closed_numbers,
    every_closed_number,
    session_words,
)
from server.store.sessions import Ended
from server.store.times import instant

MOST_LINES = 3
"""Of closed numbers: more would hide all other notices, and a board is told little at once."""


def session_end(centre: Centre, hall: Hall) -> SessionEnd | None:
    """Why there are no numbers and what becomes of those who wait; ``None`` during a session."""
    ended = hall.session_end
    if ended is None:
        return None
    numbers = _numbers(hall, ended)
    said = session_words(ended.kind, ended.way, numbers, _as_read(centre, ended.opens_at))
    closed = ended.way is Way.CLOSE and numbers
    named = closed_numbers(numbers) if closed else ("", "")
    return SessionEnd(
        kind=cast(Apology, str(ended.kind)),
        way=cast(Literal["finish", "carry_over", "close"], str(ended.way)),
        since=centre.local(ended.at),
        opens_at=centre.local_or_none(ended.opens_at),
        count=len(numbers),
        numbers=numbers[:FEW],
        title=said.title[0],
        title_en=said.title[1],
        text=f"{said.text[0]} {named[0]}".strip(),
        text_en=f"{said.text[1]} {named[1]}".strip(),
    )


def session_message(centre: Centre, hall: Hall) -> Notice | None:
    """The same in one line, without the numbers it is about; ``None`` during a session."""
    ended = hall.session_end
    if ended is None:
        return None
    numbers = _numbers(hall, ended)
    said = session_words(ended.kind, ended.way, numbers, _as_read(centre, ended.opens_at))
    return Notice(
        text=f"{said.title[0]} {said.text[0]}".strip(),
        text_en=f"{said.title[1]} {said.text[1]}".strip(),
    )


def session_notices(centre: Centre, hall: Hall) -> list[Notice]:
    """What the boards say of it before every other notice, a sentence at a time.

    A board's line holds about ninety letters.
    """
    ended = hall.session_end
    if ended is None:
        return []
    numbers = _numbers(hall, ended)
    said = session_words(ended.kind, ended.way, numbers, _as_read(centre, ended.opens_at))
    sentences = zip(_sentences(said.text[0]), _sentences(said.text[1]), strict=True)
    closed = every_closed_number(numbers, MOST_LINES) if ended.way is Way.CLOSE else []
    lines = [said.title, *sentences, *closed]
    return [Notice(text=text, text_en=english) for text, english in lines]


def _sentences(text: str) -> list[str]:
    return [f"{one.rstrip('.')}." for one in text.split(". ") if one]


def _numbers(hall: Hall, ended: Ended) -> list[str]:
    """Those who were left behind; of those who are served, only who still waits."""
    if ended.way is not Way.FINISH:
        return list(ended.numbers)
    return [row.number for row in hall.waiting]


def _as_read(centre: Centre, opens_at: str | None) -> tuple[str, str] | None:
    """``13:00``, or with its day when that is another one, in either language."""
    if opens_at is None:
        return None
    at = instant(opens_at).astimezone(centre.calendar.zone)
    if at.date() == centre.calendar.day_of(centre.now()):
        return f"{at:%H:%M}", f"{at:%H:%M}"
    return f"{at:%H:%M} ngày {at:%d/%m}", f"{at:%H:%M} on {at:%d/%m}"
