"""What a scanned text is: a dossier, a card, a procedure or a ticket.  Nothing of it is kept."""

from __future__ import annotations

import re
from urllib.parse import unquote

from server.centre import Centre
from server.messages import ScanAnswer
from server.rules.citizen_card import age_on, birth_date
from server.rules.dossier_code import find_dossier_code, identity
from server.store import Transaction
from server.store.visits import dossier_by_identity, visit_by_number, visits_of_dossier

PROCEDURE = re.compile(r"(?<![\d.])[123]\.\d{6}(?!\d)", re.ASCII)
PURPOSE_OF_STATE = {1: "submit", 5: "supplement", 6: "pay", 7: "collect", 9: "collect"}
"""The dossier states that bring people to a counter (domain: "Dossier states")."""


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
    known = dossier_by_identity(tx, identity(code)) or {}
    visits = visits_of_dossier(tx, identity(code))
    procedure = centre.catalogue.find(known.get("procedure") or "")
    last_field = visits[0][0].field if visits else None
    return ScanAnswer(
        kind="dossier",
        dossier=code,
        field=procedure.field if procedure else last_field,
        purpose=PURPOSE_OF_STATE.get(known.get("state") or 0),
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
    number = text.strip().upper()
    visit = visit_by_number(tx, centre.today(), number) if len(number) <= 12 else None
    if visit is None:
        return ScanAnswer(kind="unknown")
    return ScanAnswer(kind="ticket", ticket=number, field=visit.field)
