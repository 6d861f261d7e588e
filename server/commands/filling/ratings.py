"""What made-up people say of a service when it is over: a few of them say anything."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from server.commands.filling.hall import Stay

SAYS_SOMETHING = 0.2
SCORES = (3, 2, 1)
SHARES = (62, 34, 4)
UNHAPPY = 1
AFTER_S = (5, 90)


@dataclass(frozen=True, slots=True)
class Said:
    """A judgement of one service, and when it was given."""

    at: dt.datetime
    score: int
    reasons: list[str]


class Ratings:
    """Lets some of those who were served judge."""

    def __init__(self, reasons: Sequence[str], chance: random.Random) -> None:
        self._reasons = reasons
        self._chance = chance

    def of(self, stay: Stay) -> Said | None:
        """What is said of a service, if anything."""
        if stay.started_at is None or stay.finished_at is None:
            return None
        if self._chance.random() >= SAYS_SOMETHING:
            return None
        [score] = self._chance.choices(SCORES, SHARES)
        after = dt.timedelta(seconds=self._chance.randint(*AFTER_S))
        why = [self._chance.choice(self._reasons)] if score == UNHAPPY and self._reasons else []
        return Said(stay.finished_at + after, score, why)
