"""Transactions: whole or not at all, nested ones too, and a view for questions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hall import dump

from server.store import Store, StoreBusy, Transaction, database, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, "thu")
    yield opened
    opened.close()


class Broken(Exception):
    """Something that goes wrong in the middle."""


def keep(tx: Transaction, key: str) -> None:
    tx.execute("INSERT INTO meta VALUES (:centre, :key, 'x')", key=key)


def write_and_break(store: Store, *keys: str) -> None:
    with store.transaction() as tx:
        for key in keys:
            keep(tx, key)
        raise Broken


def kept(store: Store) -> set[str]:
    with store.reading() as tx:
        return {row["key"] for row in tx.rows("SELECT key FROM meta WHERE value = 'x'")}


def test_what_a_transaction_wrote_is_there_afterwards_for_everybody(store: Store) -> None:
    with store.transaction() as tx:
        keep(tx, "one")
        keep(tx, "two")
    other = open_store(store.path.parent)
    assert kept(other) == kept(store) == {"one", "two"}
    other.close()


def test_whatever_raises_inside_undoes_everything(store: Store) -> None:
    before = dump(store.path)
    with pytest.raises(Broken):
        write_and_break(store, "one", "two")
    assert dump(store.path) == before


def test_a_statement_that_fails_undoes_those_before_it(store: Store) -> None:
    before = dump(store.path)
    with pytest.raises(sqlite3.IntegrityError):
        write_and_break(store, "one", "one")
    assert dump(store.path) == before


def test_a_failed_inner_transaction_leaves_the_outer_one_whole(store: Store) -> None:
    with store.transaction() as outer:
        keep(outer, "before")
        with pytest.raises(Broken):
            write_and_break(store, "inside")
        keep(outer, "after")
    assert kept(store) == {"before", "after"}


def test_inner_transactions_may_nest_and_fail_one_by_one(store: Store) -> None:
    with store.transaction() as tx:
        with store.transaction():
            keep(tx, "one")
            with pytest.raises(Broken):
                write_and_break(store, "two")
            keep(tx, "three")
        keep(tx, "four")
    assert kept(store) == {"one", "three", "four"}


def test_a_failed_outer_transaction_undoes_the_inner_ones_that_had_ended(store: Store) -> None:
    def nest_and_break() -> None:
        with store.transaction():
            with store.transaction() as inner:
                keep(inner, "inside")
            raise Broken

    with pytest.raises(Broken):
        nest_and_break()
    assert kept(store) == set()


def test_the_store_works_on_after_a_failure(store: Store) -> None:
    with pytest.raises(Broken):
        write_and_break(store)
    with store.transaction() as tx:
        keep(tx, "later")
    assert kept(store) == {"later"}


def test_nothing_is_seen_by_others_before_the_commit(store: Store) -> None:
    other = open_store(store.path.parent)
    with store.transaction() as tx:
        keep(tx, "soon")
        assert kept(other) == set()
    assert kept(other) == {"soon"}
    other.close()


def test_a_view_for_questions_stays_as_it_was_while_another_process_writes(store: Store) -> None:
    other = open_store(store.path.parent)
    question = "SELECT count(*) FROM meta WHERE value = 'x'"
    with other.reading() as view:
        assert view.value(question) == 0
        with store.transaction() as tx:
            keep(tx, "meanwhile")
        assert view.value(question) == 0
    assert kept(other) == {"meanwhile"}
    other.close()


def test_threads_of_one_process_wait_for_each_other(store: Store) -> None:
    def count_up() -> None:
        for _ in range(50):
            with store.transaction() as tx:
                seen = int(tx.value("SELECT coalesce(max(value), 0) FROM meta WHERE key = 'n'"))
                tx.execute("INSERT OR REPLACE INTO meta VALUES (:centre, 'n', :n)", n=seen + 1)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    with store.reading() as tx:
        assert tx.value("SELECT value FROM meta WHERE key = 'n'") == "200"


def test_a_database_held_by_another_program_is_said_to_be_busy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    hasty = open_store(store.path.parent)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy), hasty.transaction():
            pass
        assert kept(hasty) == set()
    with hasty.transaction() as tx:
        keep(tx, "later")
    hasty.close()


def test_commits_are_set_up_to_survive_a_power_cut(store: Store) -> None:
    """WAL with NORMAL may lose the last commits, and give a printed number again."""
    with store.reading() as tx:
        assert tx.value("PRAGMA journal_mode") == "wal"
        assert tx.value("PRAGMA synchronous") == 2
        assert tx.value("PRAGMA foreign_keys") == 1
