"""Keep in the log what a citizen was told to expect, to see later how often it held."""

from __future__ import annotations

from server.actions.actor import Actor
from server.centre import Centre
from server.messages import Estimate
from server.store.log import append


def note_estimate(centre: Centre, visit: str, told: Estimate, by: Actor) -> None:
    """Write down the range of minutes that this visit was told when it took its number."""
    with centre.store.transaction() as tx:
        range_told = {"low": told.low, "high": told.high}
        who = {"staff": by.staff, "device": by.device}
        append(tx, "estimated", centre.now(), visit=visit, stop=1, **who, data=range_told)
