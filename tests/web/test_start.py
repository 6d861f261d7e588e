"""Starting and ending the server program: one line when ready, one line for what is wrong."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

import pytest
import requests
from centre_folders import change
from running import PYTHON, ROOT, luot, running_server

MODES = ["eventlet", "threading"]


def start(config: Path, data: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Start a server that must not get ready, and wait until it has given up."""
    where = ["--config", str(config), "--data", str(data), "--port", "0"]
    return subprocess.run(
        [PYTHON, "-m", "server", *where, *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def gave_up(done: subprocess.CompletedProcess[str], lines: int = 1) -> list[str]:
    """What it said on giving up, one line for each fault."""
    said = done.stderr.splitlines()
    assert (done.returncode, done.stdout, len(said)) == (2, "", lines), done.stderr
    return said


@pytest.fixture
def config(small_config: Path, tmp_path: Path) -> Path:
    """A copy of a centre's folder, to spoil."""
    return Path(shutil.copytree(small_config, tmp_path / "config"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_server_says_one_line_when_ready_and_ends_cleanly(
    small_config: Path, tmp_path: Path, mode: str, how: signal.Signals
) -> None:
    with running_server(tmp_path, small_config, mode=mode) as server:
        assert requests.get(f"{server.url}/healthz", timeout=10).json() == {"ok": True}
        server.process.send_signal(how)
        assert server.process.wait(20) == 0
        assert server.log.with_suffix(".out").read_text() == f"luot server ready {server.url}\n"
        assert server.said() == ""


def test_a_configuration_that_is_no_toml_is_said_with_its_line(
    config: Path, tmp_path: Path
) -> None:
    change(config / "centre.toml", "[hours]", "[hours")
    [said] = gave_up(start(config, tmp_path / "data"))
    assert said.startswith("centre.toml: (file): expected TOML")
    assert not (tmp_path / "data").exists()


def test_every_fault_has_a_line_with_its_key(config: Path, tmp_path: Path) -> None:
    change(config / "centre.toml", 'zone = "sanh"', 'zone = "nowhere"')
    change(config / "centre.toml", 'series = "C"', 'series = "Q"')
    said = gave_up(start(config, tmp_path / "data"), lines=2)
    assert [line for line in said if "zone" in line and "nowhere" in line]
    assert [line for line in said if "series" in line and "'Q'" in line]


@pytest.mark.parametrize("missing", ["", "centre.toml", "procedures.csv"])
def test_a_missing_file_is_named(config: Path, tmp_path: Path, missing: str) -> None:
    if missing:
        (config / missing).unlink()
    else:
        shutil.rmtree(config)
    [said] = gave_up(start(config, tmp_path / "data"))
    assert (missing or "centre.toml") in said
    assert "missing" in said


def test_a_data_folder_that_is_a_file_is_said(config: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    [said] = gave_up(start(config, tmp_path / "data"))
    assert str(tmp_path / "data") in said


def test_a_data_folder_that_cannot_be_made_is_said(config: Path) -> None:
    [said] = gave_up(start(config, Path("/proc/luot/data")))
    assert "/proc/luot/data" in said


def test_luot_server_is_the_same_program(config: Path, tmp_path: Path) -> None:
    done = luot("server", "--config", str(config / "nowhere"), "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("address", ["xephang.example.vn", "https://a.vn/?hall=1", "https://"])
def test_an_address_for_phones_that_is_none_is_said(
    config: Path, tmp_path: Path, address: str
) -> None:
    where = ["--config", str(config), "--data", str(tmp_path / "data")]
    done = luot("server", *where, "--public-url", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--public-url" in done.stderr
