"""What somebody takes a number for, checked against the centre."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from server.actions.last_numbers import waits_past_end
from server.actions.refusals import CentreClosed, Emergency, FieldClosed, UnknownField
from server.centre import Centre
from server.messages import WAIT_PAST_END, TicketWish
from server.rules.dossier_code import dossier_code
from server.rules.session_end import EndKind
from server.settings import FieldSettings
from server.store import Transaction
from server.store.fields import closed_fields
from server.store.meta import emergency, emergency_in_english
from server.store.sessions import session


@dataclass(frozen=True, slots=True)
class Wish:
    """A checked wish: the field, and what the citizen said of themselves."""

    field: FieldSettings
    procedure: str | None
    purpose: str | None
    priority: str | None
    dossiers: list[str]
    language: str
    customer: str


def checked_wish(centre: Centre, asked: TicketWish) -> Wish:
    """A wish the centre knows; raises ``UnknownField``, ``FieldClosed`` and ``BadDossier``."""
    if asked.priority is not None and asked.priority not in _priorities(centre):
        raise UnknownField(asked.priority)
    return Wish(
        field=_field(centre, asked),
        procedure=asked.procedure,
        purpose=asked.purpose,
        priority=asked.priority,
        dossiers=[dossier_code(text, centre.dossier_pattern) for text in asked.dossiers],
        language=asked.language or centre.settings.languages[0],
        customer=asked.customer or "citizen",
    )


def must_be_open(centre: Centre, tx: Transaction, field: FieldSettings, now: dt.datetime) -> None:
    """Raise ``Emergency``, ``CentreClosed`` or ``FieldClosed`` unless it gives numbers now."""
    if (message := emergency(tx)) is not None:
        raise Emergency(message, emergency_in_english(tx) or message)
    if centre.keeps_hours and not centre.calendar.is_open(now):
        raise CentreClosed(centre.calendar.opens_at(now))
    if (ended := session(tx).ended) is not None and ended.kind is EndKind.ALL_CLOSED:
        raise CentreClosed(None, EndKind.ALL_CLOSED)
    closed = closed_fields(tx)
    if field.id in closed:
        raise FieldClosed(closed[field.id] or "closed")


def must_be_in_time(
    centre: Centre, tx: Transaction, field: FieldSettings, now: dt.datetime
) -> None:
    """Raise ``FieldClosed`` when the wait would pass the end of the session."""
    if waits_past_end(centre, tx, field.id):
        closes_at = centre.calendar.closes_at(now)
        assert closes_at is not None, "nobody is late while the centre is closed"
        raise FieldClosed(WAIT_PAST_END, centre.calendar.opens_at(closes_at))


def _priorities(centre: Centre) -> set[str]:
    return {priority.id for priority in centre.settings.priorities}


def _field(centre: Centre, asked: TicketWish) -> FieldSettings:
    if asked.field is not None:
        if asked.field not in centre.fields:
            raise UnknownField(asked.field)
        return centre.fields[asked.field]
    assert asked.procedure is not None, "the request's model asks for one of the two"
    procedure = centre.catalogue.find(asked.procedure)
    if procedure is None:
        raise UnknownField(asked.procedure)
    if not procedure.in_service or procedure.field is None:
        raise FieldClosed("not_in_service")
    return centre.fields[procedure.field]
