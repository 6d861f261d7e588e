"""Reports of what was counted stop by stop: the day, the period, fairness, estimates."""

from __future__ import annotations

from collections.abc import Sequence

from server.centre import Centre
from server.messages import Cell
from server.reports.periods import figures_by
from server.reports.sheets.columns import (
    COUNTS,
    ESTIMATES,
    FAIRNESS,
    TIMES,
    TOLD,
    Column,
    part_column,
)
from server.reports.sheets.parts import in_order, namer
from server.reports.sheets.sheet import Fill, Filled, Question, Row, Sheet, only, share, total_row
from server.rules.figures import Durations, Figures
from server.rules.histogram import percentile
from server.store import Transaction

BY = (
    "day",
    "month",
    "hour",
    "weekday",
    "field",
    "procedure",
    "agency",
    "counter",
    "officer",
    "origin",
)
DURATIONS = {"wait": "waiting", "walk": "walking", "service": "service"}


def _of(columns: Sequence[Column]) -> Fill:
    def fill(centre: Centre, tx: Transaction, question: Question) -> Filled:
        by, period, language = question.by, question.period, question.language
        assert by is not None, "these reports are always told apart by something"
        parts = figures_by(centre, tx, by, period)
        whole = figures_by(centre, tx, None, period).get("", Figures())
        name = namer(centre, tx, by, language)
        rows: list[Row] = [
            {"key": key, "name": name(key), **only(columns, cells_of(parts[key]))}
            for key in in_order(centre, by, parts)
        ]
        total = total_row(only(columns, cells_of(whole)), language) if rows else None
        return Filled([part_column(by), *columns], rows, total)

    return fill


def cells_of(figures: Figures) -> Row:
    """Every cell that figures can fill."""
    within = figures.promised - figures.shorter - figures.longer
    cells: Row = {
        **{column.id: getattr(figures, column.id) for column in COUNTS},
        "overtaking": figures.overtaking,
        "passed": figures.passed,
        "passed_most": figures.passed_most,
        "promised": figures.promised,
        "shorter": figures.shorter,
        "within": within,
        "longer": figures.longer,
        "kept": share(figures.promised - figures.longer, figures.promised),
        "width_s": round(figures.width_s / figures.widths) if figures.widths else None,
        "error": share(figures.off_s, figures.promised_wait_s),
        "below_median": share(figures.shorter, figures.promised),
    }
    for name, measure in DURATIONS.items():
        cells |= _times(name, getattr(figures, measure))
    return cells


def _times(name: str, of: Durations) -> dict[str, Cell]:
    return {
        f"{name}_mean_s": round(of.total_s / of.count) if of.count else None,
        f"{name}_median_s": percentile(of.histogram, 0.5),
        f"{name}_p90_s": percentile(of.histogram, 0.9),
        f"{name}_longest_s": of.longest_s if of.count else None,
        f"{name}_in_target": share(of.in_target, of.count),
    }


SHEETS = (
    Sheet(
        "day",
        ("Báo cáo ngày", "The day"),
        ("hour", *BY[4:]),
        _of([*COUNTS, *TIMES, *TOLD]),
        usual="day",
    ),
    Sheet("period", ("Báo cáo kỳ", "The period"), BY, _of([*COUNTS, *TIMES])),
    Sheet("fairness", ("Công bằng trong hàng chờ", "Fairness"), BY, _of(FAIRNESS)),
    Sheet(
        "estimates",
        ("Độ đúng của thời gian chờ đã báo", "Accuracy of waits told"),
        BY,
        _of(ESTIMATES),
    ),
)
