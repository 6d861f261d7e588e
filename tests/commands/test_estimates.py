"""The waits that people would be told, against those that came, on simulated days of every preset.

The aims: the wait is inside or below the range for 85 % of all and more, and its mean distance from
the median told is a quarter of the mean wait.  The second cannot be reached on an easy day, when
people wait for one service or two whose lengths nobody knows beforehand: an estimator that knows
the true distribution and plays it a hundred times is no nearer.  On full days it holds.
Easy days are simulated of three presets, of all six with ``LUOT_TESTS=all``.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from running import CONFIG, luot

KEPT, ERROR = 0.85, 0.25
EASY = {"commune": 150, "thach-ha": 220, "hue-city": 400}
if os.environ.get("LUOT_TESTS") == "all":
    EASY |= {"hue-province": 1000, "thai-nguyen": 1000, "bac-ninh": 800}
FULL = {
    "commune": 220,
    "hue-province": 1500,
    "thai-nguyen": 1500,
    "bac-ninh": 1300,
    "hue-city": 580,
    "thach-ha": 420,
}


def compared(preset: str, visits: int, days: int = 2) -> dict[str, Any]:
    """The figures of every estimator over these days, the first of which nobody knows anything."""
    arguments = ("--visits", str(visits), "--days", str(days), "--estimates", "--format", "json")
    run = luot("simulate", "--config", str(CONFIG / preset), *arguments)
    assert (run.returncode, run.stderr) == (0, "")
    figures: dict[str, Any] = json.loads(run.stdout)["estimates"]
    return figures


@pytest.mark.parametrize("preset", FULL)
def test_on_a_full_day_both_aims_are_reached(preset: str) -> None:
    ours = compared(preset, FULL[preset])["forecast"]
    assert ours["kept"] >= KEPT, ours
    assert ours["error"] <= ERROR, ours


@pytest.mark.parametrize("preset", EASY)
def test_on_any_day_what_was_told_is_kept_and_nobody_else_is_nearer(preset: str) -> None:
    every = compared(preset, EASY[preset])
    ours = every.pop("forecast")
    assert ours["kept"] >= KEPT, ours
    assert all(ours["error"] < other["error"] for other in every.values()), every


def test_the_upper_end_is_not_bought_with_width() -> None:
    """Queue length alone is kept too, with ranges half as wide again."""
    every = compared("hue-province", 1200, 1)
    assert every["forecast"]["width"] < 0.67 * every["queue_length"]["width"]


def test_the_table_explains_its_columns() -> None:
    run = luot("simulate", "--config", str(CONFIG / "commune"), "--visits", "120", "--estimates")
    for words in ("forecast", "queue length", "head of line", "rolling mean", "aim: 85 %"):
        assert words in run.stdout


def test_a_chart_of_estimates_is_refused_in_one_line() -> None:
    where = ("--config", str(CONFIG / "commune"), "--visits", "5")
    run = luot("simulate", *where, "--estimates", "--format", "svg")
    assert (run.returncode, len(run.stderr.splitlines())) == (1, 1)
