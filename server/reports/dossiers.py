"""A dossier's history: every visit for it, whichever way its code was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from server.centre import Centre
from server.messages import (
    DossierAnswer,
    DossierLook,
    DossierStop,
    DossierVisit,
    TimesCome,
    TimesForPurpose,
)
from server.rules.dossier_code import dossier_code, identity
from server.rules.dossier_states import WITH_THE_AGENCY
from server.rules.tickets import State
from server.store import Transaction
from server.store.dossiers import DossierRow, dossier_row
from server.store.stops import Stop, stops_of
from server.store.times import instant
from server.store.visits import Visit, visits_of_dossier

SERVED = frozenset({State.SERVING, State.DONE, State.TRANSFERRED})


def dossier_answer(centre: Centre, tx: Transaction, text: str) -> DossierAnswer | None:
    """The dossier's history, or ``None`` when nobody has come for it or told of it.

    Raises ``BadDossier``.
    """
    code = dossier_code(text, centre.dossier_pattern)
    dossier = dossier_row(tx, identity(code))
    if dossier is None:
        return None
    visits = visits_of_dossier(tx, identity(code))
    stops = {visit.id: stops_of(tx, visit.id) for visit, _ in visits}
    came = [visit for visit, _ in visits if _counts(centre, visit, stops[visit.id])]
    return DossierAnswer(
        code=dossier.code,
        procedure=dossier.procedure or _procedure(visits),
        agency=dossier.agency,
        state=dossier.state,
        received_at=centre.local_or_none(dossier.received_at),
        due_at=centre.local_or_none(dossier.due_at),
        due_reckoned=bool(dossier.due_reckoned),
        result_ready_at=centre.local_or_none(dossier.result_ready_at),
        returned_at=centre.local_or_none(dossier.returned_at),
        channel=dossier.channel,
        visit_count=len(visits),
        came=_times(came),
        visits=[_visit(centre, visit, outcome, stops[visit.id]) for visit, outcome in visits],
    )


def look_at(centre: Centre, tx: Transaction, text: str) -> DossierLook:
    """Is it ready?  State and days, for whoever has the code; raises ``BadDossier``."""
    code = dossier_code(text, centre.dossier_pattern)
    row = dossier_row(tx, identity(code))
    if row is None or row.state is None:
        return DossierLook(dossier=code, known=False)
    return DossierLook(
        dossier=code,
        known=True,
        state=row.state,
        due_on=_day(centre, row.due_at),
        ready_on=_day(centre, row.result_ready_at),
        returned_on=_day(centre, row.returned_at),
        late=is_late(centre, row),
    )


def is_late(centre: Centre, row: DossierRow) -> bool:
    """Whether its agency still has it after its time."""
    due = row.due_at is not None and instant(row.due_at) < centre.now()
    return due and row.state in WITH_THE_AGENCY


def _day(centre: Centre, stamped: str | None) -> str | None:
    return centre.calendar.day_of(instant(stamped)).isoformat() if stamped else None


def _procedure(visits: list[tuple[Visit, str | None]]) -> str | None:
    return next((visit.procedure for visit, _ in visits if visit.procedure), None)


def _counts(centre: Centre, visit: Visit, stops: Sequence[Stop]) -> bool:
    """Whether somebody came for it: a number that was never served is no coming."""
    of_our_kind = bool(visit.trial) == centre.trial
    return of_our_kind and any(stop.state in SERVED for stop in stops)


def _times(came: Sequence[Visit]) -> TimesCome:
    purposes = Counter(visit.purpose for visit in came)
    by_purpose = [TimesForPurpose(purpose=name, times=count) for name, count in purposes.items()]
    total = len(came)
    group: Literal["0", "1", "more"] = "more" if total > 1 else "1" if total else "0"
    return TimesCome(total=total, group=group, by_purpose=by_purpose)


def _visit(
    centre: Centre, visit: Visit, outcome: str | None, stops: Sequence[Stop]
) -> DossierVisit:
    begun = [stop for stop in stops if stop.state is not State.PLANNED]
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
