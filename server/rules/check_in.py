"""A number from a phone: its place is kept until its holder is here, and not for ever.

It stands in the line from when it was taken, like every other, and counts for whoever comes after
it; but nobody is called who is not here.  Whoever checks in has that place, also when others were
called past it meanwhile.  That is bounded: at ``here_by`` the number lapses.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Iterable
from functools import lru_cache

_network = lru_cache(maxsize=256)(ipaddress.ip_network)


def here_by(
    taken_at: dt.datetime,
    longest_wait_min: int | None,
    more_min: int,
    closes_at: dt.datetime | None,
) -> dt.datetime:
    """Until when the holder of a number must have checked in.

    The upper end of the expected wait (minutes; ``None``: nobody knows) and ``more_min`` after it,
    but never past the end of the session: a place is for the people of one session.
    """
    last = taken_at + dt.timedelta(minutes=(longest_wait_min or 0) + more_min)
    return min(last, closes_at) if closes_at is not None else last


def is_within(address: str, networks: Iterable[str]) -> bool:
    """Whether an address lies in one of the hall's networks; what is no address does not."""
    try:
        own = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = own.ipv4_mapped if isinstance(own, ipaddress.IPv6Address) else None
    return any((mapped or own) in _network(network) for network in networks)
