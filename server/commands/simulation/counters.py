"""Which counters are staffed, and when: all of them, or as the command line says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.commands.errors import CommandFailed
from server.commands.rehearsal.working_day import WorkingDay
from server.commands.simulation.people import seconds_of
from server.rules.session_end import Way
from server.rules.simulation import Closing, Staffed
from server.settings import CentreSettings, CounterSettings

TOMORROW_S = 2 * 86400.0
Span = tuple[float, float]
Choice = dict[str, Span | None]
"""Counters by id, each with its hours or, as ``None``, for the whole day."""

ONE = re.compile(r"(?P<name>[^@]+)(?:@(?P<begin>\d\d:\d\d)-(?P<end>\d\d:\d\d))?")


def chosen(centre: CentreSettings, text: str | None) -> Choice:
    """The counters that ``1,2,7@07:30-11:30`` names by number; all when nothing is said.

    Raises ``CommandFailed``.
    """
    if text is None:
        return {counter.id: None for counter in centre.counters}
    by_number = {str(counter.number): counter.id for counter in centre.counters}
    choice: Choice = {}
    for part in text.split(","):
        found = ONE.fullmatch(part.strip())
        if found is None or found["name"] not in by_number:
            numbers = ", ".join(by_number)
            raise CommandFailed(
                f"--counters: {part.strip()!r} is no counter; name some of {numbers},"
                " each alone or with hours such as 3@07:30-11:30"
            )
        choice[by_number[found["name"]]] = _hours(found["begin"], found["end"])
    return choice


def _hours(begin: str | None, end: str | None) -> Span | None:
    if begin is None or end is None:
        return None
    span = _seconds(begin), _seconds(end)
    if span[0] >= span[1]:
        raise CommandFailed(f"--counters: {begin}-{end} ends before it begins")
    return span


def _seconds(clock: str) -> float:
    hours, minutes = map(int, clock.split(":"))
    return hours * 3600.0 + minutes * 60.0


def staffed(centre: CentreSettings, day: WorkingDay, choice: Choice) -> list[Staffed]:
    """The chosen counters within the day's opening hours."""
    opening = [(seconds_of(begin), seconds_of(end)) for begin, end in day.spans]
    return [
        _staffed(counter, opening, choice[counter.id])
        for counter in centre.counters
        if counter.id in choice
    ]


def must_be_open_sometimes(centre: CentreSettings, by_day: Sequence[Sequence[Staffed]]) -> None:
    """Raise ``CommandFailed`` where the chosen hours of a counter lie outside the centre's."""
    sometimes = {one.counter for counters in by_day for one in counters if one.spans}
    for counter in by_day[0]:
        if counter.counter not in sometimes:
            number = next(one.number for one in centre.counters if one.id == counter.counter)
            raise CommandFailed(
                f"--counters: the centre is closed at the hours of {number};"
                f" it is open {', '.join(centre.hours.spans)}"
            )


def closings_of(centre: CentreSettings, day: WorkingDay) -> list[Closing]:
    """The ends of the day's sessions, and what the centre does for those who still wait."""
    ends = [
        Closing(seconds_of(begin), seconds_of(end), Way(centre.session_end.at_break))
        for begin, end in day.breaks()
    ]
    evening = Way(centre.session_end.at_evening)
    return [*ends, Closing(seconds_of(day.closes), TOMORROW_S, evening)]


def _staffed(counter: CounterSettings, opening: list[Span], hours: Span | None) -> Staffed:
    begin, end = hours or (0.0, 86400.0)
    cut = ((max(begin, opens), min(end, closes)) for opens, closes in opening)
    return Staffed(
        counter=counter.id,
        fields=tuple(counter.fields),
        spans=tuple(span for span in cut if span[0] < span[1]),
        secondary=tuple(counter.secondary),
        secondary_after_s=counter.secondary_after_minutes * 60,
    )
