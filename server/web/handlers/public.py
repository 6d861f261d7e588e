"""The centre and its catalogue."""

from __future__ import annotations

from server.messages import CentreAnswer, ProcedureAnswer, ProceduresAnswer, PublicFigures
from server.reports.centre import centre_answer
from server.reports.hall import read_hall
from server.reports.public_figures import public_figures
from server.rules.catalogue import Procedure
from server.web.exchange import Call
from server.web.queries import ProceduresQuery


def get_centre(call: Call) -> CentreAnswer:
    """The centre, its fields and how many wait."""
    with call.centre.store.reading() as tx:
        return centre_answer(call.centre, read_hall(call.centre, tx))


def get_figures(call: Call) -> PublicFigures:
    """What the centre shows everybody of its work."""
    with call.centre.store.looking() as tx:
        return public_figures(call.centre, tx)


def get_procedures(call: Call) -> ProceduresAnswer:
    """Procedures by words or code, without accents or with."""
    query: ProceduresQuery = call.query
    total, found = call.centre.catalogue.search(query.q, query.field, query.limit)
    return ProceduresAnswer(total=total, items=[_procedure(one) for one in found])


def _procedure(one: Procedure) -> ProcedureAnswer:
    return ProcedureAnswer(
        code=one.code,
        name=one.name,
        field=one.field,
        field_name=one.field_name,
        agency=one.agency,
        level=one.level,
        in_service=one.in_service,
    )
