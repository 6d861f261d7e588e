"""Appointments: which windows there are, choosing one, what a phone and what staff are told."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.messages.plain import Answer, Named
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


Kept = Literal["expected", "in_time", "late", "missed"]
"""Whether its holder may still come in time, has, has come after it, or is not here after it."""


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


class BookedAnswer(Answer):
    """One appointment as staff see it: nothing tells whose; a number once its holder has come."""

    state: Kept
    purpose: Purpose | None
    number: str | None
    came_at: str | None


class WindowField(Answer):
    """A field in a window: how many have chosen it, and how many more still may."""

    field: str
    taken: int
    free: int
    items: list[BookedAnswer]


class WindowOfDay(Answer):
    """A window with all its fields; ``fields`` are those that somebody has chosen."""

    starts_at: str
    ends_at: str
    taken: int
    free: int
    fields: list[WindowField]


class DayTold(Answer):
    """How many have chosen a window of a day, and how many more still may."""

    day: str
    taken: int
    free: int


class AppointmentsDay(Answer):
    """``GET /appointments/day``: one day's windows, the counts of all days, the fields to ask for.

    ``enabled`` is false where there are no appointments; then nothing is listed.
    """

    at: str
    enabled: bool
    day: str
    days: list[DayTold]
    fields: list[Named]
    windows: list[WindowOfDay]
