"""Numbers from phones: what a phone asks for, what it is told, and being here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from server.messages.plain import Answer, Estimate, Named
from server.messages.requests import Request
from server.messages.words import Language, Purpose, Slug


class PhoneTicketRequest(Request):
    """``POST /phone/tickets``."""

    field: Slug
    purpose: Annotated[Purpose, Field(strict=False)] | None = None
    priority: Slug | None = None
    language: Language | None = None


class CheckInRequest(Request):
    """``POST /check-in``: what a kiosk has read of a phone, or the number and its code."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PhoneNumber(Answer):
    """A number of this phone.

    ``follow`` is the path of its follow page.  While ``here_by`` is told its holder is not here
    yet: ``code`` and the picture ``qr`` (a data address) check it in at the kiosk.
    """

    number: str
    field: str
    field_name: str
    field_name_en: str
    state: str
    counter: int | None
    ahead: int
    estimate: Estimate | None
    here_by: str | None
    code: str | None
    qr: str | None
    follow: str


class PhoneAnswer(Answer):
    """``GET /phone``: what this phone may have, and what it has."""

    at: str
    fields: list[str]
    purposes: list[Named]
    priorities: list[Named]
    in_hall: bool
    """Whether it asks from the hall's own network: then its number needs no check-in."""
    numbers: list[PhoneNumber]
