"""One zone's voice: each call once, in order, never two at once, and nothing stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from board_program import until
from stand_in_voice import Hall, Reader, call

from display_board.announcer import Announcer, Sound
from server.settings import BoardSettings


@contextmanager
def speaking(
    reader: Reader, hall: Hall, gap: float = 0, within: float = 60, most: int = 100
) -> Iterator[Announcer]:
    settings = BoardSettings(gap_seconds=gap, say_within_seconds=within, most_waiting=most)
    announcer = Announcer("main", reader, hall, settings, lambda: None)
    announcer.start()
    try:
        yield announcer
    finally:
        announcer.stop()


def done(announcer: Announcer, count: int) -> Callable[[], bool]:
    def all_dealt_with() -> bool:
        figures = announcer.ledger.report()
        return count == figures["announced"] + figures["failed"] + figures["skipped"]

    return all_dealt_with


def test_calls_are_said_once_each_in_order_whatever_order_they_come_in() -> None:
    hall = Hall(lasts=0.2)
    with speaking(Reader(), hall) as announcer:
        for seq in (10, 14, 12, 14, 11, 13, 10, 12):
            announcer.on_call(call(seq))
        until(done(announcer, 5), "five calls are said")
    assert [int(label.split("-")[0]) for label in hall.labels] == [10, 11, 12, 13, 14]
    assert announcer.ledger.report()["announced_twice"] == 0


def test_announcements_never_overlap_and_keep_their_distance() -> None:
    hall = Hall(lasts=0.05)
    with speaking(Reader(), hall, gap=0.05) as announcer:
        for seq in range(1, 5):
            announcer.on_call(call(seq))
        until(done(announcer, 4), "four calls are said")
    assert all(start - end >= 0.05 for (_, end), (start, _) in pairwise(hall.spans))


def test_a_silent_hall_waits_for_nothing() -> None:
    hall = Hall(name="silent", paced=False)
    with speaking(Reader(), hall, gap=30) as announcer:
        for seq in range(1, 200):
            announcer.on_call(call(seq))
        until(done(announcer, 199), "all are said without a gap of 30 s between")
    assert announcer.sound is Sound.SILENT


def test_a_call_that_waited_too_long_is_not_said() -> None:
    hall = Hall(lasts=0.3)
    with speaking(Reader(), hall, within=0.1) as announcer:
        announcer.on_call(call(1))
        announcer.on_call(call(2))
        until(done(announcer, 2), "both calls are dealt with")
    assert [label[:8] for label in hall.labels] == ["00000001"]
    assert announcer.ledger.report()["skipped"] == 1


def test_a_call_that_was_old_when_it_came_is_not_said() -> None:
    with speaking(Reader(), Hall()) as announcer:
        announcer.on_call(call(1), age_s=61)
        announcer.on_call(call(2), age_s=30)
        until(done(announcer, 2), "both calls are dealt with")
    assert announcer.ledger.report()["announced"] == 1
    assert announcer.ledger.report()["last_seq"] == 2


def test_at_most_so_many_calls_wait_and_what_is_skipped_is_known() -> None:
    hall = Hall(lasts=30)
    with speaking(Reader(), hall, most=3) as announcer:
        announcer.on_call(call(1))
        until(lambda: announcer.speaking == 1, "the first call is being said")
        for seq in range(2, 8):
            announcer.on_call(call(seq))
        assert announcer.unsaid() == [2, 3, 4]
        assert announcer.skipped_lately() == 3
        hall.close()
        until(done(announcer, 7), "all calls are dealt with")
    assert [int(label.split("-")[0]) for label in hall.labels] == [1, 5, 6, 7]


def test_a_call_that_was_undone_before_its_turn_is_not_said() -> None:
    hall = Hall(lasts=30)
    with speaking(Reader(), hall) as announcer:
        for seq in (1, 2, 3, 4):
            announcer.on_call(call(seq))
        until(lambda: announcer.speaking == 1, "the first call is being said")
        announcer.take_back([1, 2, 3])
        hall.close()
        until(done(announcer, 2), "the others are dealt with")
    assert [int(label.split("-")[0]) for label in hall.labels] == [1, 4]
    assert announcer.ledger.report()["taken_back"] == 2


def test_a_silent_hall_skips_nothing_however_many_come() -> None:
    hall = Hall(name="silent", paced=False, lasts=0.05)
    with speaking(Reader(), hall, most=1) as announcer:
        for seq in range(1, 6):
            announcer.on_call(call(seq))
        until(done(announcer, 5), "all are said")
    assert announcer.unsaid() == []


def test_the_next_announcement_is_made_while_one_is_being_said() -> None:
    hall = Hall(lasts=30)
    reader = Reader()
    with speaking(reader, hall) as announcer:
        for seq in (1, 2, 3):
            announcer.on_call(call(seq))
        until(lambda: 2 in hall.loaded, "the second is ready while the first is said")
        assert announcer.speaking == 1
        assert "Lượt gọi 2" in reader.read
        hall.close()
        until(done(announcer, 3), "three calls are said")
    assert [int(label.split("-")[0]) for label in hall.labels] == [1, 2, 3]


def test_a_voice_that_breaks_while_it_makes_ready_costs_nothing_before_its_turn() -> None:
    hall = Hall(lasts=0.2)
    with speaking(Reader(broken=("Lượt gọi 2",)), hall) as announcer:
        for seq in (1, 2, 3):
            announcer.on_call(call(seq))
        until(done(announcer, 3), "three calls are dealt with")
    assert [int(label.split("-")[0]) for label in hall.labels] == [1, 3]
    assert announcer.ledger.report()["failed"] == 1


def test_a_voice_that_was_muted_is_known_to_be_heard_again_before_the_next_call() -> None:
    hall = Hall(no_device=True)
    with speaking(Reader(), hall) as announcer:
        until(lambda: announcer.sound is Sound.NO_DEVICE, "the missing device is known")
        hall.no_device = False
        announcer.check()
        assert announcer.sound is Sound.HEARD


def test_a_broken_voice_costs_its_own_call_and_no_other() -> None:
    reader = Reader(broken=("Lượt gọi 2",))
    with speaking(reader, Hall()) as announcer:
        announcer.on_call(call(1))
        announcer.on_call(call(2))
        until(lambda: announcer.sound is Sound.NO_VOICE, "the failure is known")
        assert "the voice broke" in (announcer.problem or "")
        announcer.on_call(call(3))
        until(done(announcer, 3), "the third call is said")
    assert reader.read == ["Lượt gọi 1", "Lượt gọi 3"]
    assert announcer.sound is Sound.HEARD


def test_what_nobody_could_say_counts_as_failed_though_the_chime_rang() -> None:
    hall = Hall()
    with speaking(Reader(dumb=("Lượt gọi 1",)), hall) as announcer:
        announcer.on_call(call(1))
        until(done(announcer, 1), "the call is dealt with")
    assert hall.labels
    assert announcer.ledger.report()["announced"] == 0
    assert announcer.ledger.report()["failed"] == 1


def test_a_missing_sound_device_is_known_before_the_first_call() -> None:
    with speaking(Reader(), Hall(no_device=True)) as announcer:
        until(lambda: announcer.sound is Sound.NO_DEVICE, "the missing device is known")


def test_speakers_plugged_in_later_are_heard() -> None:
    hall = Hall(no_device=True)
    with speaking(Reader(), hall) as announcer:
        announcer.on_call(call(1))
        until(done(announcer, 1), "the call is dealt with")
        hall.no_device = False
        announcer.on_call(call(2))
        until(lambda: announcer.sound is Sound.HEARD, "the sound is back")


def test_a_hall_without_any_voice_says_so_before_the_first_call() -> None:
    with speaking(Reader(nothing_works="no clips, no engine"), Hall()) as announcer:
        until(lambda: announcer.sound is Sound.NO_VOICE, "the missing voice is known")


def test_a_new_epoch_may_use_the_old_numbers_again() -> None:
    with speaking(Reader(), Hall()) as announcer:
        announcer.on_call(call(1))
        until(done(announcer, 1), "the old epoch's call is said")
        announcer.reset()
        announcer.on_call(call(1))
        until(done(announcer, 2), "the new epoch's call is said")
    assert announcer.ledger.report()["announced_twice"] == 0


def test_the_call_being_said_is_known_and_so_is_how_long_it_took_to_be_heard() -> None:
    hall = Hall(lasts=30)
    with speaking(Reader(), hall) as announcer:
        announcer.on_call(call(7))
        until(lambda: announcer.ledger.report()["timings"], "the first sample is heard")
        assert announcer.speaking == 7
        hall.close()
        until(lambda: announcer.speaking is None, "the call has been said")
    (timing,) = announcer.ledger.report()["timings"]
    assert timing["seq"] == 7
    assert timing["first_sample_ms"] >= 0


@pytest.mark.parametrize("count", [20_000])
def test_a_month_of_calls_does_not_pile_up(count: int) -> None:
    announcer = Announcer("main", Reader(), Hall(), BoardSettings(), lambda: None)
    for seq in range(count):
        announcer.ledger.hears(seq)
        announcer.ledger.said(seq)
        announcer.ledger.first_sample(seq, 0.1)
    assert len(announcer.ledger._times_said) <= 5_000
    assert announcer.ledger.report()["announced"] == count
    assert len(announcer.ledger.report()["timings"]) <= 200
