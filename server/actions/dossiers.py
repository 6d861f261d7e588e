"""What another system knows of a dossier, and codes put to a visit, or taken off, afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace

from server.actions.actor import Actor
from server.actions.desk import ACT_FOR_OTHERS
from server.actions.refusals import NotAllowed, NotFound, UnlikelyDossier
from server.centre import Centre
from server.messages import DossierAdded, DossierRemoved
from server.rules.catalogue import Procedure, fold, procedure_of
from server.rules.dossier_code import dossier_code, identity
from server.rules.dossier_states import disorder, state_of_dates
from server.store import Transaction
from server.store.dossiers import DossierRow, dossier_row, save_dossier
from server.store.log import append
from server.store.stops import stops_of
from server.store.times import instant, stamp
from server.store.visits import drop_dossier, set_dossier, visit_by_id

Told = Mapping[str, str | int | None]
"""What is told of a dossier, by the names of ``DossierRow``; what is not named stays as it was."""


def tell_dossier(centre: Centre, text: str, told: Told, by: Actor) -> str:
    """Take in what another system knows, and return the dossier's code.

    Told again, nothing changes and nothing is logged.  Raises ``BadDossier`` and
    ``UnlikelyDossier``.
    """
    code = dossier_code(text, centre.dossier_pattern)
    with centre.store.transaction() as tx:
        take_in(centre, tx, code, told, by, "system")
    return code


def take_in(centre: Centre, tx: Transaction, code: str, told: Told, by: Actor, source: str) -> bool:
    """Write what is told of a dossier, with its log line; whether anything has changed."""
    known = dossier_row(tx, identity(code))
    before = known or DossierRow(identity(code), code)
    now_known = completed(centre, before, told)
    if now_known == known:
        return False
    save_dossier(tx, now_known)
    told_of = {name: value for name, value in asdict(now_known).items() if name != "identity"}
    append(
        tx,
        "dossier_told",
        centre.now(),
        staff=by.staff,
        device=by.device,
        data={**told_of, "source": source},
    )
    return True


def completed(centre: Centre, before: DossierRow, told: Told) -> DossierRow:
    """A dossier after what is told, with the agency, state and due date that follow from it.

    Raises ``UnlikelyDossier`` when its days cannot be.
    """
    row = replace(before, **told)  # type: ignore[arg-type]
    procedure = procedure_of(centre.catalogue, row.procedure)
    if row.agency is not None:
        row = replace(row, agency=centre.agency_ids.get(fold(row.agency), row.agency))
    elif procedure is not None and procedure.field is not None:
        row = replace(row, agency=centre.fields[procedure.field].agency)
    if "state" not in told or row.state is None:
        row = replace(row, state=_state(before, row, told))
    row = _with_due_date(centre, row, procedure, told)
    days = (row.received_at, row.due_at, row.result_ready_at, row.returned_at)
    if fault := disorder(*(_day(centre, text) for text in days)):
        raise UnlikelyDossier(fault)
    return row


def _state(before: DossierRow, row: DossierRow, told: Told) -> int | None:
    """Dates that are told move a dossier on; without any, its state stays."""
    if not told.keys() & {"received_at", "result_ready_at", "returned_at"}:
        return row.state
    shown = state_of_dates(row.received_at, row.result_ready_at, row.returned_at)
    shown_before = state_of_dates(before.received_at, before.result_ready_at, before.returned_at)
    return row.state if row.state is not None and shown == shown_before else shown


def _with_due_date(
    centre: Centre, row: DossierRow, procedure: Procedure | None, told: Told
) -> DossierRow:
    """The date that was told, or our own sum where none is known."""
    if told.get("due_at") is not None:
        return replace(row, due_reckoned=0)
    if row.due_at is not None and not row.due_reckoned:
        return row
    hours = procedure.hours if procedure is not None else None
    if hours is None or row.received_at is None:
        return replace(row, due_at=None, due_reckoned=0)
    due = centre.calendar.after_working_hours(instant(row.received_at), hours)
    return replace(row, due_at=stamp(due) if due else None, due_reckoned=int(due is not None))


def _day(centre: Centre, stamped: str | None) -> dt.date | None:
    return centre.calendar.day_of(instant(stamped)) if stamped is not None else None


def add_dossier(centre: Centre, visit: str, added: DossierAdded, by: Actor) -> None:
    """Put a code to a visit afterwards, with the reason; or put right what came of it.

    An officer may for the visits they have served, a supervisor for all.  Raises ``NotFound``,
    ``NotAllowed`` and ``BadDossier``.
    """
    code = dossier_code(added.code, centre.dossier_pattern)
    with centre.store.transaction() as tx:
        _may_correct(tx, visit, by)
        set_dossier(tx, visit, identity(code), code, added.outcome, centre.now())
        data = {"code": code, "outcome": added.outcome, "reason": added.reason}
        append(tx, "dossier_added", centre.now(), visit=visit, staff=by.staff, data=data)


def remove_dossier(centre: Centre, visit: str, removed: DossierRemoved, by: Actor) -> None:
    """Take a wrong code off a visit, with the reason; the log keeps that it was there.

    For the same people, and raises the same; ``NotFound`` also when the visit has no such dossier.
    """
    code = dossier_code(removed.code, centre.dossier_pattern)
    with centre.store.transaction() as tx:
        _may_correct(tx, visit, by)
        if not drop_dossier(tx, visit, identity(code)):
            raise NotFound(code)
        data = {"code": code, "reason": removed.reason}
        append(tx, "dossier_removed", centre.now(), visit=visit, staff=by.staff, data=data)


def _may_correct(tx: Transaction, visit: str, by: Actor) -> None:
    if visit_by_id(tx, visit) is None:
        raise NotFound(visit)
    served_by = {stop.officer for stop in stops_of(tx, visit)}
    if by.role not in ACT_FOR_OTHERS and by.staff not in served_by:
        raise NotAllowed(visit)
