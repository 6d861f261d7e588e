"""Opening a database file: made when missing, refused and left alone when it is not ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hall import dump
from running import NotReady, luot, start_server

from server.store import DATABASE, ForeignDatabase, open_store


def sqlite_file(folder: Path, *statements: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DATABASE
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_a_missing_folder_and_database_are_made(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new" / "data", "thu")
    store.close()
    assert (tmp_path / "new" / "data" / DATABASE).exists()


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path, "thu").close()
    before = dump(tmp_path / DATABASE)
    open_store(tmp_path, "thu").close()
    open_store(tmp_path).close()
    assert dump(tmp_path / DATABASE) == before


def test_the_command_line_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(ForeignDatabase, match="start the server once"):
        open_store(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_another_centres_database_is_refused_by_name(tmp_path: Path) -> None:
    open_store(tmp_path, "thu").close()
    before = dump(tmp_path / DATABASE)
    with pytest.raises(ForeignDatabase, match="'thu', not of 'khac'"):
        open_store(tmp_path, "khac")
    assert dump(tmp_path / DATABASE) == before


@pytest.mark.parametrize("table", ["theirs", "visit", "meta", "counter"])
def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path, table: str) -> None:
    path = sqlite_file(tmp_path, f"CREATE TABLE {table} (a)", f"INSERT INTO {table} VALUES (1)")
    before = dump(path)
    for centre in ("thu", None):
        with pytest.raises(ForeignDatabase, match=str(path)):
            open_store(tmp_path, centre)
    assert dump(path) == before


RUBBISH = {
    "a text": b"this is my shopping list\n" * 100,
    "half a header": b"SQLite format 3\0" + b"\xff" * 4000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("content", RUBBISH.values(), ids=RUBBISH)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / DATABASE
    path.write_bytes(content)
    for centre in ("thu", None):
        with pytest.raises(ForeignDatabase, match=str(path)):
            open_store(tmp_path, centre)
    assert path.read_bytes() == content


def test_a_damaged_database_is_refused_in_words(tmp_path: Path) -> None:
    open_store(tmp_path, "thu").close()
    path = tmp_path / DATABASE
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 40_000)
    with pytest.raises(ForeignDatabase, match=str(path)):
        open_store(tmp_path, "thu")


def test_a_folder_in_the_databases_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(ForeignDatabase, match="--data DIR"):
        open_store(tmp_path, "thu")


def test_a_first_start_that_was_cut_short_is_taken_up_again(tmp_path: Path) -> None:
    """What sqlite-utils writes before our first table."""
    columns = "id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT"
    sqlite_file(tmp_path, f"CREATE TABLE _sqlite_migrations ({columns})")
    open_store(tmp_path, "thu").close()
    open_store(tmp_path).close()


def test_server_and_command_line_say_it_in_one_line_and_exit(
    tmp_path: Path, small_config: Path
) -> None:
    sqlite_file(tmp_path, "CREATE TABLE visit (a)")
    done = luot("verify", "--data", str(tmp_path))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    with pytest.raises(NotReady) as said:
        start_server(tmp_path, small_config)
    lines = str(said.value).splitlines()[1:]
    assert len(lines) == 1
    assert lines[0].startswith(str(tmp_path))
