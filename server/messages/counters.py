"""A counter, as its officer sees it."""

from __future__ import annotations

from typing import Literal

from server.messages.plain import Answer
from server.messages.sessions import SessionEnd
from server.messages.tickets import TicketAnswer, WaitingTicket
from server.messages.words import CounterMode


class CounterFigures(Answer):
    """What a counter has done today; means in seconds, null while there is none."""

    served: int
    no_show: int
    mean_wait_s: float | None
    mean_service_s: float | None


class WentTo(Answer):
    """Where the officer who left a counter is now."""

    officer_name: str
    counter: str
    number: int


class CounterAnswer(Answer):
    """A counter, as staff see it.

    ``calls_at`` is when an automatic counter calls the first of ``waiting`` by itself; null while
    it does not: nobody is there unless ``attended``, its officer at a page that is not locked.
    """

    id: str
    number: int
    name: str
    zone: str
    fields: list[str]
    state: Literal["closed", "open", "paused", "called", "serving"]
    mode: CounterMode
    attended: bool
    calls_at: str | None
    officer: str | None
    officer_name: str | None
    pause_reason: str | None
    went_to: WentTo | None
    ticket: TicketAnswer | None
    waiting: list[WaitingTicket]
    held: list[WaitingTicket]
    missed: list[WaitingTicket]
    coming: list[WaitingTicket] = []
    """Who has a number from a phone and is not here yet: nobody calls them."""
    today: CounterFigures


class CountersAnswer(Answer):
    """``GET /counters``."""

    items: list[CounterAnswer]


class CounterSnapshot(Answer):
    """What a counter's page shows."""

    seq: int
    epoch: str
    at: str
    counter: CounterAnswer
    session_end: SessionEnd | None = None
    emergency: str | None = None
    emergency_en: str | None = None
