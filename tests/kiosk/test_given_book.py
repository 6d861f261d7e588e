"""The book of numbers given alone: whole after a power cut, or it says that it is not."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk.alone.given_book import BookDamaged, Given, GivenBook
from server.messages import OfflineTicket, TakenIn

DAY = "2026-11-23"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "given-alone.jsonl"


def given(ordinal: int, day: str = DAY, series: str = "A") -> Given:
    at = f"{day}T08:00:{ordinal % 60:02d}+07:00"
    ticket = OfflineTicket(field="ho-tich", ordinal=ordinal, at=at, key=f"touch-{day}-{ordinal}")
    return Given(day=day, series=series, field="ho-tich", ticket=ticket)


def queued(one: Given) -> TakenIn:
    return TakenIn(ordinal=one.ticket.ordinal, state="queued", ticket="01K", code=None)


def test_what_was_given_is_there_after_a_restart_in_its_order(path: Path) -> None:
    book = GivenBook(path)
    for ordinal in (7, 3, 5):
        book.give(given(ordinal))
    book.settle(given(3), queued(given(3)))
    again = GivenBook(path)
    assert [one.ticket.ordinal for one in again.pending()] == [7, 5]
    assert again.given_on(DAY, "A") == {3, 5, 7}
    assert again.with_key(f"touch-{DAY}-5") == given(5)
    assert again.newest_at() == given(5).ticket.at


def test_nobody_else_may_read_it(path: Path) -> None:
    GivenBook(path).give(given(1))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_line_torn_by_a_power_cut_was_never_shown_and_is_dropped(path: Path, cut: int) -> None:
    book = GivenBook(path)
    book.give(given(1))
    whole = path.read_bytes()
    book.give(given(2))
    path.write_bytes(path.read_bytes()[: len(whole) + cut])
    again = GivenBook(path)
    assert again.given_on(DAY, "A") == {1}
    assert not again.damaged
    again.give(given(2))
    assert GivenBook(path).given_on(DAY, "A") == {1, 2}


def test_a_line_that_cannot_be_read_is_a_damage_until_another_day(path: Path) -> None:
    book = GivenBook(path)
    for ordinal in (1, 2):
        book.give(given(ordinal))
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{lines[0][:20]}\n{lines[1]}\n", encoding="utf-8")
    again = GivenBook(path)
    assert again.damaged
    again.forget_before("2026-11-24")
    assert not GivenBook(path).damaged
    assert [one.ticket.ordinal for one in GivenBook(path).pending()] == [2]


def test_a_number_that_cannot_be_written_is_not_given(path: Path) -> None:
    book = GivenBook(path)
    path.mkdir()
    with pytest.raises(BookDamaged):
        book.give(given(1))
    assert book.damaged
    assert book.pending() == []


def test_a_new_day_forgets_what_is_settled_and_nothing_else(path: Path) -> None:
    book = GivenBook(path)
    for one in (given(1), given(2), given(1, day="2026-11-24")):
        book.give(one)
    book.settle(given(1), queued(given(1)))
    book.forget_before("2026-11-24")
    for known in (book, GivenBook(path)):
        assert [one.ticket.ordinal for one in known.pending()] == [2, 1]
        assert known.with_key(f"touch-{DAY}-1") is None


def test_refused_numbers_are_remembered_for_their_day(path: Path) -> None:
    book = GivenBook(path)
    book.give(given(1))
    told = TakenIn.model_validate(
        {"ordinal": 1, "state": "refused", "ticket": None, "code": "not_allowed"}, strict=False
    )
    book.settle(given(1), told)
    assert GivenBook(path).refused_on(DAY) == ["A001"]
    assert GivenBook(path).refused_on("2026-11-24") == []
    assert GivenBook(path).pending() == []
