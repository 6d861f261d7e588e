"""Who waits and who is served, as the expected wait needs them."""

from __future__ import annotations

from dataclasses import dataclass

from server.rules.routing import Desk, InLine


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who waits; ``then`` are the fields still to come on the same ticket."""

    line: InLine
    purpose: str | None = None
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """An open counter, and who has been there for how many seconds since the call."""

    desk: Desk
    at_it: Person | None = None
    for_s: float = 0.0
