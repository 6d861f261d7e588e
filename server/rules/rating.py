"""Until when a service may be judged."""

from __future__ import annotations

import datetime as dt


def may_be_rated(finished_at: dt.datetime, now: dt.datetime, days: int) -> bool:
    """Whether a service that has ended then is fresh enough to be judged."""
    return now - finished_at <= dt.timedelta(days=days)
