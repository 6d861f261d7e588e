"""``luot rehearse --fill``: made-up years that hold together like lived ones."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hall import HandClock, TestHall, open_hall
from running import luot

from server.actions.counting import EVER, bring_up_to_date
from server.commands.filling.years import Filled, fill
from server.reports.periods import Period, figures_by
from server.store.ratings import scores

TUESDAY = dt.datetime.fromisoformat("2026-11-24T08:00:00+07:00")
LAST_DAYS = 20 / 365.25


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory, small_config: Path
) -> tuple[Path, list[Filled]]:
    """Twenty days of thirty visits."""
    data = tmp_path_factory.mktemp("filled")
    with open_hall(data, small_config, HandClock(TUESDAY), trial=True) as hall:
        return data, list(fill(hall.centre, LAST_DAYS, 30, seed=3))


def figures(hall: TestHall, by: str | None = None) -> dict[str, object]:
    period = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31), trial=True)
    bring_up_to_date(hall.centre, *EVER)
    with hall.centre.store.looking() as tx:
        return {key: one.issued for key, one in figures_by(hall.centre, tx, by, period).items()}


def test_the_log_tells_the_same_as_the_tables(filled: tuple[Path, list[Filled]]) -> None:
    data, days = filled
    done = luot("verify", "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{sum(day.lines for day in days)} lines" in done.stdout


def test_it_ends_yesterday_and_reports_count_all_of_it(
    filled: tuple[Path, list[Filled]], small_config: Path
) -> None:
    data, days = filled
    assert str(days[-1].day) == "2026-11-23"
    with open_hall(data, small_config, HandClock(TUESDAY), trial=True) as hall:
        by_day = figures(hall, "day")
        assert by_day == {str(day.day): day.visits for day in days if day.visits}
        assert figures(hall, "field").keys() == {"ho-tich", "chung-thuc", "dat-dai"}


def test_every_visit_is_marked_as_trial_and_a_day_is_filled_once(
    filled: tuple[Path, list[Filled]], small_config: Path
) -> None:
    data, _ = filled
    with open_hall(data, small_config, HandClock(TUESDAY), trial=True) as hall:
        with hall.centre.store.reading() as tx:
            assert tx.value("SELECT min(trial) FROM visit") == 1
        assert list(fill(hall.centre, LAST_DAYS, 30, seed=4)) == []


def test_real_visits_are_never_mixed_with_made_up_ones(small_config: Path, tmp_path: Path) -> None:
    with open_hall(tmp_path, small_config) as hall:
        hall.take()
        before = hall.dump()
    asked = ("--config", str(small_config), "--data", str(tmp_path), "--visits", "5")
    done = luot("rehearse", *asked, "--fill", "0.02")
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds real visits" in done.stderr
    with open_hall(tmp_path, small_config) as hall:
        assert hall.dump() == before


def test_the_command_says_what_it_wrote(small_config: Path, tmp_path: Path) -> None:
    asked = ("--config", str(small_config), "--data", str(tmp_path), "--visits", "5")
    done = luot("rehearse", *asked, "--fill", "0.01")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["visits"] > 0
    assert told.keys() == {"days", "visits", "lines", "seconds"}


def test_some_of_those_who_were_served_have_judged(
    filled: tuple[Path, list[Filled]], small_config: Path
) -> None:
    data, days = filled
    with open_hall(data, small_config, HandClock(TUESDAY), trial=True) as hall:
        with hall.centre.store.looking() as tx:
            found = scores(tx, "2026-01-01", "2026-12-31", trial=True)
            assert scores(tx, "2026-01-01", "2026-12-31", trial=False) == []
        told = [line for line in hall.log() if line["event"] == "rated"]
    rated = sum(one.count for one in found)
    assert rated == len(told)
    assert 0.1 < rated / sum(day.visits for day in days) < 0.4
    assert {one.score for one in found} >= {2, 3}
