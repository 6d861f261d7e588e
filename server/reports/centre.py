"""The public centre: what anybody may know, and what the kiosk shows."""

from __future__ import annotations

from collections.abc import Mapping

from server.centre import Centre
from server.messages import (
    WAIT_PAST_END,
    CentreAnswer,
    FieldAnswer,
    Named,
    OpenSpan,
    Purpose,
    SessionEnd,
)
from server.reports.hall import Hall, told, waiting_by_field
from server.reports.session import session_end
from server.settings import FieldSettings, NamedSettings

PURPOSES = {
    Purpose.SUBMIT: ("Nộp hồ sơ", "Submit a dossier"),
    Purpose.COLLECT: ("Nhận kết quả", "Collect a result"),
    Purpose.SUPPLEMENT: ("Bổ sung hồ sơ", "Add missing papers"),
    Purpose.PAY: ("Nộp phí, lệ phí", "Pay a fee"),
    Purpose.GUIDANCE: ("Hỏi, hướng dẫn thủ tục", "Ask for guidance"),
}


def centre_answer(centre: Centre, hall: Hall) -> CentreAnswer:
    """``GET /centre`` and the kiosk's snapshot."""
    settings, now = centre.settings, centre.now()
    ended = session_end(centre, hall)
    is_open = hall.emergency is None and _gives_numbers(centre, ended)
    opens_at = None if is_open or hall.emergency else centre.calendar.opens_at(now)
    waiting = waiting_by_field(hall)
    return CentreAnswer(
        id=settings.id,
        name=settings.name,
        name_en=settings.name_en,
        timezone=settings.timezone,
        trial=centre.trial,
        open=is_open,
        opens_at=opens_at.isoformat() if opens_at else None,
        hours=[
            OpenSpan(opens_at=start.isoformat(), closes_at=end.isoformat())
            for start, end in centre.calendar.hours_from(now)
        ],
        hours_hold=centre.keeps_hours,
        ratings=centre.settings.ratings.at_kiosk,
        last_number=settings.session_end.last_number,
        session_end=ended,
        emergency=hall.emergency,
        emergency_en=hall.emergency_en,
        at=centre.local_now(),
        languages=settings.languages,
        dossier_pattern=settings.dossier_pattern,
        phone=settings.phone.enabled or settings.appointments.enabled,
        appointments=settings.appointments.enabled,
        purposes=[Named(id=one, name=vi, name_en=en) for one, (vi, en) in PURPOSES.items()],
        priorities=[_named(priority) for priority in settings.priorities],
        zones=[_named(zone) for zone in settings.zones],
        fields=[_field(centre, hall, field, waiting) for field in settings.fields],
    )


def _gives_numbers(centre: Centre, ended: SessionEnd | None) -> bool:
    if ended is not None and ended.kind == "all_closed":
        return False
    return not centre.keeps_hours or centre.calendar.is_open(centre.now())


def _next_session(centre: Centre) -> str | None:
    closes_at = centre.calendar.closes_at(centre.now())
    opens_at = centre.calendar.opens_at(closes_at) if closes_at else None
    return opens_at.isoformat() if opens_at else None


def _named(named: NamedSettings) -> Named:
    return Named(id=named.id, name=named.name, name_en=named.name_en)


def _field(
    centre: Centre, hall: Hall, field: FieldSettings, waiting: Mapping[str, int]
) -> FieldAnswer:
    agencies = {agency.id: agency for agency in centre.settings.agencies}
    serving = [row.id for row in hall.counters.values() if field.id in centre.fields_at(row)]
    late = field.id not in hall.closed and field.id in hall.too_late
    return FieldAnswer(
        id=field.id,
        code=field.series,
        name=field.name,
        name_en=field.name_en,
        agency=agencies[field.agency].name,
        agency_en=agencies[field.agency].name_en,
        icon=field.icon,
        zones=sorted({centre.counters[counter].zone for counter in serving}),
        counters=[centre.counters[counter].number for counter in serving],
        open=field.id not in hall.closed and field.id not in hall.too_late,
        reason=hall.closed.get(field.id) or (WAIT_PAST_END if late else None),
        waiting=waiting.get(field.id, 0),
        estimate=told(hall.forecast.newcomer(field.id)),
        opens_at=_next_session(centre) if late else None,
    )
