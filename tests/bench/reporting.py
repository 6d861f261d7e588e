"""Reports over many visits: counting a day, and reading each report over all of them.

``LUOT_BENCH_REPORT_DAYS=2608 make bench`` reads them over five million visits; it takes hours and
20 GB of the temporary folder.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

from running import CONFIG
from tables import Table

from server.actions.counting import EVER, bring_up_to_date, count_day
from server.actions.counting_dossiers import count_dossiers
from server.centre import Centre, load_folder, open_centre
from server.commands.filling.years import Filled, fill
from server.messages import ReportAnswer
from server.reports.periods import Period
from server.reports.sheets.all import SHEETS
from server.reports.sheets.csv_file import csv_pages
from server.reports.sheets.sheet import Question, Sheet, answered
from server.store import open_store
from server.store.report_dossiers import dossiers_to_count

CENTRE = "hue-province"
A_DAY = 2000


def measure(days: int) -> Table:
    """The table over so many days of some 2,000 visits each."""
    settings, catalogue = load_folder(CONFIG / CENTRE)
    with tempfile.TemporaryDirectory() as name:
        store = open_store(Path(name), settings.id)
        try:
            return _measured(open_centre(settings, catalogue, store, trial=True), days)
        finally:
            store.close()


def _measured(centre: Centre, days: int) -> Table:
    filled, filling_s = _filled(centre, days)
    visits = sum(one.visits for one in filled)
    counting_s = _timed(lambda: bring_up_to_date(centre, *EVER))
    with centre.store.looking() as tx:
        dossiers = dossiers_to_count(tx)
    dossiers_s = _timed(lambda: count_dossiers(centre))
    table = Table(f"Reports over {visits:,} visits (aim: 2 s)", ("s", "read"))
    period = Period(dt.date(2000, 1, 1), dt.date.fromisoformat(centre.today()), trial=True)
    for sheet in SHEETS.values():
        slowest = max(
            _timed(lambda s=sheet, b=by: _read(centre, s, b, period)) for by in _ways(sheet)
        )
        table.add(f"{sheet.name}, the slowest way", slowest)
    table.add("register, the whole of it as CSV", _timed(lambda: _whole_register(centre, period)))
    today = _timed(lambda: count_day(centre, filled[-1].day.isoformat()))
    table.add(f"counting a day of {filled[-1].visits:,} visits again", today)
    table.notes.append(
        f"Written at {visits / filling_s:,.0f} visits a second, counted at"
        f" {visits / counting_s:,.0f}; a day has {mean(one.visits for one in filled):,.0f} visits."
        f" {dossiers:,} dossiers, counted at {dossiers / dossiers_s:,.0f} a second."
    )
    return table


def _filled(centre: Centre, days: int) -> tuple[list[Filled], float]:
    began = time.perf_counter()
    return list(fill(centre, days * 1.4 / 365.25, A_DAY, seed=1)), time.perf_counter() - began


def _ways(sheet: Sheet) -> tuple[str | None, ...]:
    return sheet.by or (None,)


def _read(centre: Centre, sheet: Sheet, by: str | None, period: Period) -> None:
    with centre.store.looking() as tx:
        answered(centre, tx, sheet, Question(period, by, "vi"))


def _whole_register(centre: Centre, period: Period) -> int:
    """Every page of the register, as a file is made of them; its bytes."""
    return sum(len(piece) for piece in csv_pages(_pages(centre, period)))


def _pages(centre: Centre, period: Period) -> Iterator[ReportAnswer]:
    after: str | None = ""
    while after is not None:
        with centre.store.looking() as tx:
            question = Question(period, None, "vi", after, 1000)
            page = answered(centre, tx, SHEETS["register"], question)
        yield page
        after = page.next


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
