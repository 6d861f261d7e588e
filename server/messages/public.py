"""What anybody may read of the centre from outside."""

from __future__ import annotations

from server.messages.plain import Answer, Estimate
from server.messages.sessions import SessionEnd
from server.messages.words import Language


class PublicField(Answer):
    """A field, who waits in it and how long somebody new would."""

    id: str
    code: str
    name: str
    name_en: str
    agency: str
    agency_en: str
    open: bool
    reason: str | None
    opens_at: str | None
    waiting: int
    serving: int
    """Open counters that serve it; without any nobody can say how long it takes."""
    estimate: Estimate | None


class PublicSpan(Answer):
    """From when to when, as a clock shows it: ``07:30``."""

    opens: str
    closes: str


class PublicDay(Answer):
    """One day of the week that begins today; ``holiday`` when it is closed though others are not.

    ``extra`` says that a day off is worked, in exchange for a holiday.
    """

    day: str
    spans: list[PublicSpan]
    holiday: bool
    extra: bool


class PublicCentre(Answer):
    """``GET /centre/now``: one reading, which answers everybody for some seconds."""

    name: str
    name_en: str
    languages: list[Language]
    trial: bool
    at: str
    open: bool
    opens_at: str | None
    closes_at: str | None
    emergency: str | None
    emergency_en: str | None = None
    session_end: SessionEnd | None
    days: list[PublicDay]
    fields: list[PublicField]
    refresh_seconds: int
    phone: bool
    """Whether a number can be had from a phone."""
    appointments: bool
    """Whether a time to come can be chosen."""


class QuietHour(Answer):
    """A weekday (0 is Monday) and an hour of the clock."""

    weekday: int
    hour: int


class QuietPart(Answer):
    """A usual week of one field, or of the whole centre (``field`` null).

    ``levels`` has a row for each weekday and in it a number for each hour from ``first_hour`` on:
    0 quiet, 1 usual, 2 busy, null closed or not known.  Empty when too little is known.
    """

    field: str | None
    quietest: list[QuietHour]
    levels: list[list[int | None]]


class QuietAnswer(Answer):
    """``GET /centre/quiet``: how weeks usually are, from ``days`` days of the last ``weeks``."""

    weeks: int
    days: int
    first_hour: int
    parts: list[QuietPart]


class PaperAnswer(Answer):
    """A paper to bring."""

    name: str
    name_en: str


class PublicProcedure(Answer):
    """One entry of the catalogue; ``field`` null when it is not received here."""

    code: str
    name: str
    field: str | None
    papers: list[PaperAnswer]


class PublicProcedures(Answer):
    """``GET /centre/procedures``: how many match, and the best of them."""

    total: int
    items: list[PublicProcedure]
