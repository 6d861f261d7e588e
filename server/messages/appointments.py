"""Appointments: which windows there are, choosing one, and what a phone is told of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from server.messages.plain import Answer
from server.messages.requests import Request
from server.messages.words import Instant, Language, Purpose, Slug


class AppointmentRequest(Request):
    """``POST /appointments``: ``starts_at`` is the beginning of a free window."""

    field: Slug
    starts_at: Instant
    purpose: Annotated[Purpose, Field(strict=False)] | None = None
    language: Language | None = None


class AppointmentSecret(Request):
    """``POST /appointments/cancel`` and ``/appointments/come``."""

    secret: Annotated[str, StringConstraints(min_length=1, max_length=64)]


class WindowAnswer(Answer):
    """A window, and for how many more people it has room."""

    starts_at: str
    ends_at: str
    room: int


class WindowsAnswer(Answer):
    """``GET /appointments?field=``."""

    at: str
    items: list[WindowAnswer]


class AppointmentAnswer(Answer):
    """An appointment of this phone; ``code`` and the picture ``qr`` are for a kiosk."""

    field: str
    field_name: str
    field_name_en: str
    starts_at: str
    ends_at: str
    checks_in_from: str
    secret: str
    code: str
    qr: str
