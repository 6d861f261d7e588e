"""What this kiosk offers: its fields, and what a search found as seen from here."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel

from server.messages import CentreAnswer, FieldAnswer, ProcedureAnswer, ProceduresAnswer
from server.settings import KioskSettings


class Offer(StrEnum):
    """Whether a number for a procedure can be had here."""

    HERE = "here"
    CLOSED = "closed"
    ELSEWHERE = "elsewhere"
    """Another kiosk of this centre gives it: of another zone."""
    NOT_RECEIVED = "not_received"
    """The centre does not receive this procedure (yet)."""


class Found(BaseModel):
    """One line of a search's result."""

    code: str
    name: str
    field: str | None
    field_name: str
    agency: str
    offer: Offer
    zones: list[str]


class FoundAnswer(BaseModel):
    """A search's result: ``total`` matches, of which the best are ``items``."""

    total: int
    items: list[Found]


def own_centre(centre: CentreAnswer, settings: KioskSettings) -> CentreAnswer:
    """The centre with this kiosk's fields only."""
    own = [field for field in centre.fields if is_own(field, settings)]
    return centre.model_copy(update={"fields": own})


def is_own(field: FieldAnswer, settings: KioskSettings) -> bool:
    """Whether this kiosk gives numbers for a field: by its zone and its list, where it has them."""
    in_zone = settings.zone is None or settings.zone in field.zones
    return in_zone and (not settings.fields or field.id in settings.fields)


def found(answer: ProceduresAnswer, centre: CentreAnswer, settings: KioskSettings) -> FoundAnswer:
    """A search's answer as the page shows it."""
    fields = {field.id: field for field in centre.fields}
    items = [_found(entry, fields.get(entry.field or ""), settings) for entry in answer.items]
    return FoundAnswer(total=answer.total, items=items)


def _found(entry: ProcedureAnswer, field: FieldAnswer | None, settings: KioskSettings) -> Found:
    return Found(
        code=entry.code,
        name=entry.name,
        field=entry.field,
        field_name=entry.field_name,
        agency=entry.agency,
        offer=_offer(entry, field, settings),
        zones=field.zones if field else [],
    )


def _offer(entry: ProcedureAnswer, field: FieldAnswer | None, settings: KioskSettings) -> Offer:
    if not entry.in_service or field is None:
        return Offer.NOT_RECEIVED
    return offer_of(field, settings)


def offer_of(field: FieldAnswer, settings: KioskSettings) -> Offer:
    """Whether a number for a field can be had here, and now."""
    if not is_own(field, settings):
        return Offer.ELSEWHERE
    return Offer.HERE if field.open else Offer.CLOSED
