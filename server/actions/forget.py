"""A person's data, found by the code of their dossier: exported, deleted, or grown too old.

Nothing else of a person is ever kept: a card is reduced to a priority class in the kiosk
(decision 0007), a number needs no name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from server.actions.refusals import NotFound
from server.centre import Centre
from server.rules.dossier_code import identity
from server.rules.tickets import WrongMove
from server.store import Store, Transaction
from server.store.dossiers import dossier_row
from server.store.forgetting import (
    Forgotten,
    forget_dossier,
    forget_old_dossiers,
    forget_old_notes,
    visits_about,
)
from server.store.log import append, lines_of
from server.store.stops import stops_of
from server.store.times import stamp
from server.store.visits import dossiers_of, visit_by_id


def kept_about(tx: Transaction, dossier: str) -> dict[str, Any]:
    """Everything that is kept of a dossier by its identity; raises ``NotFound``.

    Other dossiers of the same visits are somebody else's, and left out.
    """
    row, visits = dossier_row(tx, dossier), visits_about(tx, dossier)
    if row is None and not visits:
        raise NotFound(dossier)
    return {
        "dossier": asdict(row) if row else None,
        "visits": [_visit(tx, visit, dossier) for visit in visits],
    }


def forget(store: Store, dossier: str, now: dt.datetime, by: str | None) -> Forgotten:
    """Delete what is kept of a dossier by its identity; the log keeps its lines and its chain.

    Raises ``NotFound``, and ``WrongMove`` while somebody is here because of it.
    """
    with store.transaction() as tx:
        kept_about(tx, dossier)
        for visit in visits_about(tx, dossier):
            _must_be_over(tx, visit)
        gone = forget_dossier(tx, dossier)
        append(tx, "forgotten", now, staff=by, data={"rows": asdict(gone)})
    store.checkpoint()
    return gone


def forget_old(centre: Centre) -> Forgotten:
    """Delete what is older than the centre keeps it, a part at a time; empty when nothing is."""
    keeping, now = centre.settings.keeping, centre.now()
    with centre.store.transaction() as tx:
        notes = forget_old_notes(tx, stamp(now - dt.timedelta(days=keeping.notes_days)))
        codes = forget_old_dossiers(tx, stamp(now - dt.timedelta(days=keeping.dossiers_days)))
        gone = notes + codes
        if gone:
            append(tx, "forgotten", now, data={"rows": asdict(gone), "old": True})
    return gone


def _must_be_over(tx: Transaction, visit: str) -> None:
    found = visit_by_id(tx, visit)
    if found is not None and found.closed_at is None:
        raise WrongMove("open", "forget")


def _visit(tx: Transaction, visit_id: str, dossier: str) -> dict[str, Any]:
    visit = visit_by_id(tx, visit_id)
    assert visit is not None
    told = asdict(visit)
    told.pop("secret_hash")
    return {
        **told,
        "dossier": [asdict(one) for one in dossiers_of(tx, visit_id) if one.identity == dossier],
        "stops": [asdict(stop) for stop in stops_of(tx, visit_id)],
        "log": [_without_others(line, dossier) for line in lines_of(tx, visit_id)],
    }


def _without_others(line: dict[str, Any], dossier: str) -> dict[str, Any]:
    data = dict(line["data"])
    named = data.get("dossiers")
    if isinstance(named, dict):
        data["dossiers"] = {code: named[code] for code in named if identity(code) == dossier}
    elif named:
        data["dossiers"] = [code for code in named if identity(code) == dossier]
    return {**line, "data": data}
