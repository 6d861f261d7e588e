"""What anybody may ask from outside, while the centre has its public page."""

from __future__ import annotations

from server.actions.refusals import NotFound
from server.centre import Centre
from server.messages import PublicCentre, PublicProcedures, QuietAnswer
from server.reports.hall import read_hall
from server.reports.public import public_centre, public_procedure, quiet_answer
from server.web.exchange import Call
from server.web.queries import PublicProceduresQuery


def get_now(call: Call) -> PublicCentre:
    """Whether it is open, and who waits where."""
    must_be_shown(call.centre)
    with call.centre.store.reading() as tx:
        return public_centre(call.centre, read_hall(call.centre, tx))


def get_quiet(call: Call) -> QuietAnswer:
    """Which hours are quiet; read beside the connection that gives numbers."""
    must_be_shown(call.centre)
    with call.centre.store.looking() as tx:
        return quiet_answer(call.centre, tx)


def get_procedures(call: Call) -> PublicProcedures:
    """A few procedures by words or code, and what to bring for them."""
    must_be_shown(call.centre)
    query: PublicProceduresQuery = call.query
    total, found = call.centre.catalogue.search(query.q, None, query.limit)
    return PublicProcedures(total=total, items=[public_procedure(one) for one in found])


def must_be_shown(centre: Centre) -> None:
    """Raise ``NotFound`` where the centre has switched its public page off."""
    if not centre.settings.public_page.enabled:
        raise NotFound("public_page")
