"""Ranges of numbers that a kiosk may give by itself while the server cannot be reached.

A range is cut from the top of the day's series, so that the numbers given here run on from the
first without a gap.  What a kiosk has not used comes back when it gives it back, as it does when
it is ended, or with the next day, also when it is never heard of again.  Revoking its token brings
nothing back: an unreachable kiosk may still be giving them.
"""

from __future__ import annotations

from server.actions.actor import Actor
from server.centre import Centre
from server.rules.ticket_numbers import NumbersUsedUp, top_span
from server.store import Transaction
from server.store.log import append
from server.store.ranges import (
    NumberRange,
    add_range,
    newest_given,
    ranges_of,
    spans_of,
    trim_range,
    used_in,
)


def reserve_ranges(centre: Centre, size: int, by: Actor) -> list[NumberRange]:
    """What this kiosk may give today, with another range where less than half of ``size`` is left.

    Used-up ranges are left out, and so is a series without room: then the kiosk gives no numbers
    of it by itself.
    """
    assert by.device is not None, "the route is for kiosks"
    with centre.store.transaction() as tx:
        held = ranges_of(tx, by.device, centre.today())
        for series in sorted({field.series for field in centre.settings.fields}):
            if _left(tx, held, series) * 2 < size:
                _cut(centre, tx, series, size, by)
        ranges = ranges_of(tx, by.device, centre.today())
        return [one for one in ranges if _unused(tx, one)]


def give_back_ranges(centre: Centre, device: str) -> None:
    """Take back what a kiosk has not used of today's ranges; does nothing when it has none."""
    with centre.store.transaction() as tx:
        held = ranges_of(tx, device, centre.today())
        returned = [one for one in held if _unused(tx, one)]
        for one in returned:
            trim_range(tx, one, used_in(tx, one))
        if returned:
            spans = [[one.series, one.first, one.last] for one in returned]
            append(tx, "ranges_returned", centre.now(), device=device, data={"ranges": spans})


def _left(tx: Transaction, held: list[NumberRange], series: str) -> int:
    return sum(_unused(tx, one) for one in held if one.series == series)


def _unused(tx: Transaction, own: NumberRange) -> int:
    return own.last - own.first + 1 - len(used_in(tx, own))


def _cut(centre: Centre, tx: Transaction, series: str, size: int, by: Actor) -> None:
    day, numbers = centre.today(), centre.settings.numbers
    newest = newest_given(tx, day, series)
    try:
        first, last = top_span(
            series, newest, numbers.first, numbers.last, spans_of(tx, day, series), size
        )
    except NumbersUsedUp:
        return
    assert by.device is not None
    add_range(tx, NumberRange(day, series, first, last, by.device))
    data = {"day": day, "series": series, "first": first, "last": last}
    append(tx, "range_reserved", centre.now(), device=by.device, data=data)
