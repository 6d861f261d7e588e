"""The dossier register: what is known of a dossier, and whether it is ready."""

from __future__ import annotations

import datetime as dt

from server.actions.dossiers import add_dossier, remove_dossier, tell_dossier
from server.actions.refusals import NotFound
from server.messages import (
    DossierAnswer,
    DossierLook,
    DossierLookRequest,
    DossierTold,
    VisitDossiers,
)
from server.reports.dossiers import dossier_answer, look_at
from server.reports.visits import dossier_outcome
from server.store.times import stamp
from server.store.visits import dossiers_of
from server.web.exchange import Call


def get_dossier(call: Call) -> DossierAnswer:
    """Every visit for a dossier, and what is known of it."""
    with call.centre.store.reading() as tx:
        found = dossier_answer(call.centre, tx, call.params["code"])
    if found is None:
        raise NotFound(call.params["code"])
    return found


def put_dossier(call: Call) -> DossierAnswer:
    """Take in what another system knows."""
    body: DossierTold = call.body
    told = {name: _stored(name, getattr(body, name)) for name in body.model_fields_set}
    tell_dossier(call.centre, call.params["code"], told, call.caller.actor())
    return get_dossier(call)


def post_look(call: Call) -> DossierLook:
    """Is it ready?"""
    body: DossierLookRequest = call.body
    with call.centre.store.reading() as tx:
        return look_at(call.centre, tx, body.code)


def post_added(call: Call) -> VisitDossiers:
    """Put a code to a visit afterwards."""
    visit = call.params["visit"]
    add_dossier(call.centre, visit, call.body, call.caller.actor())
    return _dossiers_of(call, visit)


def post_removed(call: Call) -> VisitDossiers:
    """Take a wrong code off a visit."""
    visit = call.params["visit"]
    remove_dossier(call.centre, visit, call.body, call.caller.actor())
    return _dossiers_of(call, visit)


def _dossiers_of(call: Call, visit: str) -> VisitDossiers:
    with call.centre.store.reading() as tx:
        return VisitDossiers(items=[dossier_outcome(one) for one in dossiers_of(tx, visit)])


def _stored(name: str, value: str | int | None) -> str | int | None:
    is_time = isinstance(value, str) and name.endswith("_at")
    return stamp(dt.datetime.fromisoformat(str(value))) if is_time else value
