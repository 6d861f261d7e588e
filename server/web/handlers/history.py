"""Visits and the log."""

from __future__ import annotations

from server.centre import Centre
from server.messages import LogAnswer, LogLine, VisitsAnswer
from server.reports.visits import visits_answer
from server.rules.dossier_code import dossier_code, identity
from server.store.log import lines_after
from server.store.visits import VisitQuestion
from server.web.exchange import Call
from server.web.queries import LogQuery, VisitsQuery


def get_visits(call: Call) -> VisitsAnswer:
    """Visits, page by page."""
    with call.centre.store.reading() as tx:
        return visits_answer(call.centre, tx, _question(call.centre, call.query))


def get_log(call: Call) -> LogAnswer:
    """The visit log after a sequence."""
    query: LogQuery = call.query
    with call.centre.store.reading() as tx:
        lines = lines_after(tx, query.after, query.limit)
    items = [LogLine(**{**line, "at": call.centre.local(line["at"])}) for line in lines]
    return LogAnswer(items=items, next=items[-1].seq if len(items) == query.limit else None)


def _question(centre: Centre, query: VisitsQuery) -> VisitQuestion:
    first, last = query.day or query.first, query.day or query.to
    code = query.dossier
    return VisitQuestion(
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        field=query.field,
        counter=query.counter,
        number=query.number,
        identity=identity(dossier_code(code, centre.dossier_pattern)) if code else None,
        after=query.after,
        limit=query.limit,
    )
