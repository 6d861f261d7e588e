"""Visits as a list, page by page."""

from __future__ import annotations

from dataclasses import replace

from server.centre import Centre
from server.messages import DossierOutcomeAnswer, VisitAnswer, VisitsAnswer
from server.store import Transaction
from server.store.stops import current_stop, stops_of
from server.store.visits import Visit, VisitDossier, VisitQuestion, dossiers_of, find_visits


def visits_answer(centre: Centre, tx: Transaction, question: VisitQuestion) -> VisitsAnswer:
    """One page of visits; ``next`` is the cursor of the following page, if there is one."""
    found = find_visits(tx, replace(question, limit=question.limit + 1))
    page = found[: question.limit]
    return VisitsAnswer(
        items=[_visit(centre, tx, visit) for visit in page],
        next=str(page[-1].sequence) if len(found) > len(page) else None,
    )


def dossier_outcome(dossier: VisitDossier) -> DossierOutcomeAnswer:
    """A dossier of a visit, with what came of it there."""
    return DossierOutcomeAnswer(code=dossier.code, outcome=dossier.outcome)


def _visit(centre: Centre, tx: Transaction, visit: Visit) -> VisitAnswer:
    stop = current_stop(stops_of(tx, visit.id))
    dossiers = dossiers_of(tx, visit.id)
    return VisitAnswer(
        id=visit.id,
        day=visit.day,
        number=visit.number,
        field=stop.field,
        purpose=visit.purpose,
        priority=visit.priority,
        state=stop.state,
        counter=stop.counter,
        outcome=visit.outcome,
        dossiers=[dossier.code for dossier in dossiers],
        dossier_outcomes=[dossier_outcome(dossier) for dossier in dossiers],
        issued_at=centre.local(visit.issued_at),
        closed_at=centre.local_or_none(visit.closed_at),
        trial=bool(visit.trial),
    )
