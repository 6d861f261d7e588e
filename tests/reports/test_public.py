"""What a stranger is told: sessions, holidays and, from days that are over, quiet hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import MONDAY, TestHall, open_hall
from made_centre import small_centre, write_centre

from server.messages import PublicCentre, QuietAnswer
from server.reports.public import public_centre, quiet_answer

HOURS = {
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "spans": ["07:30-11:30", "13:00-17:00"],
    "holidays": ["2026-11-25"],
}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    config = write_centre(tmp_path / "config", small_centre(hours=HOURS))
    text = (config / "centre.toml").read_text(encoding="utf-8")
    (config / "centre.toml").write_text(text.replace('"2026-11-25"', "2026-11-25"), "utf-8")
    with open_hall(tmp_path / "data", config) as opened:
        yield opened


def told(hall: TestHall) -> PublicCentre:
    with hall.centre.store.reading():
        return public_centre(hall.centre, hall.now())


def quiet(hall: TestHall) -> QuietAnswer:
    with hall.centre.store.looking() as tx:
        return quiet_answer(hall.centre, tx)


def test_it_is_said_until_when_the_session_lasts_and_when_it_opens_again(hall: TestHall) -> None:
    assert (told(hall).open, told(hall).closes_at) == (True, "2026-11-23T11:30:00+07:00")
    hall.clock.go_on(hours=4)
    assert (told(hall).open, told(hall).closes_at) == (False, None)
    assert told(hall).opens_at == "2026-11-23T13:00:00+07:00"


def test_a_holiday_of_the_week_is_said(hall: TestHall) -> None:
    days = {day.day: day for day in told(hall).days}
    assert len(days) == 7
    assert [span.opens for span in days["2026-11-24"].spans] == ["07:30", "13:00"]
    assert (days["2026-11-25"].spans, days["2026-11-25"].holiday) == ([], True)
    assert (days["2026-11-28"].spans, days["2026-11-28"].holiday) == ([], False)


def test_quiet_hours_come_from_the_days_that_are_over(hall: TestHall) -> None:
    """Mondays of four weeks: six people an hour, and two between ten and eleven."""
    for week in range(4):
        for hour in (8, 9, 10, 13, 14, 15, 16):
            hall.clock.at = MONDAY + dt.timedelta(weeks=week, hours=hour - 8)
            for _ in range(4 if hour == 10 else 16):
                hall.take("ho-tich")
    hall.clock.at = MONDAY + dt.timedelta(weeks=4)
    for _ in range(50):
        hall.take("ho-tich")  # today is not over
    answer = quiet(hall)
    whole, field = answer.parts[0], {part.field: part for part in answer.parts}
    assert (answer.days, answer.first_hour) == (4, 7)
    assert (whole.quietest[0].weekday, whole.quietest[0].hour) == (0, 10)
    assert whole.levels[0][10 - 7] == 0
    assert whole.levels[1] == [None] * 10
    assert field["ho-tich"] == whole.model_copy(update={"field": "ho-tich"})
    assert field["dat-dai"].levels == []


def test_nobody_is_told_of_people_by_number(hall: TestHall) -> None:
    hall.take("ho-tich")
    assert "A001" not in told(hall).model_dump_json()
    assert "A001" not in quiet(hall).model_dump_json()
