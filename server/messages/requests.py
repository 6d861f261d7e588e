"""What screens and people ask of the server; unknown keys are refused."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.messages.words import (
    CounterMode,
    Customer,
    DossierCode,
    Instant,
    Language,
    Note,
    Outcome,
    Place,
    Purpose,
    Short,
    Slug,
    TicketNumber,
)


class Request(BaseModel):
    """A body from outside: unknown keys are refused, types are not guessed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TicketWish(Request):
    """What a citizen takes a number for."""

    field: Slug | None = None
    procedure: Slug | None = None
    purpose: Annotated[Purpose, Field(strict=False)] | None = None
    priority: Slug | None = None
    dossiers: Annotated[list[DossierCode], Field(max_length=20)] = []
    language: Language | None = None
    customer: Customer | None = None

    @model_validator(mode="after")
    def _names_what_for(self) -> Self:
        if (self.field is None) == (self.procedure is None):
            raise ValueError("name either a field or a procedure")
        return self


class TicketRequest(TicketWish):
    """``POST /tickets``."""

    counter: Slug | None = None


class RangesRequest(Request):
    """``POST /kiosks/ranges``: numbers to give while offline, or ``release`` to give them back."""

    size: Annotated[int, Field(ge=1, le=100)] = 20
    release: bool = False


class OfflineTicket(TicketWish):
    """A number that a kiosk gave by itself; ``key`` is the touch's own idempotency key.

    If the server gave a number to that key whose answer was never heard, it is taken back.
    """

    ordinal: Annotated[int, Field(ge=0, le=999)]
    at: Instant
    key: Annotated[str, StringConstraints(max_length=64)] | None = None


class OfflineTickets(Request):
    """``POST /tickets/offline``."""

    items: Annotated[list[OfflineTicket], Field(min_length=1, max_length=50)]


class ScanRequest(Request):
    """``POST /scan``: whatever a scanner read or somebody typed."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class OpenCounterRequest(Request):
    """``POST /counters/{id}/open``."""

    mode: CounterMode = "manual"


class PauseRequest(Request):
    """``POST /counters/{id}/pause``."""

    reason: Short


class CallRequest(Request):
    """``POST /counters/{id}/call``: a chosen ticket, and why."""

    number: TicketNumber
    reason: Short


class DossierOutcome(Request):
    """One dossier handled in a service."""

    code: DossierCode
    outcome: Annotated[Outcome, Field(strict=False)] | None = None


class FinishRequest(Request):
    """``POST /counters/{id}/finish``."""

    outcome: Annotated[Outcome, Field(strict=False)] | None = None
    dossiers: Annotated[list[DossierOutcome], Field(max_length=20)] = []
    note: Note | None = None


class HoldRequest(Request):
    """``POST /counters/{id}/hold``: why somebody steps aside, such as "đi photo".

    After ``minutes`` the counter and the hall are reminded of the number; null: never.
    """

    note: Note | None = None
    minutes: Annotated[int, Field(ge=1, le=480)] | None = None


class ResumeRequest(Request):
    """``POST /counters/{id}/resume``: a held number is back."""

    number: TicketNumber


class TransferRequest(Request):
    """``POST /counters/{id}/transfer``: on to a field, a counter or an officer.

    ``keep`` counts the wait from the first arrival, ``last`` from now; ``first`` goes before all.
    """

    field: Slug | None = None
    counter: Slug | None = None
    officer: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    place: Place = "keep"
    note: Note | None = None

    @model_validator(mode="after")
    def _names_one_way(self) -> Self:
        if [self.field, self.counter, self.officer].count(None) != 2:
            raise ValueError("name either a field, a counter or an officer")
        return self


class StopsRequest(Request):
    """``POST /counters/{id}/stops``: the fields still to come for the ticket here, in order."""

    stops: Annotated[list[Slug], Field(max_length=10)]


class RatingRequest(Request):
    """``POST /visits/{id}/rating``: 3 very satisfied, 2 satisfied, 1 not; with reasons then."""

    score: Annotated[int, Field(ge=1, le=3)]
    reasons: Annotated[list[Slug], Field(max_length=10)] = []
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] | None = None


class CancelRequest(Request):
    """``POST /tickets/{id}/cancel`` and ``/reinstate``."""

    reason: Short | None = None


class PriorityRequest(Request):
    """``POST /tickets/{id}/priority``: another class, or none, and why."""

    priority: Slug | None
    reason: Short


class ModeRequest(Request):
    """``POST /counters/{id}/mode``."""

    mode: CounterMode


class ClockRequest(Request):
    """``PUT /trial/clock``: make it this instant on a trial server (RFC 3339)."""

    now: Instant


class DeviceStatus(Request):
    """``PUT /devices/me/status``: what a kiosk or a board says of itself.

    Our kiosk says ``printer`` in the words of ``PrinterIs`` and ``paper`` in those of ``PaperIs``;
    a device of somebody else's may say it otherwise, and is then shown as ``unknown``.
    """

    printer: Annotated[str, StringConstraints(max_length=40)] | None = None
    paper: Annotated[str, StringConstraints(max_length=40)] | None = None
    voice: Annotated[str, StringConstraints(max_length=40)] | None = None
    sound: Annotated[str, StringConstraints(max_length=40)] | None = None
    page: Annotated[str, StringConstraints(max_length=40)] | None = None
    refused: Annotated[int, Field(ge=0, le=100_000)] | None = None
    """How many numbers that a kiosk gave by itself today the server has refused."""
    muted: Annotated[int, Field(ge=0, le=10_000)] | None = None
    """How many of a board's screens should be heard and may not play sound."""
    unsaid: Annotated[int, Field(ge=0, le=10_000)] | None = None
    """How many calls of the last two minutes a board has shown and not said."""
    message: Annotated[str, StringConstraints(max_length=300)] | None = None


class EmptyRequest(Request):
    """A command that needs no words."""
