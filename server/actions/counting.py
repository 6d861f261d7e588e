"""Count what the log has told since the last report.

Only days that a new line has touched are counted again, each as a whole: adding to what was
counted before could count a call twice that was taken back later.  Reports ask for it before they
read, so that they always say what the log says; ``luot reports rebuild`` makes everything anew.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby

from server.actions.day_facts import facts_of
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
    may_keep_month,
    months_not_whole,
    stale_days,
    touch_days,
)
from server.store.report_facts import lines_on
from server.store.report_figures import Counted, figures_of_month, keep_figures, keep_spells
from server.store.times import instant

LINES_AT_ONCE = 5000
FOR_EVER = dt.timedelta.max
EVER = ("0000-00-00", "9999-99-99")


class StillCounting(Exception):
    """So many days are not counted yet; whoever asks again goes on from there."""

    def __init__(self, days: int) -> None:
        self.days = days
        super().__init__(f"{days} days are not counted yet")


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
    for month in _months_to_add(centre, first, last):
        add_month(centre, month)


def rebuild(centre: Centre, counted: Callable[[str], None] = lambda _: None) -> int:
    """Count everything anew and return the number of days; ``counted`` hears of each."""
    with centre.store.transaction() as tx:
        forget_counts(tx)
    _follow(centre)
    days = _stale(centre, *EVER)
    for day in days:
        count_day(centre, day)
        counted(day)
    for month in _months_to_add(centre, *EVER):
        add_month(centre, month)
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


def add_month(centre: Centre, month: str) -> None:
    """Add up the days of a month that is over, so that a report of years reads few rows."""
    with centre.store.looking() as tx:
        seq, days = followed_to(tx), figures_of_month(tx, month)
    parts = defaultdict(list)
    for one in days:
        parts[one.trial, one.cut, one.key].append(one.figures)
    counted = [Counted(month, *part, added(figures)) for part, figures in parts.items()]
    with centre.store.transaction() as tx:
        if may_keep_month(tx, month, seq):
            keep_figures(tx, month, counted)


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


def _months_to_add(centre: Centre, first: str, last: str) -> list[str]:
    """The months that are over and begin and end within these days."""
    with centre.store.looking() as tx:
        found = months_not_whole(tx, first[:7], last[:7])
    today = centre.today()
    return [
        month
        for month in found
        if first <= f"{month}-01" and f"{month}-31" <= _end_of_month(last) and month < today[:7]
    ]


def _end_of_month(day: str) -> str:
    """The day itself, or the 31st that stands for the end of its month."""
    if day == EVER[1]:
        return day
    following = dt.date.fromisoformat(day) + dt.timedelta(days=1)
    return f"{day[:7]}-31" if following.day == 1 else day
