"""What one zone makes of the server's news: what is not to be said, and from where to go on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from board_program import until
from stand_in_voice import Hall, Reader, call

from display_board.heard import heard_snapshot
from display_board.memory import FILE, LastCall, Memory
from display_board.zone import Zone
from server.messages import BoardSnapshot
from server.settings import BoardSettings


def snapshot(seq: int, **more: Any) -> BoardSnapshot:
    """An empty hall."""
    data = {"seq": seq, "epoch": "e1", "at": "2026-11-23T08:00:00+07:00", "zone": "main"}
    data |= {"trial": False, "emergency": None, "calls": [], "counters": []}
    data |= {"waiting": [], "missed": [], "notices": []}
    return heard_snapshot({**data, **more})


def zone_of(memory: Memory, sink: Hall) -> Zone:
    settings = BoardSettings(gap_seconds=0)
    return Zone("main", "run", Reader(), sink, settings, lambda _: None, lambda *_: None, memory)


def test_a_call_that_was_undone_leaves_the_screen_and_is_not_said(tmp_path: Path) -> None:
    sink = Hall(lasts=30)
    zone = zone_of(Memory(tmp_path), sink)
    zone.on_snapshot(snapshot(0))
    zone.announcer.start()
    try:
        zone.on_call(call(1, "A001"))
        until(lambda: zone.announcer.speaking == 1, "the first call is being said")
        zone.on_call(call(2, "A002"))
        zone.on_call(call(3, "A003"))
        zone.on_snapshot(snapshot(4, undone=[2]))
        assert zone.view()["hall"]["calls"] == []
        sink.close()
        until(lambda: zone.announcer.ledger.report()["announced"] == 2, "two calls are said")
    finally:
        zone.announcer.stop()
    assert [label.split("-")[-1] for label in sink.labels] == ["A001", "A003"]


def test_after_a_restart_a_zone_goes_on_after_the_call_dealt_with_last(tmp_path: Path) -> None:
    zone = zone_of(Memory(tmp_path), Hall())
    zone.on_snapshot(snapshot(0))
    zone.announcer.start()
    zone.on_call(call(7))
    until(lambda: Memory(tmp_path).last("main"), "the call is remembered")
    zone.announcer.stop()
    again = zone_of(Memory(tmp_path), Hall())
    assert again.last_call() == 7
    assert not again.on_snapshot(snapshot(9))


def test_after_a_restart_in_a_new_epoch_a_zone_begins_anew(tmp_path: Path) -> None:
    Memory(tmp_path).keep("main", LastCall("e0", 700))
    zone = zone_of(Memory(tmp_path), Hall())
    assert zone.on_snapshot(snapshot(3))
    assert zone.last_call() == 0


def test_the_last_call_of_an_epoch_that_has_gone_is_not_remembered(tmp_path: Path) -> None:
    sink = Hall(lasts=30)
    zone = zone_of(Memory(tmp_path), sink)
    zone.on_snapshot(snapshot(0, epoch="e0"))
    zone.announcer.start()
    zone.on_call(call(700))
    until(lambda: zone.announcer.speaking, "the call is being said")
    zone.on_snapshot(snapshot(1))
    zone.on_call(call(2))
    sink.close()
    until(lambda: Memory(tmp_path).last("main") == ("e1", 2), "the new epoch's call is remembered")
    zone.announcer.stop()


@pytest.mark.parametrize("found", ["", "[]", '{"main": 7}', '{"main": ["e1"]}', "\0"])
def test_a_memory_that_is_not_whole_is_no_memory(tmp_path: Path, found: str) -> None:
    (tmp_path / FILE).write_text(found, encoding="utf-8")
    assert Memory(tmp_path).last("main") is None


def test_a_folder_that_cannot_be_written_stops_no_voice(tmp_path: Path) -> None:
    sink = Hall()
    zone = zone_of(Memory(tmp_path / "missing"), sink)
    zone.on_snapshot(snapshot(0))
    zone.announcer.start()
    for seq in (1, 2):
        zone.on_call(call(seq))
    until(lambda: len(sink.labels) == 2, "both calls are said")
    zone.announcer.stop()


def test_calls_that_another_machine_says_are_shown_and_not_said_here(tmp_path: Path) -> None:
    sink = Hall()
    zone = zone_of(Memory(tmp_path), sink)
    zone.on_snapshot(snapshot(0))
    zone.announcer.start()
    try:
        zone.on_speaker(False)
        zone.on_call(call(1, "A001"))
        view = zone.view()
        assert [one["number"] for one in view["hall"]["calls"]] == ["A001"]
        assert (view["sound"], view["unsaid"]) == ("elsewhere", [])
        zone.on_speaker(True)
        zone.on_call(call(2, "A002"))
        until(lambda: sink.labels, "the second call is said")
    finally:
        zone.announcer.stop()
    assert [label.split("-")[-1] for label in sink.labels] == ["A002"]
    assert zone.view()["sound"] == "heard"
