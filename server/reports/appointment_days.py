"""Who is expected when, as staff see it: the windows of a day, what is taken and what is free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from server.centre import Centre
from server.messages import (
    AppointmentsDay,
    BookedAnswer,
    DayTold,
    Kept,
    Named,
    Purpose,
    WindowField,
    WindowOfDay,
)
from server.rules.appointments import Window, windows_of
from server.store import Transaction
from server.store.appointments import Booked, booked_from
from server.store.fields import closed_fields
from server.store.times import stamp


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page is about: from when windows may be chosen, and the fields that may be."""

    centre: Centre
    now: dt.datetime
    today: dt.date
    offered: Sequence[str]

    def free_of(self, day: dt.date, window: Window) -> Callable[[int], int]:
        """How many more of a field may choose a window that so many have chosen."""
        settings = self.centre.settings.appointments
        open_still = window[0] > self.now and (day - self.today).days <= settings.days_ahead
        return lambda taken: max(settings.people - taken, 0) if open_still else 0


def appointments_day(
    centre: Centre, tx: Transaction, day: dt.date, field: str | None
) -> AppointmentsDay:
    """The windows of a day, today or later, and the counts of all days that may be chosen."""
    if not centre.settings.appointments.enabled:
        return _none(centre, day)
    shown = centre.offered(centre.settings.appointments.fields)
    closed = closed_fields(tx)
    asked = _Asked(
        centre,
        centre.now(),
        dt.date.fromisoformat(centre.today()),
        [one for one in shown if one not in closed and field in (None, one)],
    )
    booked = booked_from(tx, centre.today(), field)
    return AppointmentsDay(
        at=centre.local_now(),
        enabled=True,
        day=day.isoformat(),
        days=_days(asked, booked, day),
        fields=[_named(centre, one) for one in shown],
        windows=_windows(asked, booked, day),
    )


def _none(centre: Centre, day: dt.date) -> AppointmentsDay:
    return AppointmentsDay(
        at=centre.local_now(), enabled=False, day=day.isoformat(), days=[], fields=[], windows=[]
    )


def _named(centre: Centre, field: str) -> Named:
    known = centre.fields[field]
    return Named(id=field, name=known.name, name_en=known.name_en)


def _days(asked: _Asked, booked: Sequence[Booked], day: dt.date) -> list[DayTold]:
    """Today, the days that can be chosen and have windows, and whatever else somebody chose."""
    ahead = asked.centre.settings.appointments.days_ahead
    coming = [asked.today + dt.timedelta(days=n) for n in range(ahead + 1)]
    days = {one for one in coming if asked.centre.calendar.sessions_on(one)}
    days |= {dt.date.fromisoformat(one.made.day) for one in booked} | {asked.today, day}
    return [_told(asked, booked, one) for one in sorted(days)]


def _told(asked: _Asked, booked: Sequence[Booked], day: dt.date) -> DayTold:
    windows = _windows(asked, booked, day)
    return DayTold(
        day=day.isoformat(),
        taken=sum(one.taken for one in windows),
        free=sum(one.free for one in windows),
    )


def _windows(asked: _Asked, booked: Sequence[Booked], day: dt.date) -> list[WindowOfDay]:
    """Those of the hours and of whoever chose one before the hours were changed."""
    calendar, settings = asked.centre.calendar, asked.centre.settings.appointments
    of_day = [one for one in booked if one.made.day == day.isoformat()]
    windows = set(windows_of(calendar.sessions_on(day), settings.window_minutes))
    windows |= {one.made.window for one in of_day}
    return [
        _window(asked, day, window, [one for one in of_day if one.made.window == window])
        for window in sorted(windows)
    ]


def _window(asked: _Asked, day: dt.date, window: Window, who: Sequence[Booked]) -> WindowOfDay:
    free_of = asked.free_of(day, window)
    fields = [_field(asked, name, free_of, some) for name, some in _by_field(who)]
    chosen = {one.field for one in fields}
    untouched = [one for one in asked.offered if one not in chosen]
    return WindowOfDay(
        starts_at=_local(asked.centre, window[0]),
        ends_at=_local(asked.centre, window[1]),
        taken=len(who),
        free=sum(one.free for one in fields) + sum(free_of(0) for _ in untouched),
        fields=fields,
    )


def _by_field(who: Sequence[Booked]) -> Iterable[tuple[str, list[Booked]]]:
    ordered = sorted(who, key=lambda one: one.made.field)
    return [(name, list(some)) for name, some in groupby(ordered, lambda one: one.made.field)]


def _field(
    asked: _Asked, name: str, free_of: Callable[[int], int], who: Sequence[Booked]
) -> WindowField:
    return WindowField(
        field=name,
        taken=len(who),
        free=free_of(len(who)) if name in asked.offered else 0,
        items=[_booked(asked, one) for one in who],
    )


def _booked(asked: _Asked, one: Booked) -> BookedAnswer:
    return BookedAnswer(
        state=_kept(one, asked.now),
        purpose=Purpose(one.made.purpose) if one.made.purpose else None,
        number=one.number,
        came_at=asked.centre.local_or_none(one.came_at),
    )


def _kept(one: Booked, now: dt.datetime) -> Kept:
    if one.number is not None:
        return "in_time" if one.in_time else "late"
    return "missed" if now >= one.made.window[1] else "expected"


def _local(centre: Centre, at: dt.datetime) -> str:
    return centre.local(stamp(at))
