"""The daily copy: once a day, whole, made up for when missed, and seen when it fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hall import HandClock, TestHall, open_hall
from running import luot

from server.actions.alerts import settle_alerts
from server.actions.copies import copy_when_due
from server.store import open_store
from server.store.alerts import standing_alerts
from server.store.log import first_broken


@pytest.fixture
def config(small_config: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    shutil.copytree(small_config, folder)
    with (folder / "centre.toml").open("a") as file:
        file.write(f'\n[copies]\nfolder = "{tmp_path}/copies"\nat = "18:30"\nkeep = 3\n')
    return folder


@pytest.fixture
def hall(config: Path, tmp_path: Path) -> Iterator[TestHall]:
    with open_hall(tmp_path / "data", config) as opened:
        yield opened


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def names(folder: Path, end: str = ".db") -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(end))


def test_a_new_centre_is_copied_at_once_then_every_day_at_its_hour(
    hall: TestHall, copies: Path
) -> None:
    assert copy_when_due(hall.centre) is not None
    made = []
    for _ in range(48):
        hall.clock.go_on(minutes=30)
        if copy_when_due(hall.centre) is not None:
            made.append(hall.centre.local_now()[11:16])
    assert made == ["18:30"]
    assert names(copies) == ["luot-thu-2026-11-23.db"]


def test_a_copy_is_whole_private_and_verifies_against_its_anchor(
    hall: TestHall, copies: Path
) -> None:
    hall.take()
    copy = copy_when_due(hall.centre)
    assert copy is not None
    assert copy.stat().st_mode & 0o077 == 0
    (copies.parent / "back").mkdir()
    shutil.copy(copy, copies.parent / "back" / "luot.db")
    anchor = str(copy.with_suffix(".anchor"))
    done = luot("verify", "--anchor", anchor, "--data", str(copies.parent / "back"))
    assert (done.returncode, done.stderr) == (0, "")
    done = luot("verify", "--anchor", anchor, "--data", str(hall.centre.store.path.parent))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_log_rewritten_and_chained_anew_is_found_by_an_old_anchor(
    hall: TestHall, copies: Path
) -> None:
    copy = copy_when_due(hall.centre)
    hall.take()
    copy_anchor = copies / "luot-thu-2026-11-23.anchor"
    assert copy is not None
    hall.clock.go_on(days=1)
    copy_when_due(hall.centre)
    anchor = copies / "luot-thu-2026-11-24.anchor"
    forged = copies.parent / "forged"
    with open_hall(forged, copies.parent / "centre") as other:
        other.take("dat-dai")
        for _ in range(3):
            other.take()
    with closing(open_store(forged)) as store, store.reading() as tx:
        assert first_broken(tx) is None
    done = luot("verify", "--anchor", str(anchor), "--data", str(forged))
    assert (done.returncode, done.stdout) == (1, "")
    assert "rewritten" in done.stderr
    assert copy_anchor.exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"seq": 1}', "\x00\xff", "null"])
def test_what_is_no_anchor_is_said_in_one_line(
    hall: TestHall, tmp_path: Path, content: str
) -> None:
    (tmp_path / "anchor").write_text(content)
    data = str(hall.centre.store.path.parent)
    done = luot("verify", "--anchor", str(tmp_path / "anchor"), "--data", data)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "no anchor" in done.stderr


def test_a_copy_missed_in_the_evening_is_made_when_the_server_is_back(
    hall: TestHall, copies: Path
) -> None:
    copy_when_due(hall.centre)
    hall.clock.go_on(days=1)
    assert copy_when_due(hall.centre) is not None
    assert names(copies)[-1] == "luot-thu-2026-11-24.db"


def test_only_the_newest_copies_stay_and_nobody_elses_file_goes(
    hall: TestHall, copies: Path
) -> None:
    copies.mkdir()
    strangers = ["luot-other-2020-01-01.db", "a.db", "luot-thu-2020-01-01.db.txt"]
    for name in strangers:
        (copies / name).write_text("not ours")
    for _ in range(5):
        copy_when_due(hall.centre)
        hall.clock.go_on(days=1)
    ours = [name for name in names(copies) if name not in strangers]
    assert ours == [f"luot-thu-2026-11-{day}.db" for day in (25, 26, 27)]
    assert set(strangers) <= {path.name for path in copies.iterdir()}
    assert len(names(copies, ".anchor")) == 5


def test_a_copy_that_fails_leaves_nothing_half_is_seen_and_is_over_when_one_is_made(
    hall: TestHall, copies: Path
) -> None:
    copies.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="copies"):
        copy_when_due(hall.centre)
    assert alerts(hall) == ["copy_failed"]
    copies.unlink()
    assert copy_when_due(hall.centre) is not None
    assert alerts(hall) == []
    assert names(copies, ".part") == []


def alerts(hall: TestHall) -> list[str]:
    with hall.centre.store.transaction() as tx:
        settle_alerts(hall.centre, tx, hall.machine.now())
        return [row.kind for row in standing_alerts(tx)]


def test_a_trial_never_touches_the_folder_of_copies(
    config: Path, tmp_path: Path, copies: Path
) -> None:
    with open_hall(tmp_path / "trial", config, HandClock(), trial=True) as hall:
        assert copy_when_due(hall.centre) is None
    assert not copies.exists()
