"""Set-up does what is missing and nothing else, and says exactly what a person has to install."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.front_end import copy_files, files_to_copy
from tools.saying import SetUpFailed
from tools.set_up import set_up_system
from tools.stamp import Stamp
from tools.system_packages import find_browser, refresh_apt_lists, wish_for_quick_browser

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {
    "setup": "tools/set_up.sh everything",
    "run": ".venv/bin/luot up --config config/commune --data data --trial",
    "test": ".venv/bin/python -m pytest",
    "bench": ".venv/bin/python tests/bench/run.py",
    "lint": ".venv/bin/lint-imports",
}


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a terminal, not as a part of the make that runs these tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def times() -> dict[Path, int]:
    """When each thing that set-up makes was last changed."""
    watched = [ROOT / "node_modules", ROOT / "server/web/static/shared/vendor"]
    for folder in (".venv", ".venv/bin", ".venv/set-up", "server/web/static/shared/vendor"):
        watched += (ROOT / folder).iterdir()
    return {path: path.lstat().st_mtime_ns for path in watched}


def test_setting_up_again_changes_nothing_and_says_nothing() -> None:
    before = times()
    again = make("setup")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert times() == before


@pytest.mark.parametrize("target", TARGETS)
def test_make_has_the_commands_of_the_contract(target: str) -> None:
    shown = make("-n", target)
    assert shown.returncode == 0
    assert TARGETS[target] in shown.stdout


def test_make_run_takes_another_centre_and_another_data_folder() -> None:
    shown = make("-n", "run", "CONFIG=config/hue-city", "DATA=elsewhere")
    assert "luot up --config config/hue-city --data elsewhere --trial" in shown.stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of set-up on a machine whose PATH has a shell's simplest tools and no more."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def set_up(bare: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the copy's set-up for `make run`."""
    return subprocess.run(
        [bare / "tools/set_up.sh", "run"],
        env={"PATH": str(bare / "bin"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_without_python_is_told_what_to_install(bare: Path) -> None:
    answer = set_up(bare)
    assert answer.returncode == 1
    assert "apt-get install python3 python3-venv" in answer.stderr


def test_a_python_that_is_too_old_is_passed_over(bare: Path) -> None:
    old = bare / "bin/python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    answer = set_up(bare, PYTHON="python3")
    assert answer.returncode == 1
    assert "PYTHON=python3 is not a Python from 3.11 to 3.13" in answer.stderr


@pytest.fixture
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without browser, voice, apt-get and sudo; a folder for set-up's notes."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_a_missing_voice_is_named_and_stops_nothing(
    nothing_installed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up_system("run", nothing_installed)
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "apt-get install espeak-ng alsa-utils (" in said


def test_a_missing_browser_is_named_and_stops_only_the_tests(
    nothing_installed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up_system("everything", nothing_installed)
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "apt-get install espeak-ng alsa-utils chromium (" in said
    with pytest.raises(SetUpFailed, match="apt-get install espeak-ng alsa-utils chromium"):
        set_up_system("test", nothing_installed)


def test_make_run_asks_apt_only_once_for_what_it_cannot_give(
    nothing_installed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = nothing_installed / "asked"
    refresh_apt_lists.cache_clear()
    for name in ("apt-get", "sudo", "env"):
        program = nothing_installed / name
        program.write_text(f"#!/bin/sh\necho once >> {asked}\nexit 1\n")
        program.chmod(0o755)
    set_up_system("run", nothing_installed)
    first = asked.read_text()
    set_up_system("run", nothing_installed)
    assert asked.read_text() == first
    assert "apt-get install espeak-ng alsa-utils (" in capfd.readouterr().err


def test_a_browser_that_does_not_start_is_no_browser(nothing_installed: Path) -> None:
    stub = nothing_installed / "chromium-browser"
    stub.write_text("#!/bin/sh\necho 'needs the chromium snap' >&2\nexit 1\n")
    stub.chmod(0o755)
    assert find_browser() is None


def test_a_quicker_browser_is_asked_for_once_and_stops_nothing(nothing_installed: Path) -> None:
    asked = nothing_installed / "asked"
    for name in ("apt-get", "sudo", "env"):
        program = nothing_installed / name
        program.write_text(f"#!/bin/sh\necho $* >> {asked}\nexit 1\n")
        program.chmod(0o755)
    for _ in range(2):
        wish_for_quick_browser(nothing_installed / "note")
    assert asked.read_text().count("install chromium-headless-shell") == 1


def test_set_up_found_a_browser_for_these_tests() -> None:
    assert Path((ROOT / ".venv/set-up/browser").read_text()).exists()


def test_an_icon_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/icons.txt").write_text("house  # a comment\nno-such-icon\n")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    with pytest.raises(SetUpFailed, match=r"no-such-icon\.svg does not exist.*tools/icons\.txt"):
        copy_files(files_to_copy(tmp_path))


def test_a_stamp_is_current_until_a_file_changes(tmp_path: Path) -> None:
    setup_cfg, stamp = (
        tmp_path / "setup.cfg",
        Stamp(tmp_path / "made/stamp", [tmp_path / "setup.cfg"]),
    )
    setup_cfg.write_text("one")
    assert not stamp.is_current()
    stamp.write()
    assert stamp.is_current()
    setup_cfg.write_text("two")
    assert not stamp.is_current()
