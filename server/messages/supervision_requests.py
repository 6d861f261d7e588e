"""What those who look after the hall ask for; unknown keys are refused."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, RootModel, StringConstraints, model_validator

from server.messages.requests import Request, TicketWish
from server.messages.words import (
    Instant,
    Short,
    Slug,
    TicketNumber,
)


class CounterFieldsRequest(Request):
    """``PUT /counters/{id}/fields``."""

    fields: Annotated[list[Slug], Field(min_length=1, max_length=500)]


class HandTicket(TicketWish):
    """``POST /tickets/by-hand``: a number that staff gave on paper, when, and whether served."""

    number: TicketNumber
    at: Instant
    served: bool = False


class ChangedThing(Request):
    """Something that was changed while the centre ran; ``notices`` have no subject."""

    kind: Literal["counter_fields", "mode", "field", "notices"]
    subject: Annotated[str, StringConstraints(max_length=64)] = ""


class PutBackRequest(Request):
    """``POST /changes/put-back``: some changes, or ``all`` of them."""

    items: Annotated[list[ChangedThing], Field(max_length=500)] = []
    all: bool = False

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if self.all == bool(self.items):
            raise ValueError("name items, or all")
        return self


class FieldRequest(Request):
    """``PUT /fields/{id}``: open a field, or close it with a reason for the kiosk."""

    open: bool
    reason: Short | None = None


class NoticeRequest(Request):
    """A line for the hall; without English the Vietnamese stands for both."""

    text: Short
    text_en: Short | None = None


class NoticesRequest(RootModel[Annotated[list[NoticeRequest], Field(max_length=20)]]):
    """``PUT /notices``: all of them, in their order; none takes them down."""

    model_config = ConfigDict(strict=True)


class EmergencyRequest(Request):
    """``POST /emergency``: no more numbers, and a message on every screen, until it is over.

    Without English the Vietnamese stands for both.
    """

    on: bool
    message: Short | None = None
    message_en: Short | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.on and self.message is None:
            raise ValueError("say in message what people should do")
        return self
