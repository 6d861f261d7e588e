"""Reports counted before phones took numbers say that all of them were taken at the centre."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hall import TestHall, open_hall

from server.actions.counting import bring_up_to_date
from server.reports.periods import Period, figures_by


def test_what_was_counted_before_is_told_apart_without_counting_it_anew(
    tmp_path: Path, small_config: Path
) -> None:
    with open_hall(tmp_path, small_config) as hall:
        hall.take()
        hall.take()
        before = issued(hall, count=True)
        path = hall.centre.store.path
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM figure WHERE cut = 'origin'")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'where_numbers_were_taken'")
    with open_hall(tmp_path, small_config) as hall:
        assert issued(hall, count=False) == before == {"": 2}


def issued(hall: TestHall, count: bool) -> dict[str, int]:
    today = hall.centre.calendar.day_of(hall.centre.now())
    if count:
        bring_up_to_date(hall.centre, today.isoformat(), today.isoformat())
    with hall.centre.store.looking() as tx:
        figures = figures_by(hall.centre, tx, "origin", Period(today, today))
    return {key: one.issued for key, one in figures.items()}
