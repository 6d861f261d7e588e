"""What a scanned text is: a dossier, a card, a procedure or a ticket.  Nothing of it is kept."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

from server.centre import Centre
from server.judging import service_to_judge
from server.messages import Named, ScanAnswer
from server.reports.hall import read_hall
from server.reports.tickets import ticket_answer
from server.rules.catalogue import procedure_of
from server.rules.citizen_card import age_on, birth_date
from server.rules.dossier_code import find_dossier_code, identity
from server.rules.tickets import State, WrongMove
from server.store import Transaction
from server.store.dossiers import dossier_row
from server.store.sessions import is_resting, session
from server.store.stops import current_stop, stops_of
from server.store.visits import (
    Visit,
    visit_begun,
    visit_by_number,
    visit_by_secret,
    visits_of_dossier,
)

FOLLOW = re.compile(r"/t/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])", re.ASCII)
"""The QR of a slip: the follow link, with the ticket's own secret."""

PROCEDURE = re.compile(r"(?<![\d.])[123]\.\d{6}(?!\d)", re.ASCII)
PURPOSE_OF_STATE = {1: "submit", 5: "supplement", 6: "pay", 7: "collect", 9: "collect"}
"""The dossier states that bring people to a counter (domain: "Dossier states")."""

PURPOSE_AFTER = {"received": "collect", "fee_paid": "collect", "supplement_requested": "supplement"}
"""What somebody comes for after the outcome of the visit before, where no state is known."""


def scan_answer(centre: Centre, tx: Transaction, text: str) -> ScanAnswer:
    """What was read; never a name or an id number."""
    readable = unquote(text)
    if code := find_dossier_code(readable, centre.dossier_pattern):
        return _dossier(centre, tx, code)
    if (born := birth_date(text)) is not None:
        age = age_on(born, centre.calendar.day_of(centre.now()))
        return ScanAnswer(kind="citizen_card", priority=_priority_of_age(centre, age))
    if match := PROCEDURE.search(readable):
        return _procedure(centre, match[0])
    return _ticket(centre, tx, readable)


def _dossier(centre: Centre, tx: Transaction, code: str) -> ScanAnswer:
    known = dossier_row(tx, identity(code))
    visits = visits_of_dossier(tx, identity(code))
    last, outcome = visits[0] if visits else (None, None)
    procedure = procedure_of(centre.catalogue, known.procedure) if known else None
    state = known.state if known else None
    return ScanAnswer(
        kind="dossier",
        dossier=code,
        field=procedure.field if procedure else last.field if last else None,
        purpose=PURPOSE_OF_STATE.get(state) if state else PURPOSE_AFTER.get(outcome or ""),
    )


def _priority_of_age(centre: Centre, age: int) -> str | None:
    fitting = (one for one in centre.settings.priorities if one.from_age is not None)
    return next((one.id for one in fitting if one.from_age and age >= one.from_age), None)


def _procedure(centre: Centre, code: str) -> ScanAnswer:
    procedure = centre.catalogue.find(code)
    if procedure is None:
        return ScanAnswer(kind="unknown")
    return ScanAnswer(kind="procedure", procedure=code, field=procedure.field)


def _ticket(centre: Centre, tx: Transaction, text: str) -> ScanAnswer:
    visit = _visit(centre, tx, text)
    if visit is None:
        return ScanAnswer(kind="unknown")
    return ticket_scan(centre, tx, visit, text)


def ticket_scan(
    centre: Centre, tx: Transaction, visit: Visit, text: str, checked_in: bool = False
) -> ScanAnswer:
    """Where the ticket stands that a text means; ``checked_in``: its holder is here since now."""
    ticket = ticket_answer(centre, tx, read_hall(centre, tx), visit.id)
    rating = _rating(centre, tx, visit, text) if ticket.state == State.DONE else None
    reasons = centre.settings.ratings.reasons if rating == "open" else []
    return ScanAnswer(
        kind="ticket",
        ticket=ticket.number,
        field=ticket.field,
        state=ticket.state,
        ahead=ticket.ahead,
        coming=current_stop(stops_of(tx, visit.id)).here_by is not None,
        checked_in=checked_in,
        kept_until=_kept_until(centre, tx) if ticket.state == State.WAITING else None,
        visit=ticket.id if ticket.apology or rating == "open" else None,
        apology=ticket.apology,
        rating=rating,
        reasons=[Named(**reason.model_dump()) for reason in reasons],
    )


def _rating(
    centre: Centre, tx: Transaction, visit: Visit, text: str
) -> Literal["open", "given"] | None:
    """Whether whoever shows this text may judge the service; a number can be another's."""
    asked = centre.settings.ratings.at_kiosk
    if asked == "off" or (asked == "slip" and not FOLLOW.search(text)):
        return None
    try:
        service_to_judge(centre, tx, visit)
    except WrongMove as refused:
        return "given" if refused.state == "rated" else None
    return "open"


def _visit(centre: Centre, tx: Transaction, text: str) -> Visit | None:
    """The visit whose number was typed, or whose slip was scanned: of today, or apologised for."""
    if match := FOLLOW.search(text):
        visit = visit_by_secret(tx, match[1])
        return visit if visit is not None and _is_of_now(centre, visit) else None
    number = text.strip().upper()
    if len(number) > 12:
        return None
    return visit_by_number(tx, centre.today(), number) or visit_begun(tx, centre.today(), number)


def _kept_until(centre: Centre, tx: Transaction) -> str | None:
    """When those who wait are called again, while they have been told to come back."""
    ended = session(tx).ended
    return centre.local_or_none(ended.opens_at) if ended and is_resting(tx) else None


def _is_of_now(centre: Centre, visit: Visit) -> bool:
    return visit.apology is not None or centre.today() in (visit.day, visit.carried_to)
