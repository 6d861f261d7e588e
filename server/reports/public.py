"""The centre as anybody may read it from outside: open or not, who waits where, what is quiet."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterator, Mapping

from server.centre import Centre
from server.messages import (
    PaperAnswer,
    PublicCentre,
    PublicDay,
    PublicField,
    PublicProcedure,
    PublicSpan,
    QuietAnswer,
    QuietHour,
    QuietPart,
)
from server.reports.centre import centre_answer
from server.reports.hall import Hall
from server.rules.catalogue import Procedure
from server.rules.quiet_hours import Hour, Week, week_of
from server.store import Transaction
from server.store.arrivals import Arrivals, arrivals_on

DAYS_AHEAD = 7
WEEKS_BACK = 8


def public_centre(centre: Centre, hall: Hall) -> PublicCentre:
    """``GET /centre/now``."""
    known, now = centre_answer(centre, hall), centre.now()
    closes_at = centre.calendar.closes_at(now) if known.open and centre.keeps_hours else None
    today = centre.calendar.day_of(now)
    return PublicCentre(
        name=known.name,
        name_en=known.name_en,
        languages=known.languages,
        trial=known.trial,
        at=known.at,
        open=known.open,
        opens_at=known.opens_at,
        closes_at=closes_at.isoformat() if closes_at else None,
        emergency=known.emergency,
        emergency_en=known.emergency_en,
        session_end=known.session_end,
        days=[_day(centre, today + dt.timedelta(days=ahead)) for ahead in range(DAYS_AHEAD)],
        fields=[
            PublicField(
                **field.model_dump(include=set(PublicField.model_fields)),
                serving=hall.floor.serving(field.id),
            )
            for field in known.fields
        ],
        refresh_seconds=centre.settings.public_page.refresh_seconds,
        phone=centre.settings.phone.enabled,
        appointments=centre.settings.appointments.enabled,
    )


def _day(centre: Centre, day: dt.date) -> PublicDay:
    spans, usual = centre.calendar.spans_on(day), centre.calendar.weekly[day.weekday()]
    return PublicDay(
        day=day.isoformat(),
        spans=[PublicSpan(opens=f"{start:%H:%M}", closes=f"{end:%H:%M}") for start, end in spans],
        holiday=bool(usual) and not spans,
        extra=bool(spans) and not usual,
    )


def public_procedure(one: Procedure) -> PublicProcedure:
    """An entry of the catalogue; its field only where it is received."""
    return PublicProcedure(
        code=one.code,
        name=one.name,
        field=one.field if one.in_service else None,
        papers=[PaperAnswer(name=name, name_en=name_en) for name, name_en in one.papers],
    )


def quiet_answer(centre: Centre, tx: Transaction) -> QuietAnswer:
    """``GET /centre/quiet``: the days of the last weeks, without today."""
    today = centre.calendar.day_of(centre.now())
    days = [today - dt.timedelta(days=back) for back in range(1, 7 * WEEKS_BACK + 1)]
    counted = {day: found for day in days if (found := _arrivals(centre, tx, day))}
    shares = open_shares(centre)
    first, last = _edges(shares)
    weekdays = Tally(day.weekday() for day in counted)
    return QuietAnswer(
        weeks=WEEKS_BACK,
        days=len(counted),
        first_hour=first,
        parts=[
            _part(field, week_of(_people(counted, field), weekdays, shares), range(first, last))
            for field in (None, *centre.fields)
        ],
    )


def open_shares(centre: Centre) -> dict[Hour, float]:
    """Which part of each hour of a usual week the centre is open."""
    minutes: Tally[Hour] = Tally(
        (weekday, minute // 60)
        for weekday, spans in enumerate(centre.calendar.weekly)
        for start, end in spans
        for minute in range(_minute(start), _minute(end))
    )
    return {hour: count / 60 for hour, count in minutes.items()}


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _edges(shares: Mapping[Hour, float]) -> tuple[int, int]:
    hours = [hour for _, hour in shares] or [0]
    return min(hours), max(hours) + 1


def _arrivals(centre: Centre, tx: Transaction, day: dt.date) -> list[Arrivals]:
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=centre.calendar.zone)
    offset = noon.utcoffset() or dt.timedelta()
    return arrivals_on(tx, day.isoformat(), int(offset.total_seconds()), centre.trial)


def _people(counted: Mapping[dt.date, list[Arrivals]], field: str | None) -> Tally[Hour]:
    people: Tally[Hour] = Tally()
    for day, arrivals in counted.items():
        for one in arrivals:
            if field in (None, one.field):
                people[day.weekday(), one.hour] += one.people if field is None else one.stops
    return people


def _part(field: str | None, week: Week | None, hours: range) -> QuietPart:
    if week is None:
        return QuietPart(field=field, quietest=[], levels=[])
    return QuietPart(
        field=field,
        quietest=[QuietHour(weekday=day, hour=hour) for day, hour in week.quietest],
        levels=[list(_row(week, day, hours)) for day in range(7)],
    )


def _row(week: Week, weekday: int, hours: range) -> Iterator[int | None]:
    for hour in hours:
        level = week.levels.get((weekday, hour))
        yield None if level is None else int(level)
