"""Count what the log has told since the last report.

Only days that a new line has touched are counted again, each as a whole: adding to what was
counted before could count a call twice that was taken back later.  Reports ask for it before they
read, so that they always say what the log says; ``luot reports rebuild`` makes everything anew.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby

from server.actions.counting_dossiers import count_dossiers
from server.actions.day_facts import facts_of
from server.actions.still_counting import StillCounting
from server.centre import Centre
from server.rules.day_log import spells
from server.rules.figures import CUTS, StopFact, added, cut
from server.store import Transaction
from server.store.report_days import (
    followed_to,
    forget_counts,
    keep_run,
    lines_to_follow,
    may_count,
    may_keep_span,
    spans_to_add,
    stale_days,
    touch_days,
)
from server.store.report_dossiers import mark_all
from server.store.report_facts import lines_on
from server.store.report_figures import Counted, figures_within, keep_figures, keep_spells
from server.store.times import instant

LINES_AT_ONCE = 5000
FOR_EVER = dt.timedelta.max
EVER = ("0000-00-00", "9999-99-99")


def bring_up_to_date(
    centre: Centre, first: str, last: str, within: dt.timedelta = FOR_EVER
) -> None:
    """Count what is new from one day to another, both included.

    Raises ``StorageFull``, and ``StillCounting`` when it takes longer than ``within``.
    """
    _follow(centre)
    began, days = centre.machine_now(), _stale(centre, first, last)
    for place, day in enumerate(days):
        if centre.machine_now() - began > within:
            raise StillCounting(len(days) - place)
        count_day(centre, day)
    _add_up(centre, first, last)


def rebuild(centre: Centre, counted: Callable[[str], None] = lambda _: None) -> int:
    """Count everything anew and return the number of days; ``counted`` hears of each."""
    with centre.store.transaction() as tx:
        forget_counts(tx)
        mark_all(tx)
    _follow(centre)
    days = _stale(centre, *EVER)
    for day in days:
        count_day(centre, day)
        counted(day)
    _add_up(centre, *EVER)
    count_dossiers(centre)
    return len(days)


def count_day(centre: Centre, day: str) -> None:
    """Count one day from its stops and its lines."""
    with centre.store.looking() as tx:
        seq = followed_to(tx)
        facts = facts_of(centre, tx, day)
        spent = spells(lines_on(tx, day))
    on_trial = bool(facts) and all(fact.trial for fact in facts)
    counted = list(_cut(day, facts))
    with centre.store.transaction() as tx:
        if may_count(tx, day, seq):
            keep_figures(tx, day, counted)
            keep_spells(tx, day, on_trial, spent)


def add_span(centre: Centre, span: str) -> None:
    """Add up the days of a month, or the months of a year: a report of years reads few rows."""
    with centre.store.looking() as tx:
        of_months = len(span) == len("2026")
        if of_months and spans_to_add(tx, _first_day(span), _last_day(span), len("2026-11")):
            return  # one of its months has changed meanwhile
        seq, found = followed_to(tx), figures_within(tx, span)
    parts = defaultdict(list)
    for one in found:
        parts[one.trial, one.cut, one.key].append(one.figures)
    counted = [Counted(span, *part, added(figures)) for part, figures in parts.items()]
    with centre.store.transaction() as tx:
        if may_keep_span(tx, span, seq):
            keep_figures(tx, span, counted)


def _cut(day: str, facts: list[StopFact]) -> Iterator[Counted]:
    """Every part of a day; its weekday (0 is Monday) is the whole of it once more."""
    weekday = str(dt.date.fromisoformat(day).weekday())
    for trial in (False, True):
        some = [fact for fact in facts if fact.trial is trial]
        for name, by in CUTS.items():
            for key, figures in cut(some, by).items():
                yield Counted(day, int(trial), name, key, figures)
                if name == "all":
                    yield Counted(day, int(trial), "weekday", weekday, figures)


def _follow(centre: Centre) -> None:
    """Note the days that new lines have touched."""
    while True:
        with centre.store.looking() as tx:
            if not lines_to_follow(tx, 1):
                return
        with centre.store.transaction() as tx:
            _follow_some(centre, tx)


def _follow_some(centre: Centre, tx: Transaction) -> None:
    lines = lines_to_follow(tx, LINES_AT_ONCE)
    zone, touched = centre.calendar.zone, {}
    days = {line.seq: instant(line.at).astimezone(zone).date().isoformat() for line in lines}
    for day, run in groupby(lines, lambda line: days[line.seq]):
        seqs = [line.seq for line in run]
        keep_run(tx, day, seqs[0], seqs[-1])
        touched[day] = seqs[-1]
    touched |= {line.visit_day: line.seq for line in lines if line.visit_day is not None}
    touch_days(tx, touched)


def _stale(centre: Centre, first: str, last: str) -> list[str]:
    with centre.store.looking() as tx:
        return stale_days(tx, first, last)


def _add_up(centre: Centre, first: str, last: str) -> None:
    """Add up the months, and then the years, that are over and lie within these days."""
    for length in (len("2026-11"), len("2026")):
        with centre.store.looking() as tx:
            found = spans_to_add(tx, first, last, length)
        for span in found:
            if _is_over(centre, span) and first <= _first_day(span) and _last_day(span) <= last:
                add_span(centre, span)


def _is_over(centre: Centre, span: str) -> bool:
    return span < centre.today()[: len(span)]


def _first_day(span: str) -> str:
    return f"{span}-01" if len(span) == len("2026-11") else f"{span}-01-01"


def _last_day(span: str) -> str:
    year, month = int(span[:4]), int(span[5:7] or 12)
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
