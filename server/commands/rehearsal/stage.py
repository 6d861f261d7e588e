"""What every player of a rehearsal shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from server.commands.rehearsal.hall import Hall
from server.commands.rehearsal.simulated_time import SimulatedTime
from server.commands.rehearsal.working_day import WorkingDay
from server.settings import CentreSettings, FieldSettings

LAST_CALL = dt.time(22, 30)
"""Nobody is called later: the day must not turn while somebody is served."""


@dataclass(frozen=True)
class Stage:
    """The centre, its day and its hall; ``new_codes`` gives a new dossier its code."""

    centre: CentreSettings
    day: WorkingDay
    time: SimulatedTime
    hall: Hall
    seed: int
    new_codes: Callable[[], list[str]]

    def field(self, name: str) -> FieldSettings:
        """A field of the centre."""
        return next(field for field in self.centre.fields if field.id == name)

    def is_too_late(self) -> bool:
        """Whether nobody is called any more today."""
        now = self.time.now.astimezone(self.day.opens.tzinfo)
        return now.date() != self.day.date or now.time() >= LAST_CALL
