"""Numbers from phones: what a phone asks for, what it is told, and being here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from server.messages.appointments import AppointmentAnswer
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

    ``follow`` is the path of its follow page, with its own secret.  While ``here_by`` is told its
    holder is not here yet.
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
    follow: str


class PhoneLapsed(Answer):
    """A number of this phone whose holder had not checked in ``by`` then."""

    number: str
    by: str


class CheckInMeans(Answer):
    """``GET /phone/check-in``: how the holder of a number can say that they are here.

    ``code`` and the picture ``qr`` (a data address) are for a kiosk; ``in_hall`` says that the
    phone itself may, from the network it is in.
    """

    number: str
    code: str
    qr: str
    in_hall: bool


class PhoneAnswer(Answer):
    """``GET /phone``: what this phone may have, and what it has."""

    at: str
    fields: list[str]
    """Of which a number can be had now; empty where phones get none."""
    appointment_fields: list[str]
    purposes: list[Named]
    priorities: list[Named]
    in_hall: bool
    """Whether it asks from the hall's own network: then its number needs no check-in."""
    follows: bool
    """Whether numbers have a page of their own to follow."""
    numbers: list[PhoneNumber]
    lapsed: PhoneLapsed | None
    """The newest number of today, when it has lapsed and there is no other."""
    appointments: list[AppointmentAnswer]
