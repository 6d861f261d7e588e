"""Give a number: one transaction makes number, visit, stops and log line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ulid import ULID

from server.actions.actor import Actor
from server.actions.call import call_to
from server.actions.desk import free_counter
from server.actions.refusals import CentreClosed, FieldClosed, UnknownField
from server.centre import Centre
from server.messages import TicketRequest
from server.rules.dossier_code import dossier_code, identity
from server.rules.ticket_numbers import next_ordinal, ticket_number
from server.rules.tickets import State
from server.settings import FieldSettings
from server.store import Transaction
from server.store.fields import closed_fields
from server.store.log import append
from server.store.people import hashed
from server.store.stops import add_stop
from server.store.times import stamp
from server.store.visits import Visit, add_visit, newest_ordinal, set_dossier


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody takes a number for, checked."""

    field: FieldSettings
    procedure: str | None
    purpose: str | None
    priority: str | None
    dossiers: list[str]


def issue(centre: Centre, request: TicketRequest, by: Actor) -> str:
    """Give a number and return the visit's id.

    Raises ``UnknownField``, ``FieldClosed``, ``CentreClosed``, ``BadDossier`` and
    ``NumbersUsedUp``; with ``counter`` also what a call at that counter raises.
    """
    now = centre.now()
    with centre.store.transaction() as tx:
        asked = _checked(centre, tx, request, now)
        visit = _visit(centre, tx, request, asked, by, now)
        stops = _route(centre, asked)
        seq = _log(tx, visit, asked, stops, request.counter, by, now)
        add_visit(tx, replace(visit, sequence=seq))
        _queue(tx, visit, stops, asked, request.counter, seq, now)
        if request.counter is not None:
            row = free_counter(centre, tx, request.counter, by)
            call_to(centre, tx, row, visit.id, by, "served without a ticket")
    return visit.id


def _checked(centre: Centre, tx: Transaction, request: TicketRequest, now: dt.datetime) -> _Asked:
    field = _field(centre, request)
    if request.priority is not None and request.priority not in _priorities(centre):
        raise UnknownField(request.priority)
    codes = [dossier_code(text, centre.dossier_pattern) for text in request.dossiers]
    _must_be_open(centre, tx, field, now)
    return _Asked(field, request.procedure, request.purpose, request.priority, codes)


def _priorities(centre: Centre) -> set[str]:
    return {priority.id for priority in centre.settings.priorities}


def _field(centre: Centre, request: TicketRequest) -> FieldSettings:
    if request.field is not None:
        if request.field not in centre.fields:
            raise UnknownField(request.field)
        return centre.fields[request.field]
    assert request.procedure is not None, "the request's model asks for one of the two"
    procedure = centre.catalogue.find(request.procedure)
    if procedure is None:
        raise UnknownField(request.procedure)
    if not procedure.in_service or procedure.field is None:
        raise FieldClosed("not_in_service")
    return centre.fields[procedure.field]


def _must_be_open(centre: Centre, tx: Transaction, field: FieldSettings, now: dt.datetime) -> None:
    if not centre.trial and not centre.calendar.is_open(now):
        raise CentreClosed(centre.calendar.opens_at(now))
    closed = closed_fields(tx)
    if field.id in closed:
        raise FieldClosed(closed[field.id] or "closed")


def _visit(
    centre: Centre,
    tx: Transaction,
    request: TicketRequest,
    asked: _Asked,
    by: Actor,
    now: dt.datetime,
) -> Visit:
    day, series, numbers = centre.today(), asked.field.series, centre.settings.numbers
    newest = newest_ordinal(tx, day, series)
    ordinal = next_ordinal(series, newest, numbers.first, numbers.last)
    visit = str(ULID.from_datetime(now))
    return Visit(
        id=visit,
        day=day,
        number=ticket_number(series, ordinal),
        series=series,
        ordinal=ordinal,
        field=asked.field.id,
        procedure=asked.procedure,
        purpose=asked.purpose,
        priority=asked.priority,
        language=request.language or centre.settings.languages[0],
        customer=request.customer or "citizen",
        issued_at=stamp(now),
        issued_by=by.name,
        trial=int(centre.trial),
        secret_hash=hashed(centre.secret(visit)),
    )


def _log(
    tx: Transaction,
    visit: Visit,
    asked: _Asked,
    stops: list[str],
    counter: str | None,
    by: Actor,
    now: dt.datetime,
) -> int:
    return append(
        tx,
        "issued",
        now,
        visit=visit.id,
        stop=1,
        staff=by.staff,
        device=by.device,
        data={**_told(visit), "stops": stops, "dossiers": asked.dossiers, "counter": counter},
    )


def _queue(
    tx: Transaction,
    visit: Visit,
    stops: list[str],
    asked: _Asked,
    counter: str | None,
    seq: int,
    now: dt.datetime,
) -> None:
    for position, field in enumerate(stops, start=1):
        state = State.WAITING if position == 1 else State.PLANNED
        kept_for = counter if position == 1 else None
        add_stop(tx, visit.id, visit.day, position, field, state, seq, now, kept_for)
    for code in asked.dossiers:
        set_dossier(tx, visit.id, identity(code), code, None, now)


def _told(visit: Visit) -> dict[str, object]:
    names = ("day", "number", "series", "ordinal", "field", "procedure", "purpose", "priority")
    more = ("language", "customer", "trial")
    return {name: getattr(visit, name) for name in (*names, *more)}


def _route(centre: Centre, asked: _Asked) -> list[str]:
    for route in centre.settings.routes:
        right_purpose = not route.purposes or asked.purpose in route.purposes
        if route.field == asked.field.id and right_purpose:
            return list(route.stops)
    return [asked.field.id]
