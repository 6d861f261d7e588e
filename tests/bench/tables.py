"""Figures as tables for people: measured, the bare floor, and how far apart they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: ``share`` of the values are not above it."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)


def figure(value: float) -> str:
    """A number with three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


@dataclass
class Table:
    """One table; every row has a cell for each column."""

    title: str
    columns: Sequence[str]
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *cells: str | float) -> None:
        """A row; numbers are written by ``figure``."""
        self.rows.append([cell if isinstance(cell, str) else figure(cell) for cell in cells])

    def times(self, what: str, measured_s: Sequence[float], floor_s: Sequence[float]) -> None:
        """A row of milliseconds: p50, p95, p99, the floor's, and the ratios at p50 and p99."""
        shares = (0.5, 0.95, 0.99)
        ours = [1000 * percentile(measured_s, share) for share in shares]
        bare = [1000 * percentile(floor_s, share) for share in shares]
        ratios = (ours[0] / bare[0], ours[2] / bare[2])
        self.add(what, *ours, *bare, *(f"{ratio:.1f} ×" for ratio in ratios))

    def beside_aim(self, what: str, measured_s: Sequence[float], aim_ms: int) -> None:
        """A note with the p95 of what was measured beside what it must not exceed."""
        here = 1000 * percentile(measured_s, 0.95)
        self.notes.append(f"Aim: {what}, p95 ≤ {aim_ms:,} ms; here {here:,.0f} ms.")

    def __str__(self) -> str:
        """Markdown, aligned for a terminal."""
        lines = [list(self.columns), *self.rows]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns))]
        rule = ["-" * width for width in widths]
        text = "\n".join(_line(line, widths) for line in [lines[0], rule, *lines[1:]])
        return "\n".join([f"\n## {self.title}\n", text, *(f"\n{note}" for note in self.notes)])


TIME_COLUMNS = (
    *("ms", "p50", "p95", "p99"),
    *("floor p50", "floor p95", "floor p99", "ratio p50", "ratio p99"),
)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = [
        cell.ljust(width) if at == 0 else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join([first, *rest])} |"
