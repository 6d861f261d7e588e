"""The browser of a kiosk's screen as it is installed: the watchdog, and Chromium under it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser import ARGUMENTS, NAMES

INSTALL = Path(__file__).resolve().parents[2] / "docs" / "install"
PROGRAMS = (
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/snap/chromium/current/usr/lib/chromium-browser/chrome",
    "/opt/google/chrome/chrome",
)


def chromium_program() -> bytes:
    """The system's Chromium itself, not the script that starts it."""
    for path in map(Path, PROGRAMS):
        if path.exists():
            return path.read_bytes()
    raise AssertionError("no Chromium on this machine: run 'make setup'")


def chromium_command(profile: Path, url: str) -> list[str]:
    """A Chromium without a window that shows ``url``."""
    program = next(path for name in NAMES if (path := shutil.which(name)))
    return [program, *ARGUMENTS, "--headless", f"--user-data-dir={profile}", url]


@contextmanager
def watched(door: str, silent: float, *command: str) -> Iterator[subprocess.Popen[str]]:
    """``luot_browser.py`` with a command under it."""
    script = str(INSTALL / "luot_browser.py")
    asked = [sys.executable, script, "--door", door, "--silent", str(silent), "--", *command]
    watchdog = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield watchdog
    finally:
        watchdog.terminate()
        watchdog.communicate(timeout=20)


def processes_of(watchdog: subprocess.Popen[str]) -> list[int]:
    """The processes of the browser under a watchdog: its own group's."""
    stats = {pid: _stat(pid) for pid in map(int, filter(str.isdigit, os.listdir("/proc")))}
    groups = {group for _, parent, group in stats.values() if parent == watchdog.pid}
    return [pid for pid, (state, _, group) in stats.items() if group in groups and state != "Z"]


def freeze(watchdog: subprocess.Popen[str]) -> None:
    """Stop whatever draws pages and runs their scripts."""
    renderers = [pid for pid in processes_of(watchdog) if b"--type=renderer" in _command(pid)]
    assert renderers, "no page is shown"
    for pid in renderers:
        os.kill(pid, signal.SIGSTOP)


def _stat(pid: int) -> tuple[str, int, int]:
    """A process's state, parent and group; those of a process that has gone are nobody's."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "Z", 0, 0
    state, parent, group = told.rpartition(")")[2].split()[:3]
    return state, int(parent), int(group)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
