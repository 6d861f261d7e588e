"""The line to the server: one connection, made again for ever, and no call lost in between."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from board_program import until
from broken_line import broken_line
from fake_hall import TOKEN, FakeHall, fake_hall

from display_board.picture import Link
from display_board.server_link import ServerLink
from server.messages import BoardSnapshot, CallEvent
from server.settings import TokenMissing


@dataclass
class Ears:
    """Hears everything and forgets nothing."""

    calls: list[int] = field(default_factory=list)
    snapshots: list[BoardSnapshot] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    speaks: list[bool] = field(default_factory=list)
    problem: str | None = None

    def last_call(self) -> int:
        return max(self.calls, default=0)

    def has_voice(self) -> bool:
        return True

    def on_speaker(self, speaks: bool) -> None:
        self.speaks.append(speaks)

    def on_snapshot(self, snapshot: BoardSnapshot) -> bool:
        new_epoch = bool(self.snapshots) and self.snapshots[-1].epoch != snapshot.epoch
        self.snapshots.append(snapshot)
        return new_epoch

    def on_call(self, call: CallEvent) -> None:
        if call.seq not in self.calls:
            self.calls.append(call.seq)

    def on_link(self, link: Link, problem: str | None) -> None:
        self.links.append(link)
        self.problem = problem

    def is_live(self) -> bool:
        return bool(self.links) and self.links[-1] is Link.LIVE


@contextmanager
def linked(hall: FakeHall, url: str = "", token: str = TOKEN) -> Iterator[Ears]:
    ears = Ears()
    link = ServerLink(url or hall.url, "main", lambda: token, ears)
    link.start()
    try:
        yield ears
    finally:
        link.stop()


def test_joining_brings_the_snapshot_and_the_calls_of_the_last_minute() -> None:
    with fake_hall() as hall:
        hall.call("A001", 1, tell=False)
        hall.make_old(61)
        hall.call("A002", 2, tell=False)
        with linked(hall) as ears:
            until(lambda: ears.calls, "the missed call comes")
            assert ears.snapshots[0].seq == 2
            assert ears.calls == [2]


@pytest.fixture
def restless_threads() -> Iterator[None]:
    """Threads take turns a thousand times as often as usual, so that disorder shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 1000)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("restless_threads")
def test_the_server_says_whether_this_board_speaks() -> None:
    with fake_hall() as hall:
        hall.speaks = False
        with linked(hall) as ears:
            until(lambda: ears.speaks == [False], "the board is told that another one speaks")


def test_calls_are_heard_in_the_order_in_which_they_were_made() -> None:
    with fake_hall() as hall:
        for number in range(1, 1001):
            hall.call(f"{number:04d}", 1, tell=False)
        with linked(hall) as ears:
            until(lambda: len(ears.calls) == 1000, "a thousand calls are heard")
            assert ears.calls == list(range(1, 1001))


def test_after_a_cut_only_what_was_missed_is_asked_for() -> None:
    with fake_hall() as hall, linked(hall) as ears:
        until(ears.is_live, "the line is live")
        hall.call("A001", 1)
        until(lambda: ears.calls == [1], "the first call is heard")
        hall.cut()
        until(lambda: ears.links[-1] is Link.LOST, "the cut is noticed")
        hall.call("A002", 1, tell=False)
        hall.mend()
        until(lambda: ears.calls == [1, 2], "the missed call comes")
        assert hall.watched == [0, 1]


def test_there_is_never_more_than_one_connection() -> None:
    with fake_hall() as hall, linked(hall) as ears:
        for cut in range(2):
            until(ears.is_live, f"the line is live before cut {cut}")
            hall.cut()
            until(lambda: ears.links[-1] is Link.LOST, "the cut is noticed")
            hall.mend()
        until(ears.is_live, "the line is live again")
        assert hall.most_connected == 1
        assert len(hall.connected) == 1


def test_a_line_that_goes_dead_without_closing_is_noticed_when_a_ping_is_overdue() -> None:
    with (
        fake_hall(ping_s=2) as hall,
        broken_line(hall.port) as line,
        linked(hall, line.url) as ears,
    ):
        until(ears.is_live, "the line is live")
        hall.call("A001", 1)
        until(lambda: ears.calls, "a call is heard")
        line.freeze()
        until(lambda: ears.links[-1] is Link.LOST, "the dead line is noticed")
        line.thaw()
        until(ears.is_live, "the line is live again")


def test_a_server_that_is_not_there_yet_is_waited_for() -> None:
    with fake_hall() as hall:
        hall.cut()
        with linked(hall) as ears:
            until(lambda: ears.links, "the missing server is noticed")
            hall.mend()
            until(ears.is_live, "the line is live")


def test_a_refused_board_says_so_and_keeps_asking() -> None:
    with fake_hall() as hall:
        hall.token = "another"
        with linked(hall) as ears:
            until(lambda: ears.links, "the refusal is told")
            assert ears.links[-1] is Link.REFUSED
            assert "not_signed_in" in (ears.problem or "")
            hall.token = TOKEN
            until(ears.is_live, "the board is let in")


def test_a_token_that_is_put_there_later_is_found() -> None:
    tokens: list[str] = []

    def token() -> str:
        if not tokens:
            raise TokenMissing("no token yet")
        return tokens[0]

    with fake_hall() as hall:
        ears = Ears()
        link = ServerLink(hall.url, "main", token, ears)
        link.start()
        until(lambda: ears.links, "the missing token is told")
        assert ears.links[-1] is Link.NO_TOKEN
        tokens.append(TOKEN)
        until(ears.is_live, "the line is live")
        link.stop()


def test_a_restored_server_is_asked_for_its_calls_from_the_start() -> None:
    with fake_hall() as hall, linked(hall) as ears:
        until(ears.is_live, "the line is live")
        hall.call("A001", 1)
        hall.send_snapshot()
        until(lambda: len(ears.snapshots) == 2, "the picture is up to date")
        hall.cut()
        hall.epoch, hall.seq, hall.called = "epoch-2", 0, []
        hall.mend()
        until(lambda: hall.watched == [0, 0], "it asks once more, from the start")


def test_nonsense_from_the_server_does_not_break_the_line() -> None:
    with fake_hall() as hall, linked(hall) as ears:
        until(ears.is_live, "the line is live")
        for event, data in (("call", {"seq": "x"}), ("call", None), ("snapshot", [1, 2])):
            hall.send(event, data)
        hall.call("A001", 1)
        until(lambda: ears.calls == [1], "the next call is heard")
        assert hall.most_connected == 1
