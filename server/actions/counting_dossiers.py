"""Count the dossiers that have changed since the last report.

What the old fact of a dossier had added to the figures is taken away and what the new one says is
added, in one transaction with its mark: the figures are always the sum of the facts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally

from server.actions.still_counting import StillCounting
from server.centre import Centre
from server.rules.dossier_figures import Day, DossierFact, added_by, dossier_fact
from server.store import Transaction
from server.store.report_dossiers import (
    Part,
    add_to_sums,
    counted_facts,
    dossiers_to_count,
    keep_facts,
    known_dossiers,
    part_of,
    take_changed,
    visits_for,
)

AT_ONCE = 500
"""So many dossiers a transaction, that nobody in the hall waits."""


def count_dossiers(centre: Centre, within: dt.timedelta = dt.timedelta.max) -> None:
    """Count every dossier that has changed.

    Raises ``StorageFull``, and ``StillCounting`` when it takes longer than ``within``.
    """
    began = centre.machine_now()
    while left := _left(centre):
        if centre.machine_now() - began > within:
            raise StillCounting(dossiers=left)
        with centre.store.transaction() as tx:
            count_some_dossiers(centre, tx)


def count_changed(centre: Centre) -> bool:
    """Count a part of the dossiers that have changed, if there are any; whether there were."""
    if not _left(centre):
        return False
    with centre.store.transaction() as tx:
        count_some_dossiers(centre, tx)
    return True


def count_some_dossiers(centre: Centre, tx: Transaction) -> None:
    """Count a part of the dossiers that have changed."""
    identities = take_changed(tx, AT_ONCE)
    day, visits = _day_of(centre), visits_for(tx, identities)
    facts = [
        dossier_fact(dossier, visits.get(dossier.identity, ()), day)
        for dossier in known_dossiers(tx, identities)
    ]
    added: Tally[tuple[str, str, Part]] = Tally()
    for fact in facts:
        _add(added, fact, day, 1)
    for fact in counted_facts(tx, identities):
        _add(added, fact, day, -1)
    add_to_sums(tx, added)
    keep_facts(tx, identities, facts)


def _left(centre: Centre) -> int:
    with centre.store.looking() as tx:
        return dossiers_to_count(tx)


def _add(added: Tally[tuple[str, str, Part]], fact: DossierFact, day: Day, sign: int) -> None:
    for figure, on, more in added_by(fact, day):
        added[figure, on, part_of(fact)] += sign * more


def _day_of(centre: Centre) -> Day:
    zone = centre.calendar.zone
    return lambda at: at.astimezone(zone).date().isoformat()
