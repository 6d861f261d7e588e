"""Urging the agencies (đôn đốc): that it was done, by whom, how and for which dossiers."""

from __future__ import annotations

from server.actions.actor import Actor
from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import ReminderRequest
from server.rules.dossier_code import dossier_code, identity
from server.rules.dossier_states import WITH_THE_AGENCY
from server.rules.tickets import WrongMove
from server.store import Transaction
from server.store.dossiers import DossierRow, dossier_row
from server.store.due import Reminder, add_reminder
from server.store.log import append
from server.store.times import stamp


def remind(centre: Centre, request: ReminderRequest, by: Actor) -> int:
    """Keep a reminder of all these dossiers as one line of the log; return its sequence.

    Raises ``BadDossier``, ``NotFound``, and ``WrongMove`` for a dossier that no agency has any
    more or that has no due date; then nothing is kept.
    """
    assert by.staff is not None, "only people remind"
    codes = [dossier_code(code, centre.dossier_pattern) for code in request.dossiers]
    with centre.store.transaction() as tx:
        rows = {identity(code): _urgent(tx, code) for code in codes}
        now = centre.now()
        data = {
            "dossiers": [row.code for row in rows.values()],
            "means": request.means,
            "note": request.note,
        }
        seq = append(tx, "agency_reminded", now, staff=by.staff, data=data)
        for row in rows.values():
            assert row.due_at is not None, "checked"
            add_reminder(
                tx,
                Reminder(
                    seq=seq,
                    identity=row.identity,
                    at=stamp(now),
                    agency=row.agency,
                    due_at=row.due_at,
                    means=request.means,
                    note=request.note,
                    staff=by.staff,
                ),
            )
    return seq


def _urgent(tx: Transaction, code: str) -> DossierRow:
    row = dossier_row(tx, identity(code))
    if row is None:
        raise NotFound(code)
    if row.state not in WITH_THE_AGENCY or row.due_at is None:
        raise WrongMove(f"{row.code}: {row.state}", "remind")
    return row
