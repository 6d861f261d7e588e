"""The visit log: append-only, chained, and every change to it found."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from running import luot

from server.store import Store, open_store
from server.store.log import (
    COLUMNS,
    append,
    chained,
    first_broken,
    lines_after,
    newest_lines,
    newest_seq,
)

AT = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store whose log has ten lines."""
    opened = open_store(tmp_path, "thu")
    for place in range(10):
        with opened.transaction() as tx:
            more = {"reason": "Nghỉ giải lao", "place": place, "nested": {"b": [1, None], "a": "é"}}
            append(tx, "counter_paused", AT, counter="1", staff="lan", data=more)
    yield opened
    opened.close()


def change(store: Store, *statements: str) -> None:
    """Change the file as somebody with a database tool would, the guards taken off."""
    with closing(sqlite3.connect(store.path)) as hand:
        hand.execute("DROP TRIGGER visit_log_keeps_lines")
        hand.execute("DROP TRIGGER visit_log_loses_nothing")
        for statement in statements:
            hand.execute(statement)
        hand.commit()


def broken(store: Store) -> int | None:
    with store.reading() as tx:
        return first_broken(tx)


def test_many_sealed_lines_are_read_with_two_questions(store: Store) -> None:
    codes = [f"H57.12-260302-{nth:04d}" for nth in range(5)]
    with store.transaction() as tx:
        for code in codes:
            append(tx, "dossier_added", AT, data={"code": code, "reason": "quên nhập"})
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    with store.reading() as tx:
        lines = lines_after(tx, 10, 100)
    assert [line["data"]["code"] for line in lines] == codes
    assert all(line["salts"] for line in lines)
    assert sum(one.startswith("SELECT") for one in asked) == 2


def test_lines_are_numbered_from_one_without_a_gap(store: Store) -> None:
    with store.reading() as tx:
        assert [line["seq"] for line in lines_after(tx, 0, 100)] == list(range(1, 11))
        assert [line["seq"] for line in lines_after(tx, 7, 2)] == [8, 9]
        assert [line["seq"] for line in newest_lines(tx, 3)] == [8, 9, 10]
        assert newest_seq(tx) == 10


def test_what_was_written_is_read_back(store: Store) -> None:
    with store.reading() as tx:
        line = lines_after(tx, 3, 1)[0]
    assert line["at"] == "2026-11-23T01:00:00.000Z"
    assert line["data"] == {
        "reason": "Nghỉ giải lao",
        "place": 3,
        "nested": {"b": [1, None], "a": "é"},
    }


def test_an_untouched_log_is_whole_and_so_is_an_empty_one(store: Store, tmp_path: Path) -> None:
    assert broken(store) is None
    empty = open_store(tmp_path / "empty", "thu")
    assert broken(empty) is None
    empty.close()


def test_a_transaction_that_fails_leaves_no_line_and_no_hole(store: Store) -> None:
    def write_and_break() -> None:
        with store.transaction() as tx:
            append(tx, "counter_paused", AT, counter="1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_break()
    with store.transaction() as tx:
        assert append(tx, "counter_opened", AT, counter="1") == 11
    assert broken(store) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE visit_log SET staff = 'minh' WHERE seq = 4",
        "UPDATE visit_log SET at = at",
        "DELETE FROM visit_log WHERE seq = 10",
        "DELETE FROM visit_log",
        "INSERT OR REPLACE INTO visit_log SELECT * FROM visit_log WHERE seq = 4",
        "REPLACE INTO visit_log (centre, seq, at, event, data, hash)"
        " VALUES ('thu', 4, 'x', 'x', '{}', 'x')",
    ],
)
def test_the_database_refuses_to_change_or_lose_a_line(store: Store, statement: str) -> None:
    refused = pytest.raises(sqlite3.IntegrityError, match="append-only")
    with closing(sqlite3.connect(store.path)) as hand, refused:
        hand.execute(statement)
    assert broken(store) is None


CHANGES = {
    "a changed name": ("UPDATE visit_log SET staff = 'minh' WHERE seq = 4", 4),
    "a changed time": ("UPDATE visit_log SET at = '2026-11-23T02:00:00.000Z' WHERE seq = 1", 1),
    "changed data": ("UPDATE visit_log SET data = '{}' WHERE seq = 6", 6),
    "data that is no JSON": ("UPDATE visit_log SET data = '{' WHERE seq = 6", 6),
    "a changed event": ("UPDATE visit_log SET event = 'called' WHERE seq = 10", 10),
    "a changed hash": ("UPDATE visit_log SET hash = replace(hash, 'a', 'b') WHERE seq = 5", 5),
    "a line lost": ("DELETE FROM visit_log WHERE seq = 5", 5),
    "the first line lost": ("DELETE FROM visit_log WHERE seq = 1", 1),
    "a line put in": (
        "INSERT INTO visit_log SELECT centre, 11, at, event, visit, stop, counter, staff, device,"
        " data, hash FROM visit_log WHERE seq = 10",
        11,
    ),
    "lines numbered anew": ("UPDATE visit_log SET seq = seq + 100 WHERE seq > 8", 9),
}


@pytest.mark.parametrize(("statement", "line"), CHANGES.values(), ids=CHANGES)
def test_a_change_with_the_guards_off_is_found_at_its_line(
    store: Store, statement: str, line: int
) -> None:
    change(store, statement)
    assert broken(store) == line


def test_a_line_written_anew_with_its_hash_breaks_the_line_after_it(store: Store) -> None:
    """Who changes one line would have to change all that follow."""
    with store.reading() as tx:
        before, line = lines_after(tx, 3, 2)
    forged = {name: line[name] for name in COLUMNS} | {"staff": "minh"}
    digest = chained(before["hash"], forged)
    change(store, f"UPDATE visit_log SET staff = 'minh', hash = '{digest}' WHERE seq = 5")
    assert broken(store) == 6


def test_newest_lines_cut_off_are_missed_by_what_they_gave_a_number(store: Store) -> None:
    """A chain cannot know its end, but every visit names the line that issued it."""
    with store.transaction() as tx:
        tx.execute(
            "INSERT INTO visit (id, centre, day, number, series, ordinal, field, language,"
            " customer, issued_at, issued_by, trial, secret_hash, sequence) VALUES ('v', :centre,"
            " '2026-11-23', 'A001', 'A', 1, 'ho-tich', 'vi', 'citizen', 'x', 'k', 0, 's', 10)"
        )
    assert broken(store) is None
    change(store, "DELETE FROM visit_log WHERE seq > 8")
    assert broken(store) == 9


def test_luot_verify_names_the_first_broken_line_and_exits_1(store: Store) -> None:
    change(store, CHANGES["changed data"][0], CHANGES["a changed event"][0])
    done = luot("verify", "--data", str(store.path.parent))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("luot: the visit log is broken at line 6; keep the file")
    assert done.stderr.count("\n") == 1


def test_luot_verify_says_how_long_a_whole_log_is(store: Store) -> None:
    done = luot("verify", "--data", str(store.path.parent))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "the visit log is whole: 10 lines\n"
