"""A zone's screens: its own counters, the newest calls, the missed, how many wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import LAN, MINH, TestHall, done, open_hall
from made_centre import counter, field, small_centre, write_centre, zone

from server.actions.call import call_chosen, next_ticket
from server.actions.counters import pause_counter, set_counter_fields
from server.actions.recall import recall
from server.actions.serve import finish, no_show, start
from server.messages import BoardSnapshot
from server.reports.board import MISSED, NEWEST_CALLS, board_snapshot


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TestHall]:
    """Two zones: counters 1 and 2 in the east, counter 3 in the west."""
    centre = small_centre(
        zones=[zone("dong"), zone("tay")],
        fields=[field("ho-tich", "A"), field("dat-dai", "C")],
        counters=[
            counter(1, ["ho-tich"], "dong"),
            counter(2, ["ho-tich"], "dong"),
            counter(3, ["dat-dai"], "tay"),
        ],
    )
    with open_hall(tmp_path / "data", write_centre(tmp_path / "config", centre)) as opened:
        yield opened


def board(hall: TestHall, name: str = "dong") -> BoardSnapshot:
    with hall.centre.store.reading() as tx:
        return board_snapshot(hall.centre, tx, hall.now(), name)


def call_and_miss(hall: TestHall) -> str:
    visit = hall.take()
    next_ticket(hall.centre, "1", LAN)
    number = hall.number(visit)
    no_show(hall.centre, "1", LAN)
    return number


def test_every_state_of_a_counter_is_shown(hall: TestHall) -> None:
    def shown() -> tuple[str, str | None]:
        first = board(hall).counters[0]
        return first.state, first.ticket

    assert shown() == ("closed", None)
    hall.open("1", LAN)
    assert shown() == ("open", None)
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    assert shown() == ("called", "A001")
    start(hall.centre, "1", LAN)
    assert shown() == ("serving", "A001")
    finish(hall.centre, "1", done(), LAN)
    pause_counter(hall.centre, "1", "Khác", LAN)
    assert shown() == ("paused", None)


def test_a_zone_shows_its_own_counters_calls_and_waiting(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.open("3", MINH)
    for name in ("ho-tich", "ho-tich", "dat-dai", "dat-dai", "dat-dai"):
        hall.take(name)
    next_ticket(hall.centre, "1", LAN)
    next_ticket(hall.centre, "3", MINH)
    east, west = board(hall, "dong"), board(hall, "tay")
    assert [one.number for one in east.counters] == [1, 2]
    assert [one.number for one in west.counters] == [3]
    assert [one.number for one in east.calls] == ["A001"]
    assert [one.number for one in west.calls] == ["C001"]
    assert [(one.field, one.count) for one in east.waiting] == [("ho-tich", 1)]
    assert [(one.field, one.count) for one in west.waiting] == [("dat-dai", 2)]


def test_a_field_given_to_a_counter_waits_in_that_counters_zone_too(hall: TestHall) -> None:
    hall.take("dat-dai")
    assert board(hall, "dong").waiting == []
    set_counter_fields(hall.centre, "1", ["ho-tich", "dat-dai"], LAN)
    assert [one.field for one in board(hall, "dong").waiting] == ["dat-dai"]


def test_the_newest_calls_come_first_and_a_recall_is_new(hall: TestHall) -> None:
    hall.open("1", LAN)
    hall.open("2", MINH)
    hall.take()
    hall.take()
    next_ticket(hall.centre, "1", LAN)
    next_ticket(hall.centre, "2", MINH)
    assert [one.number for one in board(hall).calls] == ["A002", "A001"]
    recall(hall.centre, "1", LAN)
    calls = board(hall).calls
    assert [(one.number, one.nth) for one in calls] == [("A001", 2), ("A002", 1)]
    assert calls[0].seq == hall.log()[-1]["seq"]


def test_a_long_day_shows_only_the_newest(hall: TestHall) -> None:
    hall.open("1", LAN)
    missed = [call_and_miss(hall) for _ in range(MISSED + 3)]
    shown = board(hall)
    assert [one.number for one in shown.calls] == missed[::-1][:NEWEST_CALLS]
    assert shown.missed == missed[-MISSED:]


def test_who_comes_back_is_missed_no_longer(hall: TestHall) -> None:
    hall.open("1", LAN)
    numbers = [call_and_miss(hall) for _ in range(2)]
    call_chosen(hall.centre, "1", numbers[0], "đã quay lại", LAN)
    assert board(hall).missed == numbers[1:]


def test_the_snapshot_says_where_and_when_it_is_from(hall: TestHall) -> None:
    hall.take()
    shown = board(hall)
    assert (shown.seq, shown.zone, shown.zone_name) == (1, "dong", "Khu dong")
    assert shown.at == "2026-11-23T08:00:00.000+07:00"
    assert shown.epoch == hall.centre.epoch
    assert not shown.trial
