"""The figures that a centre shows everybody: no name, no officer, no number."""

from __future__ import annotations

import datetime as dt

from server.centre import Centre
from server.messages import PublicFigures
from server.reports.periods import spans_of
from server.reports.sheets.sheet import share
from server.store import Transaction
from server.store.public_figures import Today, today_so_far
from server.store.ratings import scores
from server.store.report_dossiers import sums_in

DAYS = 30
FEWEST = 5
"""So many ratings, or dossiers, are the least of which a share is told: fewer are somebody's."""
SATISFIED = 2


def public_figures(centre: Centre, tx: Transaction) -> PublicFigures:
    """Today so far, and the last thirty days; of dossiers what has been counted."""
    today = dt.date.fromisoformat(centre.today())
    since = today - dt.timedelta(days=DAYS - 1)
    targets = {field.id: field.target_minutes * 60 for field in centre.settings.fields}
    so_far = today_so_far(tx, centre.today(), centre.trial, targets)
    return PublicFigures(
        day=today.isoformat(),
        since=since.isoformat(),
        as_of=centre.local_now(),
        issued=so_far.issued,
        served=so_far.served,
        waiting=so_far.waiting,
        wait_mean_s=_mean(so_far),
        wait_in_target=share(so_far.in_target, so_far.called),
        on_time_share=_on_time(tx, since, today),
        satisfied_share=_satisfied(centre, tx, since, today),
    )


def _mean(so_far: Today) -> int | None:
    return round(so_far.waited_s / so_far.called) if so_far.called else None


def _on_time(tx: Transaction, first: dt.date, last: dt.date) -> float | None:
    found = {"early": 0, "on_time": 0, "late": 0}
    for (figure, _), dossiers in sums_in(tx, spans_of(first, last)).items():
        if figure in found:
            found[figure] += dossiers
    return _told(found["early"] + found["on_time"], sum(found.values()))


def _satisfied(centre: Centre, tx: Transaction, first: dt.date, last: dt.date) -> float | None:
    found = scores(tx, first.isoformat(), last.isoformat(), centre.trial)
    satisfied = sum(one.count for one in found if one.score >= SATISFIED)
    return _told(satisfied, sum(one.count for one in found))


def _told(part: int, whole: int) -> float | None:
    return share(part, whole) if whole >= FEWEST else None
