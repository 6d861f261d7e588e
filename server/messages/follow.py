"""What a citizen's own page is told: their number and their way, never who they are."""

from __future__ import annotations

from server.messages.plain import Answer, Estimate, Named, Notice
from server.messages.words import Language


class FollowStop(Answer):
    """One stop of the way; ``counter`` is the number of the counter where there is one."""

    name: str
    name_en: str
    state: str
    counter: int | None


class LastCall(Answer):
    """The number called last in this field, and to which counter."""

    number: str
    counter: int


class MoreTime(Answer):
    """How often more time may still be asked for, and how many people would go first."""

    left: int
    places: int


class RatesNow(Answer):
    """The service that may be judged, by its stop and its field, and the reasons to choose from."""

    stop: int
    name: str
    name_en: str
    reasons: list[Named]


class FollowSnapshot(Answer):
    """``snapshot`` in ``/follow``.

    ``state`` is that of the current stop, or ``closed`` when the end of a session has closed the
    number with an apology.  ``ahead`` counts the people of the same field who go before; null
    unless waiting, and before the day to which a number was carried.  ``counter`` is the one that
    called, serves, holds or has missed this number, ``counter_name`` and the zone beside it.
    ``kept_until``: when those who wait are called again, over a break or a night;
    ``grace_until``: how long a missed number still keeps its place; ``remind_at``: when a counter
    expects somebody back who has stepped aside.  ``here_by``: until when somebody who took the
    number on a phone must have checked in; nobody calls them before.
    """

    seq: int
    epoch: str
    at: str
    trial: bool
    visit: str
    number: str
    language: Language
    state: str
    field: str
    field_name: str
    field_name_en: str
    ahead: int | None
    estimate: Estimate | None
    almost: bool
    served: bool
    """Whether a counter is open for this field."""
    counter: int | None
    counter_name: str | None
    zone: Named | None
    calls: int
    last_called: LastCall | None
    message: Notice | None
    """What the whole hall is told: an emergency, the end of a session."""
    emergency: bool
    """Whether it is an emergency."""
    stop: int
    stops: list[FollowStop]
    kept_until: str | None
    grace_until: str | None
    here_by: str | None
    lapsed_at: str | None
    """Of a number that nobody calls any more because its holder had not checked in by then."""
    remind_at: str | None
    finished_at: str | None
    rates: RatesNow | None
    """The newest service, while it has no judgement yet."""
    more_time: MoreTime | None
    """Of somebody who waits, in a centre that gives it."""
