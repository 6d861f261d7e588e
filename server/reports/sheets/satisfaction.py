"""Satisfaction by agency and officer: number, then count and share of each level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from server.centre import Centre
from server.reports.sheets.columns import SATISFACTION, part_column
from server.reports.sheets.parts import Namer, in_order, namer
from server.reports.sheets.sheet import Filled, Question, Row, Sheet, share, total_row
from server.store import Transaction
from server.store.ratings import scores

SCORES = (3, 2, 1)
NONE_YET = ("Chưa có đánh giá nào trong kỳ này.", "There are no ratings in this period yet.")


@dataclass(frozen=True, slots=True)
class Rated:
    """How often an officer of an agency was given a score, 1 to 3."""

    agency: str
    officer: str
    score: int
    count: int


Order = Callable[[Iterable[str]], list[str]]


def satisfaction(
    ratings: Sequence[Rated], question: Question, name: Namer, order: Order = sorted
) -> Filled:
    """The report of these ratings."""
    by = question.by or "agency"
    parts: dict[str, list[Rated]] = defaultdict(list)
    for one in ratings:
        parts[getattr(one, by)].append(one)
    rows: list[Row] = [
        {"key": key, "name": name(key), **_cells(parts[key])} for key in order(parts)
    ]
    total = total_row(_cells(ratings), question.language) if rows else None
    return Filled([part_column(by), *SATISFACTION], rows, total, None if rows else NONE_YET)


def _cells(ratings: Sequence[Rated]) -> Row:
    counts = {score: sum(one.count for one in ratings if one.score == score) for score in SCORES}
    rated = sum(counts.values())
    cells: Row = {"rated": rated}
    for score, count in counts.items():
        cells |= {f"score_{score}": count, f"score_{score}_share": share(count, rated)}
    return cells


def _fill(centre: Centre, tx: Transaction, question: Question) -> Filled:
    period = question.period
    kept = scores(tx, period.first.isoformat(), period.last.isoformat(), period.trial)
    ratings = [Rated(_agency(centre, one.field), one.officer, one.score, one.count) for one in kept]
    by = question.by
    name = namer(centre, tx, by, question.language)
    return satisfaction(ratings, question, name, lambda keys: in_order(centre, by, keys))


def _agency(centre: Centre, field: str) -> str:
    known = centre.fields.get(field)
    return known.agency if known is not None else ""


SHEET = Sheet("satisfaction", ("Mức độ hài lòng", "Satisfaction"), ("agency", "officer"), _fill)
