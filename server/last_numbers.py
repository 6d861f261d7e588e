"""Which fields give no number any more in this session: the wait would pass its end."""

from __future__ import annotations

from server.centre import Centre
from server.rules.estimate import Forecast
from server.rules.session_end import comes_too_late


def late_fields(centre: Centre, forecast: Forecast) -> frozenset[str]:
    """The fields in which somebody new, behind everybody who waits, would come too late."""
    return frozenset(field for field in centre.fields if is_late(centre, field, forecast))


def is_late(centre: Centre, field: str, forecast: Forecast) -> bool:
    """The same for one field."""
    now = centre.now()
    closes_at = centre.calendar.closes_at(now) if centre.keeps_hours else None
    if closes_at is None:
        return False
    wait = forecast.newcomer(field)
    told = wait.minutes() if wait is not None else None
    return comes_too_late(told, now, closes_at, centre.settings.session_end.last_number)
