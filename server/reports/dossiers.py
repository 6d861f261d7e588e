"""A dossier's history: every visit for it, whichever way its code was written."""

from __future__ import annotations

from server.centre import Centre
from server.messages import DossierAnswer, DossierStop, DossierVisit
from server.rules.dossier_code import dossier_code, identity
from server.rules.tickets import State
from server.store import Transaction
from server.store.stops import Stop, stops_of
from server.store.visits import Visit, dossier_by_identity, visits_of_dossier


def dossier_answer(centre: Centre, tx: Transaction, text: str) -> DossierAnswer | None:
    """The dossier's history, or ``None`` when nobody has ever come for it.

    Raises ``BadDossier``.
    """
    code = dossier_code(text, centre.dossier_pattern)
    dossier = dossier_by_identity(tx, identity(code))
    if dossier is None:
        return None
    visits = visits_of_dossier(tx, identity(code))
    return DossierAnswer(
        code=dossier["code"],
        procedure=dossier["procedure"] or _procedure(visits),
        state=dossier["state"],
        due_at=centre.local_or_none(dossier["due_at"]),
        visit_count=len(visits),
        visits=[_visit(centre, tx, visit, outcome) for visit, outcome in visits],
    )


def _procedure(visits: list[tuple[Visit, str | None]]) -> str | None:
    return next((visit.procedure for visit, _ in visits if visit.procedure), None)


def _visit(centre: Centre, tx: Transaction, visit: Visit, outcome: str | None) -> DossierVisit:
    begun = [stop for stop in stops_of(tx, visit.id) if stop.state is not State.PLANNED]
    return DossierVisit(
        visit=visit.id,
        day=visit.day,
        number=visit.number,
        purpose=visit.purpose,
        outcome=outcome or visit.outcome,
        stops=[_stop(centre, stop) for stop in begun],
    )


def _stop(centre: Centre, stop: Stop) -> DossierStop:
    return DossierStop(
        field=stop.field,
        counter=stop.counter,
        officer=stop.officer,
        queued_at=centre.local(stop.queued_at),
        called_at=centre.local_or_none(stop.called_at),
        started_at=centre.local_or_none(stop.started_at),
        finished_at=centre.local_or_none(stop.finished_at),
        outcome=stop.outcome,
    )
