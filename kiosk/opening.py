"""Whether numbers are given now, by what the server has told: also while it is away."""

from __future__ import annotations

import datetime as dt

from server.messages import WAIT_PAST_END, CentreAnswer, FieldAnswer, OpenSpan


def as_of(centre: CentreAnswer, now: dt.datetime) -> CentreAnswer:
    """The centre with ``open`` and ``opens_at`` as they are at this instant, its fields too.

    A trial centre is always open, unless it keeps its hours; one that has told no hours, that gives
    no numbers in an emergency or because every counter is closed, stays as it was told.
    """
    if not _goes_by_hours(centre, now):
        return centre
    here = next((span for span in centre.hours if _is_in(span, now)), None)
    if here is None:
        closed = {"open": False, "opens_at": _opens_after(centre, now)}
        return centre.model_copy(update=closed)
    fields = [_in_time(field, centre, here, now) for field in centre.fields]
    at_work = {"open": True, "opens_at": None, "session_end": None, "fields": fields}
    return centre.model_copy(update=at_work)


def _goes_by_hours(centre: CentreAnswer, now: dt.datetime) -> bool:
    holds = centre.hours_hold if centre.hours_hold is not None else not centre.trial
    if not holds or centre.emergency or not centre.hours:
        return False
    return not _all_closed(centre, now)


def _all_closed(centre: CentreAnswer, now: dt.datetime) -> bool:
    """Whether every counter was closed in the session that is still on."""
    ended = centre.session_end
    if ended is None or ended.kind != "all_closed":
        return False
    since = _at(ended.since)
    return any(_is_in(span, since) and _is_in(span, now) for span in centre.hours)


def _in_time(
    field: FieldAnswer, centre: CentreAnswer, here: OpenSpan, now: dt.datetime
) -> FieldAnswer:
    """A field closes when its wait would pass the end of the session, and opens with the next."""
    if field.reason == WAIT_PAST_END and field.opens_at and _at(field.opens_at) <= now:
        return field.model_copy(update={"open": True, "reason": None, "opens_at": None})
    if field.open and _too_late(field, centre, here, now):
        opens_at = _opens_after(centre, now)
        closed = {"open": False, "reason": WAIT_PAST_END, "opens_at": opens_at}
        return field.model_copy(update=closed)
    return field


def _too_late(field: FieldAnswer, centre: CentreAnswer, here: OpenSpan, now: dt.datetime) -> bool:
    if field.estimate is None or centre.last_number == "off":
        return False
    low, high = field.estimate.low, field.estimate.high
    wait = dt.timedelta(minutes=low if centre.last_number == "low" else high)
    return now + wait > _at(here.closes_at)


def _opens_after(centre: CentreAnswer, now: dt.datetime) -> str | None:
    later = [span.opens_at for span in centre.hours if _at(span.opens_at) > now]
    return min(later, key=_at, default=None)


def _is_in(span: OpenSpan, now: dt.datetime) -> bool:
    return _at(span.opens_at) <= now < _at(span.closes_at)


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
