"""What a board shows and a voice says."""

from __future__ import annotations

from server.messages.plain import Answer, Notice
from server.messages.words import Customer, Language


class BoardCall(Answer):
    """A call as the hall's screen lists it."""

    seq: int
    number: str
    counter: int
    counter_name: str
    field: str
    nth: int
    at: str
    state: str


class BoardCounter(Answer):
    """A counter as the hall's screen lists it."""

    id: str
    number: int
    name: str
    state: str
    ticket: str | None


class BoardWaiting(Answer):
    """How many wait in one field."""

    field: str
    name: str
    count: int


class BoardSnapshot(Answer):
    """Everything a zone's screens show: numbers only, never a person."""

    seq: int
    epoch: str
    at: str
    zone: str
    zone_name: str
    centre_name: str
    centre_name_en: str
    trial: bool
    emergency: str | None
    emergency_en: str | None = None
    """The same in English, where somebody wrote it."""
    calls: list[BoardCall]
    counters: list[BoardCounter]
    waiting: list[BoardWaiting]
    missed: list[str]
    notices: list[Notice]
    session_over: bool = False
    """The first of ``notices`` says so, the next ones what becomes of those who wait."""
    undone: list[int]
    """Calls that were taken back, by their ``seq``: what has not been said yet must not be."""


class PublicFigures(Answer):
    """What a centre tells everybody of its work: no name, no officer, no number.

    Of today: visits with a number, services, the mean wait in seconds, and the share (0 to 1) that
    was called within its field's target.  From ``since`` to today: the share of dossiers settled on
    time, and of ratings that are satisfied or very satisfied.  ``None`` while there is nothing, or
    too little, to tell.
    """

    day: str
    since: str
    as_of: str
    issued: int
    served: int
    waiting: int
    wait_mean_s: int | None
    wait_in_target: float | None
    on_time_share: float | None
    satisfied_share: float | None


class CallText(Answer):
    """What a call says, spelled out for a voice; ``en`` only when the ticket's language is it."""

    vi: str
    en: str | None


class CallEvent(Answer):
    """The ``call`` event: each is told once.  ``counter`` is the counter's number."""

    seq: int
    number: str
    counter: int
    counter_id: str
    counter_name: str
    field: str
    zone: str
    nth: int
    language: Language
    customer: Customer
    at: str
    text: CallText
