"""What a counter did all day, when its officer moves or a colleague takes over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from server.rules.day_log import Line, Spell, promises, spells

EIGHT = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


def line(
    minute: int, event: str, counter: str = "1", visit: str | None = None, **data: Any
) -> Line:
    at = EIGHT + dt.timedelta(minutes=minute)
    return Line(minute, at, event, visit, None, counter, data)


def test_a_counter_that_was_left_is_nobodys_and_the_next_one_is_the_officers() -> None:
    found = spells(
        [
            line(0, "counter_opened", officer="lan"),
            line(10, "counter_left", officer="lan", to="2"),
            line(10, "counter_opened", "2", officer="lan"),
            line(30, "counter_closed", "2", officer="lan"),
        ]
    )
    assert found == [
        Spell("1", "lan", "idle", "", 600, 1),
        Spell("2", "lan", "idle", "", 1200, 1),
    ]


def test_a_service_that_is_taken_over_is_shared_as_it_was() -> None:
    found = spells(
        [
            line(0, "counter_opened", officer="lan"),
            line(1, "called", visit="v", officer="lan"),
            line(2, "started", visit="v", officer="lan"),
            line(5, "counter_taken_over", before="lan", officer="minh"),
            line(15, "finished", visit="v"),
            line(20, "counter_closed", officer="minh"),
        ]
    )
    assert {(one.officer, one.kind): one.seconds for one in found} == {
        ("lan", "idle"): 60,
        ("lan", "called"): 60,
        ("lan", "serving"): 180,
        ("minh", "serving"): 600,
        ("minh", "idle"): 300,
    }


def test_who_let_others_go_first_was_promised_another_place() -> None:
    told = promises(
        [
            line(0, "estimated", visit="v", low=5, high=12),
            line(1, "estimated", visit="w", low=6, high=14),
            line(2, "moved_back", visit="v"),
        ]
    )
    assert told == {"w": (6, 14)}
