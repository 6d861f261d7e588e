"""What a citizen's follow page may show: for how long, and when it is almost their turn."""

from __future__ import annotations

import datetime as dt


def link_lives(days: list[dt.date], today: dt.date, more_days: int) -> bool:
    """Whether a ticket's link still opens.

    ``days`` are those of its visit (the one it began on, the one it was carried to); ``more_days``
    is how many after the last of them the link lives on.
    """
    return today <= max(days) + dt.timedelta(days=more_days)


def is_almost_called(
    ahead: int | None, minutes: int | None, most_ahead: int, most_minutes: int
) -> bool:
    """Whether somebody who waits should come near.

    ``ahead`` is ``None`` where nobody knows, as before the day that a number was carried to;
    ``minutes``, the median of the wait, where no counter is open for their field.  Behind one long
    service few people may mean half an hour; whoever is next may be called at any moment.
    """
    if ahead is None or minutes is None or ahead > most_ahead:
        return False
    return ahead == 0 or minutes <= most_minutes
