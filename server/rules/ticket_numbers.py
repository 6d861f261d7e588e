"""Ticket numbers: a series and three digits, ``A012`` or ``34012``, read digit by digit."""

from __future__ import annotations

DIGITS = 3
LAST = 10**DIGITS - 1


class NumbersUsedUp(Exception):
    """The series has no number left today."""

    def __init__(self, series: str) -> None:
        self.series = series
        super().__init__(f"series {series} has no number left today")


def ticket_number(series: str, ordinal: int) -> str:
    """The number on the paper: ``("A", 12)`` gives ``A012``, ``("34", 12)`` gives ``34012``."""
    assert 0 <= ordinal <= LAST
    return f"{series}{ordinal:0{DIGITS}d}"


def next_ordinal(series: str, newest: int | None, first: int, last: int) -> int:
    """The ordinal after the newest one of the day; raises ``NumbersUsedUp`` after ``last``."""
    ordinal = first if newest is None else newest + 1
    if ordinal > last:
        raise NumbersUsedUp(series)
    return ordinal
