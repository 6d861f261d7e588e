"""A phone's number: how long its place is kept, and where the hall is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.check_in import here_by, is_within
from server.rules.routing import Desk, InLine, Queue, coming_to, eligible, in_order, next_for

EIGHT = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
NOON = EIGHT + dt.timedelta(hours=4)
NETWORKS = ["192.168.10.0/24", "2001:db8::/64"]


def test_it_is_kept_until_a_while_after_the_longest_wait_that_was_told() -> None:
    assert here_by(EIGHT, 40, 30, NOON) == EIGHT + dt.timedelta(minutes=70)


def test_where_nobody_knows_the_wait_it_is_kept_for_that_while() -> None:
    assert here_by(EIGHT, None, 30, None) == EIGHT + dt.timedelta(minutes=30)


@given(st.none() | st.integers(0, 600), st.integers(5, 240), st.none() | st.integers(1, 600))
def test_it_is_never_kept_past_the_session_and_never_taken_before_the_wait_is_over(
    wait: int | None, more: int, closes_in: int | None
) -> None:
    closes_at = EIGHT + dt.timedelta(minutes=closes_in) if closes_in is not None else None
    last = here_by(EIGHT, wait, more, closes_at)
    promised = EIGHT + dt.timedelta(minutes=wait or 0)
    assert last > promised or last == closes_at
    assert closes_at is None or last <= closes_at


@pytest.mark.parametrize(
    ("address", "within"),
    [
        ("192.168.10.7", True),
        ("192.168.11.7", False),
        ("::ffff:192.168.10.7", True),
        ("2001:db8::9", True),
        ("2001:db9::9", False),
        ("", False),
        ("not an address", False),
    ],
)
def test_the_hall_is_where_its_networks_are(address: str, within: bool) -> None:
    assert is_within(address, NETWORKS) is within
    assert is_within(address, []) is False


# ---------------------------------------------------------------- in the line


def line(*coming: bool) -> list[InLine]:
    return [
        InLine(n, f"A{n:03d}", "ho-tich", EIGHT + dt.timedelta(minutes=n), n, coming=away)
        for n, away in enumerate(coming, start=1)
    ]


DESK = Desk("1", ["ho-tich"])
QUEUE = Queue(now=NOON)


def test_who_is_not_here_is_passed_over_and_next_when_they_are() -> None:
    called = next_for(DESK, line(True, False, False), QUEUE)
    back = next_for(DESK, line(False, True, False), QUEUE)
    assert [one and one.number for one in (called, back)] == ["A002", "A001"]
    assert next_for(DESK, line(True, True), QUEUE) is None


@given(st.lists(st.booleans(), max_size=12))
def test_everybody_keeps_their_place_whoever_is_away(away: list[bool]) -> None:
    waiting = line(*away)
    assert [one.stop for one in in_order(waiting, QUEUE)] == sorted(one.stop for one in waiting)
    here, coming = eligible(waiting, DESK, QUEUE), coming_to(waiting, DESK)
    assert {one.stop for one in here} | {one.stop for one in coming} == {w.stop for w in waiting}
    assert not {one.stop for one in here} & {one.stop for one in coming}


def test_a_counter_expects_only_who_may_come_to_it() -> None:
    assert coming_to(line(True), Desk("3", ["dat-dai"])) == []
    assert coming_to(line(True), Desk("3", ["dat-dai"], secondary=["ho-tich"])) != []
