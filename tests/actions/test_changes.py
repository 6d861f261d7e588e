"""What is changed while the centre runs: kept, logged, told as a difference, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall import CHIEF, LAN, TestHall, open_hall
from made_centre import counter, small_centre, write_centre

from server.actions.announce import tell_notices
from server.actions.changes import put_back
from server.actions.counters import set_counter_fields, set_mode
from server.actions.fields import change_field
from server.actions.refusals import NotFound
from server.changed import differences
from server.messages import ChangedThing, NoticesRequest, PutBackRequest

ALL = PutBackRequest(all=True)


def told(hall: TestHall) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    with hall.centre.store.reading() as tx:
        found = differences(hall.centre, tx)
    return [(one.kind, one.subject, one.file, one.now) for one in found]


def change_everything(hall: TestHall) -> None:
    hall.open()
    set_counter_fields(hall.centre, "3", ["dat-dai", "chung-thuc"], CHIEF)
    set_mode(hall.centre, "1", "auto", LAN)
    change_field(hall.centre, "ho-tich", False, "Chưa có cán bộ", CHIEF)
    tell_notices(hall.centre, NoticesRequest.model_validate([{"text": "Nghỉ sớm"}]), CHIEF)


EVERYTHING = [
    ("mode", "1", ("manual",), ("auto",)),
    ("counter_fields", "3", ("dat-dai",), ("dat-dai", "chung-thuc")),
    ("field", "ho-tich", (), ("Chưa có cán bộ",)),
    ("notices", "", (), ("Nghỉ sớm",)),
]


def test_a_fresh_centre_is_as_its_files_are(hall: TestHall) -> None:
    assert told(hall) == []


def test_every_change_is_a_difference_with_who_made_it_and_when(hall: TestHall) -> None:
    change_everything(hall)
    assert told(hall) == EVERYTHING
    with hall.centre.store.reading() as tx:
        found = {one.kind: one.change for one in differences(hall.centre, tx)}
    assert {kind: one.staff for kind, one in found.items() if one} == {
        "mode": "lan",
        "counter_fields": "truong",
        "field": "truong",
        "notices": "truong",
    }


def test_changes_outlive_a_restart(small_config: Path, tmp_path: Path) -> None:
    with open_hall(tmp_path, small_config) as hall:
        change_everything(hall)
    with open_hall(tmp_path, small_config) as again:
        assert told(again) == EVERYTHING


def test_all_are_put_back_by_one_act_and_each_is_logged(hall: TestHall) -> None:
    change_everything(hall)
    seq = hall.log()[-1]["seq"]
    put_back(hall.centre, ALL, CHIEF)
    assert told(hall) == []
    assert hall.counter("3").fields == ["dat-dai"]
    assert sorted(hall.events(seq)) == [
        "counter_fields",
        "counter_mode",
        "field_changed",
        "notices_changed",
    ]
    hall.take()


def test_one_is_put_back_and_the_others_stay(hall: TestHall) -> None:
    change_everything(hall)
    one = PutBackRequest(items=[ChangedThing(kind="field", subject="ho-tich")])
    put_back(hall.centre, one, CHIEF)
    assert told(hall) == [line for line in EVERYTHING if line[0] != "field"]


def test_what_is_as_in_the_files_cannot_be_put_back(hall: TestHall) -> None:
    change_everything(hall)
    before = hall.dump()
    two = [
        ChangedThing(kind="field", subject="ho-tich"),
        ChangedThing(kind="field", subject="dat-dai"),
    ]
    with pytest.raises(NotFound):
        put_back(hall.centre, PutBackRequest(items=two), CHIEF)
    assert hall.dump() == before


def test_moving_the_fields_back_by_hand_leaves_no_difference(hall: TestHall) -> None:
    set_counter_fields(hall.centre, "1", ["ho-tich"], CHIEF)
    set_counter_fields(hall.centre, "1", ["chung-thuc", "ho-tich"], CHIEF)
    assert told(hall) == []


def test_nobody_puts_back_nothing_or_everything_by_accident() -> None:
    for body in ({}, {"items": [], "all": False}, {"all": True, "items": [{"kind": "notices"}]}):
        with pytest.raises(ValueError, match="name items, or all"):
            PutBackRequest.model_validate(body)


def test_what_was_put_back_follows_the_files_from_then_on(tmp_path: Path) -> None:
    config = write_centre(tmp_path / "config", small_centre())
    with open_hall(tmp_path / "data", config) as hall:
        set_counter_fields(hall.centre, "1", ["dat-dai"], CHIEF)
        put_back(hall.centre, ALL, CHIEF)
    counters = [counter(1, ["dat-dai"]), counter(2, ["ho-tich", "chung-thuc"])]
    write_centre(config, small_centre(counters=counters))
    with open_hall(tmp_path / "data", config) as again:
        assert again.counter("1").fields == ["dat-dai"]
        assert told(again) == []
