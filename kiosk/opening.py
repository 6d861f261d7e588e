"""Whether the centre is open now, by the hours that the server has told: also while it is away."""

from __future__ import annotations

import datetime as dt

from server.messages import CentreAnswer


def as_of(centre: CentreAnswer, now: dt.datetime) -> CentreAnswer:
    """The centre with ``open`` and ``opens_at`` as they are at this instant.

    A trial centre is always open; one that has told no hours, or that gives no numbers in an
    emergency, stays as it was told.
    """
    if centre.trial or centre.emergency or not centre.hours:
        return centre
    is_open = any(_at(span.opens_at) <= now < _at(span.closes_at) for span in centre.hours)
    later = [span.opens_at for span in centre.hours if _at(span.opens_at) > now]
    opens_at = None if is_open else min(later, key=_at, default=None)
    return centre.model_copy(update={"open": is_open, "opens_at": opens_at})


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
