"""What one zone makes of the server's news: what was taken back is neither shown nor said."""

from __future__ import annotations

from typing import Any

from board_program import until
from stand_in_voice import Hall, Reader, call

from display_board.heard import heard_snapshot
from display_board.zone import Zone
from server.messages import BoardSnapshot
from server.settings import BoardSettings


def snapshot(seq: int, **more: Any) -> BoardSnapshot:
    """An empty hall."""
    data = {"seq": seq, "epoch": "e1", "at": "2026-11-23T08:00:00+07:00", "zone": "main"}
    data |= {"trial": False, "emergency": None, "calls": [], "counters": []}
    data |= {"waiting": [], "missed": [], "notices": []}
    return heard_snapshot({**data, **more})


def test_a_call_that_was_undone_leaves_the_screen_and_is_not_said() -> None:
    sink = Hall(lasts=30)
    settings = BoardSettings(gap_seconds=0)
    zone = Zone("main", "run", Reader(), sink, settings, lambda _: None, lambda *_: None)
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
