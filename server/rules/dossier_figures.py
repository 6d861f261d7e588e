"""What reports count of one dossier: on which days it adds to which figure, and takes away.

A dossier is received on a day, may be settled on a later one, and is late from the instant it was
due until it is settled.  What is in progress on a day is the sum of all that came before it, and so
is what is late: that is why a report over years adds few numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

NOT_OURS = (1, 3)
"""1 was only sent in, 3 was not taken."""
OVER = (7, 8, 9, 10)
"""Withdrawn, stopped or done: such a dossier is in progress no more, whatever its dates."""


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier as the register has it."""

    identity: str
    procedure: str | None
    agency: str | None
    state: int | None
    channel: str | None
    received_at: dt.datetime | None
    due_at: dt.datetime | None
    settled_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Came:
    """A visit for a dossier; ``served``: somebody was served at one of its stops."""

    field: str
    added_at: dt.datetime
    trial: bool
    served: bool


@dataclass(frozen=True, slots=True)
class DossierFact:
    """What is counted of a dossier; instants are UTC.

    ``field`` is told only where no procedure says it.  ``known_at``: received, or first come for.
    ``received``: ``online`` or ``direct``.  ``settled_at`` is never before it was received.
    ``late_from``: from when it is or was late, until it is settled.  ``times``: the visits that
    were served, without and with those on trial.
    """

    identity: str
    procedure: str | None
    field: str | None
    agency: str | None
    known_at: dt.datetime | None
    received: str | None
    going: bool
    settled_at: dt.datetime | None
    ending: str | None
    late_from: dt.datetime | None
    times: int
    times_with_trial: int
    in_register: bool


Day = Callable[[dt.datetime], str]
Added = tuple[str, str, int]
"""A figure, a day, and how much is added to it there."""


def dossier_fact(dossier: Known, came: Sequence[Came], day: Day) -> DossierFact:
    """The fact of a dossier; ``day`` tells the centre's day of an instant."""
    received = dossier.received_at
    ours = received is not None and dossier.state not in NOT_OURS
    settled = _settled(dossier) if ours else None
    going = ours and (settled is not None or dossier.state not in OVER)
    served = [one for one in came if one.served]
    return DossierFact(
        identity=dossier.identity,
        procedure=dossier.procedure,
        field=came[0].field if came and dossier.procedure is None else None,
        agency=dossier.agency,
        known_at=received or min((one.added_at for one in came), default=None),
        received=("online" if dossier.channel == "online" else "direct") if ours else None,
        going=going,
        settled_at=settled,
        ending=_ending(dossier, day) if settled is not None else None,
        late_from=_late_from(dossier, settled) if going else None,
        times=sum(not one.trial for one in served),
        times_with_trial=len(served),
        in_register=received is not None,
    )


def _settled(dossier: Known) -> dt.datetime | None:
    if dossier.settled_at is None or dossier.received_at is None:
        return None
    return max(dossier.settled_at, dossier.received_at)


def _ending(dossier: Known, day: Day) -> str:
    """Early by the day, on time by the hour."""
    settled, due = dossier.settled_at, dossier.due_at
    assert settled is not None
    if due is None:
        return "without_due"
    if settled > due:
        return "late"
    return "early" if day(settled) < day(due) else "on_time"


def _late_from(dossier: Known, settled: dt.datetime | None) -> dt.datetime | None:
    if dossier.due_at is None or dossier.received_at is None:
        return None
    since = max(dossier.received_at, dossier.due_at)
    return since if settled is None or settled > since else None


def added_by(fact: DossierFact, day: Day) -> Iterator[Added]:
    """Every day on which a dossier adds to a figure or takes away from one."""
    if fact.known_at is not None:
        known = day(fact.known_at)
        for figure in _begun(fact):
            yield figure, known, 1
    if fact.late_from is not None:
        yield "overdue", day(fact.late_from), 1
    if fact.settled_at is not None and fact.ending is not None:
        over = day(fact.settled_at)
        yield fact.ending, over, 1
        yield "in_progress", over, -1
        if fact.late_from is not None:
            yield "overdue", over, -1


def _begun(fact: DossierFact) -> Iterator[str]:
    """What a dossier adds to on the day from which it is known."""
    for trial, times in ((False, fact.times), (True, fact.times_with_trial)):
        if fact.in_register or times:
            yield came_figure(trial, times)
    if fact.received is not None:
        yield fact.received
    if fact.going:
        yield "in_progress"


def came_figure(trial: bool, times: int) -> str:
    """The name of the figure of those for which somebody came so many times."""
    return f"came{'_with_trial' if trial else ''}:{times}"


def times_of(figure: str, trial: bool) -> int | None:
    """How many times a figure stands for; ``None`` when it is another one."""
    name, _, times = figure.partition(":")
    return int(times) if name == came_figure(trial, 0).partition(":")[0] else None
