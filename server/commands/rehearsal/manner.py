"""How people behave at a counter: whether they come, how long they stay, what comes of it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from server.messages import Outcome, Purpose

COMES_AT_CALL = {1: 0.90, 2: 0.06, 3: 0.015, 99: 0.025}
"""Which call brings somebody; nobody is called 99 times."""
WALK_S = (8, 45)
ANSWER_S = 40.0
"""How long an officer waits before calling again."""
LENGTH = {
    Purpose.SUBMIT: 1.0,
    Purpose.SUPPLEMENT: 0.8,
    Purpose.GUIDANCE: 0.6,
    Purpose.COLLECT: 0.5,
    Purpose.PAY: 0.4,
}
"""How long a service takes, against the field's own minutes."""
SHORTEST_S = 60
LONGEST = 3.0
EVENNESS = 4.0  # the shape of a gamma distribution: services differ, few are very long
USUAL_OUTCOME = {
    Purpose.SUBMIT: Outcome.RECEIVED,
    Purpose.SUPPLEMENT: Outcome.RECEIVED,
    Purpose.GUIDANCE: Outcome.GUIDED,
    Purpose.COLLECT: Outcome.RESULT_RETURNED,
    Purpose.PAY: Outcome.FEE_PAID,
}
UNUSUAL_SHARE = 0.12
UNUSUAL_OUTCOMES = (Outcome.SUPPLEMENT_REQUESTED, Outcome.GUIDED, Outcome.REFUSED, Outcome.OTHER)


@dataclass(frozen=True, slots=True)
class Manner:
    """One person at one counter; seconds are the centre's."""

    comes_at_call: int
    walk_s: int
    service_s: int
    outcome: Outcome


def manner_of(seed: int, number: str, stop: int, purpose: Purpose, minutes: float) -> Manner:
    """How the bearer of this number behaves at this stop: the same seed, the same behaviour."""
    chance = random.Random(f"{seed}/{number}/{stop}")  # noqa: S311 - has to be repeatable
    calls, shares = list(COMES_AT_CALL), list(COMES_AT_CALL.values())
    return Manner(
        comes_at_call=chance.choices(calls, shares)[0],
        walk_s=chance.randint(*WALK_S),
        service_s=service_s(chance, minutes * LENGTH[purpose]),
        outcome=_outcome(chance, purpose),
    )


def service_s(chance: random.Random, minutes: float) -> int:
    """Seconds of a service that lasts so many minutes on average."""
    length = min(chance.gammavariate(EVENNESS, 1 / EVENNESS), LONGEST)
    return max(SHORTEST_S, round(minutes * 60 * length))


def _outcome(chance: random.Random, purpose: Purpose) -> Outcome:
    if chance.random() < UNUSUAL_SHARE:
        return chance.choice(UNUSUAL_OUTCOMES)
    return USUAL_OUTCOME[purpose]
