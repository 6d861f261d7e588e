"""``luot backup`` and ``luot verify`` beside a running server."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from running import RunningServer, luot, running_server, start_server, wait_for

from server.store import open_store
from server.store.log import first_broken, newest_seq

LUOT = Path(sys.executable).with_name("luot")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small_config: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("backup"), small_config) as running:
        yield running


@pytest.fixture
def busy(server: RunningServer) -> Iterator[RunningServer]:
    """The server while two kiosks take numbers without a pause."""
    over = threading.Event()
    taken: list[str] = []

    def take(token: str) -> None:
        while not over.is_set():
            answer = server.take(token, field="ho-tich")
            if answer.status_code == 429:
                return
            taken.append(answer.json()["number"])

    tokens = [server.enrol_here("kiosk", f"busy-{n}") for n in range(2)]
    hands = [threading.Thread(target=take, args=(token,), daemon=True) for token in tokens]
    for hand in hands:
        hand.start()
    wait_for(lambda: len(taken) > 10, "numbers being taken")
    yield server
    over.set()
    for hand in hands:
        hand.join(20)


def test_a_backup_of_a_busy_server_is_whole(busy: RunningServer, tmp_path: Path) -> None:
    before = len(busy.log_lines())
    done = busy.luot("backup", str(tmp_path / "luot.db"))
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["luot.db"]
    with closing(sqlite3.connect(tmp_path / "luot.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = open_store(tmp_path)
    with store.reading() as tx:
        assert first_broken(tx) is None
        assert newest_seq(tx) >= before
        numbers = [row["number"] for row in tx.rows("SELECT number FROM visit ORDER BY sequence")]
    store.close()
    assert numbers == [f"A{place:03d}" for place in range(1, len(numbers) + 1)]


def test_a_server_can_go_on_from_a_backup(
    server: RunningServer, small_config: Path, tmp_path: Path
) -> None:
    kiosk = server.enrol_here("kiosk", "goes-on")
    number = server.take(kiosk, field="dat-dai").json()["number"]
    server.luot("backup", str(tmp_path / "luot.db"))
    other = start_server(tmp_path, small_config)
    try:
        following = other.take(kiosk, field="dat-dai").json()["number"]
    finally:
        other.stop()
    assert int(following[1:]) == int(number[1:]) + 1


def test_a_backup_takes_the_place_of_an_older_one(server: RunningServer, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_bytes(b"the backup of yesterday")
    assert server.luot("backup", str(target)).returncode == 0
    assert target.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("name", ["luot.db", "luot.db-wal", "luot.db-shm", "./x/../luot.db"])
def test_a_backup_never_replaces_the_living_database(server: RunningServer, name: str) -> None:
    (server.data / "x").mkdir(exist_ok=True)
    path = server.data / "luot.db"
    before = path.stat().st_ino
    done = server.luot("backup", str(server.data / name))
    assert_refused(done.returncode, done.stdout, done.stderr)
    assert path.stat().st_ino == before


def test_a_link_to_the_living_database_is_the_living_database(
    server: RunningServer, tmp_path: Path
) -> None:
    (tmp_path / "copy.db").hardlink_to(server.data / "luot.db")
    done = server.luot("backup", str(tmp_path / "copy.db"))
    assert_refused(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("where", ["missing/copy.db", "folder"])
def test_a_backup_that_cannot_be_written_leaves_nothing(
    server: RunningServer, tmp_path: Path, where: str
) -> None:
    (tmp_path / "folder").mkdir()
    done = server.luot("backup", str(tmp_path / where))
    assert_refused(done.returncode, done.stdout, done.stderr)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_backup_takes_no_devices_place(server: RunningServer, tmp_path: Path) -> None:
    """As root it would, and the machine would be without it."""
    os.mkfifo(tmp_path / "pipe")
    done = server.luot("backup", str(tmp_path / "pipe"))
    assert_refused(done.returncode, done.stdout, done.stderr)
    assert "ordinary file" in done.stderr
    assert (tmp_path / "pipe").is_fifo()


def test_a_disk_that_fills_up_keeps_the_copy_of_yesterday(
    server: RunningServer, tmp_path: Path
) -> None:
    yesterday = tmp_path / "copy.db"
    yesterday.write_bytes(b"the backup of yesterday")
    done = subprocess.run(
        [LUOT, "backup", yesterday, "--data", server.data],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536)),
    )
    assert_refused(done.returncode, done.stdout, done.stderr)
    assert "cannot write" in done.stderr
    assert yesterday.read_bytes() == b"the backup of yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]


def test_a_whole_log_is_verified_while_the_server_runs(busy: RunningServer) -> None:
    done = busy.luot("verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("the visit log is whole: ")


def test_a_line_changed_by_hand_is_named(server: RunningServer, tmp_path: Path) -> None:
    server.luot("backup", str(tmp_path / "luot.db"))
    with closing(sqlite3.connect(tmp_path / "luot.db")) as hand:
        hand.execute("DROP TRIGGER visit_log_keeps_lines")
        hand.execute("UPDATE visit_log SET device = 'kiosk-x' WHERE seq = 2")
        hand.commit()
    done = luot("verify", "--data", str(tmp_path))
    assert_refused(done.returncode, done.stdout, done.stderr)
    assert "line 2" in done.stderr


@pytest.mark.parametrize("twelfths", [1, 2, 3, 4, 5, 6, 8])
def test_a_damaged_file_is_said_in_one_line(
    server: RunningServer, tmp_path: Path, twelfths: int
) -> None:
    server.luot("backup", str(tmp_path / "whole.db"))
    content = bytearray((tmp_path / "whole.db").read_bytes())
    good = len(content) * twelfths // 12
    content[good:] = b"\xa5" * (len(content) - good)
    (tmp_path / "luot.db").write_bytes(content)
    done = luot("verify", "--data", str(tmp_path))
    assert_refused(done.returncode, done.stdout, done.stderr)
    shutil.rmtree(tmp_path)


def assert_refused(code: int, out: str, errors: str) -> None:
    assert (code, out) == (1, ""), errors
    assert len(errors.splitlines()) == 1, errors
    assert errors.startswith("luot: ")
