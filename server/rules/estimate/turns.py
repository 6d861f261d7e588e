"""How long a counter is taken by whoever is next in a line, who may not come or be gone."""

from __future__ import annotations

from dataclasses import dataclass

from server.rules.estimate.people import Person
from server.rules.estimate.service_times import Length, ServiceTimes
from server.rules.estimate.turnout import EVERYBODY_COMES, Absence, Turnout

MISSED_SPREAD = 0.25
"""The squared coefficient of variation of the time spent on somebody who does not come."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Of one person: mean seconds, variance, and the standard error of the mean.

    ``left_s`` is what is left on average of one in progress: the residual life of renewal theory.
    """

    mean_s: float
    variance: float
    unsure_s: float
    left_s: float


NOBODY_THERE = Turn(0.0, 0.0, 0.0, 0.0)


class Turns:
    """By field and purpose; ``between_s`` passes between one person and the next."""

    def __init__(self, times: ServiceTimes, turnout: Turnout | None, between_s: float) -> None:
        """Without a turnout everybody comes."""
        self._times, self._turnout, self._between_s = times, turnout, between_s
        self._known: dict[tuple[str, str | None], Turn] = {}

    def of(self, field: str, purpose: str | None) -> Turn:
        """Of somebody in the line."""
        key = (field, purpose)
        if (known := self._known.get(key)) is None:
            absence = self._turnout.of(field) if self._turnout else EVERYBODY_COMES
            known = self._known[key] = _turn(self._times.of(*key), absence, self._between_s)
        return known

    def expected(self, one: Person, at_s: float) -> Turn:  # noqa: ARG002 - whenever it is
        """The same of a person in line, whenever the call may be."""
        return self.of(one.line.field, one.purpose)

    def under_way(self, field: str, purpose: str | None, for_s: float) -> Turn:
        """What is left of a service that has lasted ``for_s`` seconds."""
        left = self._times.left(field, purpose, for_s)
        whole = self._times.of(field, purpose)
        left_s = (whole.mean_s**2 + whole.variance) / (2 * whole.mean_s)
        mean_s = left.mean_s + self._between_s
        return Turn(mean_s, left.variance, left.mean_s * left.unsure**0.5, left_s)


def _turn(service: Length, absence: Absence, between_s: float) -> Turn:
    """A service, a call in vain or nothing, each with its share."""
    called, missed = 1 - absence.gone, (1 - absence.gone) * absence.missed
    served, waste_s = called - missed, absence.seconds
    mean_s = served * service.mean_s + missed * waste_s
    squares = served * (service.variance + service.mean_s**2)
    squares += missed * waste_s**2 * (1 + MISSED_SPREAD)
    return Turn(
        mean_s + called * between_s,
        squares - mean_s**2,
        mean_s * service.unsure**0.5,
        squares / (2 * mean_s),
    )
