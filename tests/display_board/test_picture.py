"""What a zone's screens show: the newest snapshot, and calls that are newer still."""

from __future__ import annotations

from typing import Any

import pytest

from display_board.heard import heard_call, heard_snapshot
from display_board.picture import Picture
from server.messages import BoardSnapshot, CallEvent


def snapshot(seq: int, epoch: str = "e1", **more: Any) -> BoardSnapshot:
    """Exactly the keys that the contract promises."""
    counters = [
        {"id": str(n), "number": n, "name": f"Quầy {n}", "state": "open", "ticket": None}
        for n in (1, 2)
    ]
    data = {"seq": seq, "epoch": epoch, "at": "2026-11-23T08:00:00+07:00", "zone": "main"}
    data |= {"trial": False, "emergency": None, "calls": [], "counters": counters}
    data |= {"waiting": [], "missed": [], "notices": []}
    return heard_snapshot({**data, **more})


def call(seq: int, number: str = "A001", counter: int = 1, **more: Any) -> CallEvent:
    """Exactly the keys that the contract promises."""
    data = {"seq": seq, "number": number, "counter": counter, "counter_name": f"Quầy {counter}"}
    data |= {"field": "ho-tich", "zone": "main", "nth": 1, "language": "vi"}
    data |= {"at": "2026-11-23T08:00:00+07:00", "text": {"vi": "Mời", "en": None}}
    return heard_call({**data, **more})


def listed(seq: int, number: str, counter: int = 1) -> dict[str, Any]:
    return {
        **call(seq, number, counter).model_dump(
            include={"seq", "number", "counter", "counter_name", "field", "nth", "at"}
        ),
        "state": "serving",
    }


def shown(picture: Picture) -> dict[str, Any]:
    hall: dict[str, Any] = picture.view(0)["hall"]
    return hall


def numbers(picture: Picture) -> list[str]:
    return [c["number"] for c in shown(picture)["calls"]]


def picture_of(*snapshots: BoardSnapshot) -> Picture:
    picture = Picture("main", "run")
    for each in snapshots:
        picture.take_snapshot(each, 0)
    return picture


def test_before_the_first_snapshot_there_is_no_hall() -> None:
    assert Picture("main", "run").view(0)["hall"] is None


def test_news_with_keys_from_a_later_version_is_understood() -> None:
    assert call(1, colour="red", text={"vi": "Mời", "en": None, "fr": "Appel"}).seq == 1
    assert snapshot(1, weather="rain").seq == 1


def test_an_older_snapshot_changes_nothing() -> None:
    picture = picture_of(snapshot(5, missed=["A005"]), snapshot(4, missed=["A004"]))
    assert shown(picture)["missed"] == ["A005"]


def test_a_new_epoch_starts_over_however_small_its_sequence() -> None:
    picture = picture_of(snapshot(500, missed=["A005"]))
    picture.take_call(call(501))
    picture.take_snapshot(snapshot(3, epoch="e2", missed=["B001"]), 0)
    assert shown(picture)["missed"] == ["B001"]
    assert numbers(picture) == []


def test_a_call_is_shown_before_the_snapshot_that_holds_it() -> None:
    picture = picture_of(snapshot(1, calls=[listed(1, "A001")], missed=["A002"]))
    picture.take_call(call(2, "A002", counter=2))
    hall = shown(picture)
    assert numbers(picture) == ["A002", "A001"]
    assert hall["missed"] == []
    assert hall["counters"][1] | {"name": ""} == {
        "id": "2",
        "number": 2,
        "name": "",
        "state": "called",
        "ticket": "A002",
    }


def test_five_calls_at_once_are_all_shown() -> None:
    picture = picture_of(snapshot(0))
    for seq in range(1, 6):
        picture.take_call(call(seq, f"A00{seq}", counter=seq))
    assert numbers(picture) == ["A005", "A004", "A003", "A002", "A001"]


def test_a_snapshot_takes_the_place_of_the_calls_it_holds() -> None:
    picture = picture_of(snapshot(0))
    picture.take_call(call(1, "A001"))
    picture.take_call(call(3, "A003"))
    picture.take_snapshot(snapshot(2, calls=[listed(1, "A001")]), 0)
    assert numbers(picture) == ["A003", "A001"]
    picture.take_snapshot(snapshot(4, calls=[listed(3, "A003"), listed(1, "A001")]), 0)
    assert [c["state"] for c in shown(picture)["calls"]] == ["serving", "serving"]


def test_a_recall_moves_the_number_up_and_does_not_show_it_twice() -> None:
    picture = picture_of(snapshot(3, calls=[listed(3, "A003"), listed(1, "A001")]))
    picture.take_call(call(4, "A001", nth=2))
    assert numbers(picture) == ["A001", "A003"]


def test_a_call_repeated_after_a_cut_does_not_disturb_the_picture() -> None:
    picture = picture_of(snapshot(9, calls=[listed(9, "A009")]))
    before = shown(picture)
    picture.take_call(call(8, "A008"))
    assert shown(picture) == before


def test_the_clock_runs_on_from_the_snapshot() -> None:
    picture = Picture("main", "run")
    picture.take_snapshot(snapshot(1, at="2026-11-23T23:59:30.500+07:00"), 100.0)
    assert picture.view(160.0)["at"] == "2026-11-24T00:00:30.500+07:00"


def test_a_snapshot_that_brings_nothing_new_still_sets_the_clock() -> None:
    picture = picture_of(snapshot(5, at="2026-11-23T20:00:00.000+07:00"))
    assert not picture.take_snapshot(snapshot(5, at="2026-11-24T07:00:00.000+07:00"), 30)
    assert picture.view(30)["at"] == "2026-11-24T07:00:00.000+07:00"


@pytest.mark.parametrize(("trial", "age"), [(False, 40.0), (True, 0.0)])
def test_a_call_is_as_old_as_the_centres_clock_says_but_in_a_trial(trial: bool, age: float) -> None:
    picture = Picture("main", "run")
    picture.take_snapshot(snapshot(1, trial=trial, at="2026-11-23T08:01:00+07:00"), 100.0)
    assert picture.age_of(call(1, at="2026-11-23T08:00:30+07:00"), 110.0) == age


def test_every_view_is_newer_than_the_one_before() -> None:
    picture = picture_of(snapshot(1))
    assert picture.view(0)["seq"] < picture.view(0)["seq"]
