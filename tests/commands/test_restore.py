"""``luot restore``: a backup put back whole, or nothing touched."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from running import RunningServer, luot, running_server, start_server

from server.store import DATABASE


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small_config: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("restored"), small_config) as running:
        yield running


@pytest.fixture(scope="module")
def kiosk(server: RunningServer) -> str:
    return server.enrol_here("kiosk", "hall")


@pytest.fixture
def copy(server: RunningServer, kiosk: str, tmp_path: Path) -> Path:
    """A backup of a server that has given numbers."""
    server.take(kiosk, field="ho-tich")
    target = tmp_path / "yesterday.db"
    assert server.luot("backup", str(target)).returncode == 0
    return target


@pytest.fixture
def data(copy: Path, tmp_path: Path) -> Path:
    """The folder of a server that has stopped, with a database that has gone on since."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / DATABASE).write_bytes(copy.read_bytes())
    with closing(sqlite3.connect(folder / DATABASE)) as later:
        later.execute("INSERT INTO meta VALUES ('x', 'later', 'yes')")
        later.commit()
    return folder


def restore(file: Path, data: Path) -> tuple[int, str, str]:
    done = luot("restore", str(file), "--data", str(data))
    return done.returncode, done.stdout, done.stderr


def meta(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as database:
        return dict(database.execute("SELECT key, value FROM meta").fetchall())


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}


def assert_refused(answer: tuple[int, str, str], *words: str) -> None:
    code, out, errors = answer
    assert (code, out) == (1, ""), errors
    assert len(errors.splitlines()) == 1, errors
    assert all(word in errors for word in words), errors


def test_what_was_backed_up_is_there_again_and_verifies(copy: Path, data: Path) -> None:
    code, out, errors = restore(copy, data)
    assert (code, errors) == (0, "")
    assert "later" not in meta(data / DATABASE)
    done = luot("verify", "--data", str(data))
    assert done.stdout.startswith("the visit log is whole"), done.stderr
    assert f"restored to line {meta_lines(copy)} of " in out


def meta_lines(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT max(seq) FROM visit_log").fetchone()[0])


def test_what_was_there_is_kept_whole_beside_it(copy: Path, data: Path) -> None:
    code, out, _ = restore(copy, data)
    kept = next(path for path in data.iterdir() if ".before-" in path.name)
    assert code == 0
    assert str(kept) in out
    assert meta(kept)["later"] == "yes"


def test_the_journal_of_the_old_database_never_meets_the_new_one(copy: Path, data: Path) -> None:
    """After a power cut the newest commits lie in the ``-wal`` file."""
    with closing(sqlite3.connect(data / DATABASE)) as cut:
        cut.execute("INSERT INTO meta VALUES ('x', 'in the journal', 'yes')")
        cut.commit()
        os.link(data / f"{DATABASE}-wal", data / "saved")
    os.rename(data / "saved", data / f"{DATABASE}-wal")
    assert restore(copy, data)[0] == 0
    assert "in the journal" not in meta(data / DATABASE)
    kept = next(path for path in data.iterdir() if path.name[-3:].isdigit())
    assert meta(kept)["in the journal"] == "yes"


def test_a_new_epoch_resets_every_client_and_nobody_is_signed_in(
    server: RunningServer, small_config: Path, kiosk: str, tmp_path: Path
) -> None:
    officer = server.sign_in("officer")
    assert officer.get("/counters").status_code == 200
    server.luot("backup", str(tmp_path / "copy.db"))
    folder = tmp_path / "data"
    assert restore(tmp_path / "copy.db", folder)[0] == 0
    assert meta(folder / DATABASE)["epoch"] != meta(tmp_path / "copy.db")["epoch"]
    other = start_server(folder, small_config)
    try:
        assert other.take(kiosk, field="ho-tich").status_code == 201
        assert officer.session.get(other.api("/counters"), timeout=20).status_code == 401
        assert [line["event"] for line in other.log_lines()].count("restored") == 1
    finally:
        other.stop()


def test_nothing_is_restored_under_a_running_server(server: RunningServer, copy: Path) -> None:
    before = server.luot("verify").stdout
    assert_refused(restore(copy, server.data), "stop it first")
    assert server.luot("verify").stdout == before


def test_two_servers_never_share_a_data_folder(server: RunningServer, small_config: Path) -> None:
    with pytest.raises(Exception, match="stop it first"):
        start_server(server.data, small_config)


@pytest.mark.parametrize("twelfths", [0, 1, 3, 6, 8])
def test_a_damaged_or_half_written_backup_touches_nothing(
    copy: Path, data: Path, twelfths: int
) -> None:
    content = bytearray(copy.read_bytes())
    good = len(content) * twelfths // 12
    content[good:] = b"\xa5" * (len(content) - good)
    (data.parent / "bad.db").write_bytes(content)
    before = files(data)
    assert_refused(restore(data.parent / "bad.db", data), "backup")
    assert files(data) == before


def test_a_backup_cut_short_touches_nothing(copy: Path, data: Path) -> None:
    (data.parent / "short.db").write_bytes(copy.read_bytes()[:20_000])
    before = files(data)
    assert_refused(restore(data.parent / "short.db", data), "cut off while copied")
    assert files(data) == before


def test_a_backup_whose_log_was_changed_by_hand_touches_nothing(copy: Path, data: Path) -> None:
    with closing(sqlite3.connect(copy)) as hand:
        hand.execute("DROP TRIGGER visit_log_keeps_lines")
        hand.execute("UPDATE visit_log SET device = 'kiosk-x' WHERE seq = 1")
        hand.commit()
    before = files(data)
    assert_refused(restore(copy, data), "line 1")
    assert files(data) == before


def test_another_centres_backup_touches_nothing(copy: Path, data: Path) -> None:
    with closing(sqlite3.connect(copy)) as hand:
        for table in ("meta", "visit_log"):
            hand.execute(f"DROP TRIGGER IF EXISTS {table}_keeps_lines")
        hand.execute("UPDATE meta SET centre = 'elsewhere'")
        hand.execute("DROP TRIGGER visit_log_loses_nothing")
        hand.execute("DELETE FROM visit_log")
        hand.execute("DELETE FROM visit_dossier")
        hand.execute("DELETE FROM stop")
        hand.execute("DELETE FROM visit")
        hand.commit()
    before = files(data)
    assert_refused(restore(copy, data), "elsewhere")
    assert files(data) == before


def test_the_living_database_is_no_backup_of_itself(data: Path) -> None:
    assert_refused(restore(data / DATABASE, data), "living")


def test_a_missing_backup_is_named() -> None:
    done = luot("restore", "/nowhere/copy.db")
    assert (done.returncode, done.stdout) == (2, "")
    assert "/nowhere/copy.db" in done.stderr
