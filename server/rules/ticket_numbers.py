"""Ticket numbers: a series and three digits, ``A012`` or ``34012``, read digit by digit."""

from __future__ import annotations

from collections.abc import Sequence

DIGITS = 3
LAST = 10**DIGITS - 1
Span = tuple[int, int]


class NumbersUsedUp(Exception):
    """The series has no number left today."""

    def __init__(self, series: str) -> None:
        self.series = series
        super().__init__(f"series {series} has no number left today")


def ticket_number(series: str, ordinal: int) -> str:
    """The number on the paper: ``("A", 12)`` gives ``A012``, ``("34", 12)`` gives ``34012``."""
    assert 0 <= ordinal <= LAST
    return f"{series}{ordinal:0{DIGITS}d}"


def ordinal_of(series: str, number: str) -> int | None:
    """The place of a number in its series, or ``None`` when it is none of it."""
    digits = number.removeprefix(series)
    right = len(number) == len(series) + DIGITS and digits.isascii() and digits.isdigit()
    return int(digits) if right and number.startswith(series) else None


def next_ordinal(
    series: str, newest: int | None, first: int, last: int, reserved: Sequence[Span] = ()
) -> int:
    """The ordinal after the newest one of the day, passing over reserved spans.

    Raises ``NumbersUsedUp`` after ``last``.
    """
    ordinal = first if newest is None else newest + 1
    for start, end in sorted(reserved):
        if start <= ordinal <= end:
            ordinal = end + 1
    if ordinal > last:
        raise NumbersUsedUp(series)
    return ordinal


def top_span(
    series: str, newest: int | None, first: int, last: int, reserved: Sequence[Span], size: int
) -> Span:
    """The highest free span of ``size`` ordinals above the newest one given.

    Raises ``NumbersUsedUp`` when there is no room: what is left is for the server's own counting.
    """
    lowest = first if newest is None else newest + 1
    end = last
    for start, stop in sorted(reserved, reverse=True):
        if end - stop >= size:
            break
        end = min(end, start - 1)
    if end - size + 1 < lowest:
        raise NumbersUsedUp(series)
    return end - size + 1, end
