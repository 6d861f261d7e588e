"""How counters spent their time: free, waiting for the called, serving, paused and why."""

from __future__ import annotations

from collections import defaultdict

from server.centre import Centre
from server.reports.sheets.columns import TIME_OF_COUNTERS, part_column
from server.reports.sheets.parts import in_order, namer
from server.reports.sheets.sheet import Filled, Question, Row, Sheet, total_row
from server.rules.day_log import Spell
from server.store import Transaction
from server.store.report_figures import spells_in

PAUSES = [column for column in TIME_OF_COUNTERS if column.id in ("paused_s", "pauses")]


def _fill(centre: Centre, tx: Transaction, question: Question) -> Filled:
    by, period, language = question.by or "counter", question.period, question.language
    first, last = period.first.isoformat(), period.last.isoformat()
    spent = spells_in(tx, first, last, period.trial)
    columns = PAUSES if by == "reason" else TIME_OF_COUNTERS
    if by == "reason":
        spent = [spell for spell in spent if spell.kind == "paused"]
    parts: dict[str, list[Spell]] = defaultdict(list)
    for spell in spent:
        parts[getattr(spell, by)].append(spell)
    name = namer(centre, tx, by, language)
    rows: list[Row] = [
        {"key": key, "name": name(key), **_cells(parts[key])} for key in in_order(centre, by, parts)
    ]
    wanted = {"key", "name", *(column.id for column in columns)}
    rows = [{id_: cell for id_, cell in row.items() if id_ in wanted} for row in rows]
    total = total_row({c.id: _cells(spent)[c.id] for c in columns}, language) if rows else None
    return Filled([part_column(by), *columns], rows, total)


def _cells(spent: list[Spell]) -> Row:
    def seconds(kind: str) -> int:
        return sum(spell.seconds for spell in spent if spell.kind == kind)

    kinds = ("idle", "called", "serving", "paused")
    pauses = sum(spell.times for spell in spent if spell.kind == "paused")
    return {**{f"{kind}_s": seconds(kind) for kind in kinds}, "pauses": pauses}


SHEET = Sheet(
    "counter-time",
    ("Thời gian của quầy", "The counters' time"),
    ("counter", "officer", "reason"),
    _fill,
)
