"""What is asked and told of dossiers; unknown keys are refused."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.messages.requests import Request
from server.messages.words import (
    Channel,
    DossierCode,
    Instant,
    Means,
    Note,
    Outcome,
    ProcedureCode,
    Short,
)


class DossierTold(Request):
    """``PUT /dossiers/{code}``: what another system knows; what is left out stays as it was.

    ``agency`` is an id or a name of the centre's, or another agency by its name; ``null`` takes a
    value away.  Without ``due_at`` it is reckoned from the procedure's time limit.
    """

    procedure: ProcedureCode | None = None
    agency: Short | None = None
    state: Annotated[int, Field(ge=1, le=10)] | None = None
    received_at: Instant | None = None
    due_at: Instant | None = None
    result_ready_at: Instant | None = None
    returned_at: Instant | None = None
    channel: Channel | None = None


class DossierLookRequest(Request):
    """``POST /dossiers/look``: is it ready?"""

    code: DossierCode


class ReminderRequest(Request):
    """``POST /reminders``: agencies were urged to settle these dossiers (đôn đốc)."""

    dossiers: Annotated[list[DossierCode], Field(min_length=1, max_length=200)]
    means: Means
    note: Note | None = None


class DossierAdded(Request):
    """``POST /visits/{id}/dossiers``: a code that belongs to a visit of before, and why only now.

    With a code that the visit has already, its outcome is put right.
    """

    code: DossierCode
    outcome: Annotated[Outcome, Field(strict=False)] | None = None
    reason: Short


class DossierRemoved(Request):
    """``POST /visits/{id}/dossiers/remove``: a code that does not belong to this visit, and why."""

    code: DossierCode
    reason: Short
