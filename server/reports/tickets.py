"""A ticket as kiosk and staff see it."""

from __future__ import annotations

from typing import cast

from server.centre import Centre
from server.messages import Apology, Customer, Estimate, Language, StopAnswer, TicketAnswer
from server.reports.hall import Hall, told
from server.rules.tickets import State
from server.store import Transaction
from server.store.stops import Stop, current_stop, stops_of
from server.store.visits import dossiers_of, visit_by_id


def ticket_answer(centre: Centre, tx: Transaction, hall: Hall, visit_id: str) -> TicketAnswer:
    """The ticket of a visit that exists."""
    visit = visit_by_id(tx, visit_id)
    assert visit is not None
    stops = stops_of(tx, visit_id)
    stop = current_stop(stops)
    field = centre.fields.get(stop.field)
    ahead, estimate = _place(hall, stop)
    return TicketAnswer(
        id=visit.id,
        number=visit.number,
        field=stop.field,
        field_name=field.name if field else stop.field,
        field_name_en=field.name_en if field else stop.field,
        procedure=visit.procedure,
        purpose=visit.purpose,
        priority=visit.priority,
        language=cast(Language, visit.language),
        customer=cast(Customer, visit.customer),
        state=stop.state,
        counter=stop.counter,
        calls=stop.calls,
        ahead=ahead,
        estimate=estimate,
        dossiers=[dossier.code for dossier in dossiers_of(tx, visit_id)],
        issued_at=centre.local(visit.issued_at),
        queued_at=centre.local(stop.queued_at),
        called_at=centre.local_or_none(stop.called_at),
        started_at=centre.local_or_none(stop.started_at),
        finished_at=centre.local_or_none(stop.finished_at),
        stop=stop.position,
        stops=[StopAnswer(field=one.field, state=one.state, counter=one.counter) for one in stops],
        trial=bool(visit.trial),
        follow_url=centre.follow_url(visit.id),
        apology=cast(Apology | None, visit.apology),
    )


def _place(hall: Hall, stop: Stop) -> tuple[int, Estimate | None]:
    """How many of the same field go before this stop, and how long it may expect to wait."""
    if stop.state is not State.WAITING:
        return 0, None
    line = hall.line
    before = line[: next((i for i, one in enumerate(line) if one.stop == stop.id), len(line))]
    ahead = sum(one.field == stop.field for one in before)
    return ahead, told(hall.forecast.of(stop.id, stop.field))
