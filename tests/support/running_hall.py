"""``luot up`` for tests: a centre's three programs, started and stopped as an operator does."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect
from running import CONFIG, PYTHON, ROOT, wait_for


@dataclass
class RunningHall:
    """A hall with its three addresses, what it printed, and the sign-in made for it."""

    process: subprocess.Popen[bytes]
    out: Path
    errors: Path
    data: Path

    @property
    def server(self) -> str:
        return self._address("counters")

    @property
    def kiosk(self) -> str:
        return self._address("kiosk")

    @property
    def board(self) -> str:
        return self._address("board")

    def sign_in(self) -> tuple[str, str]:
        """The trial sign-in's name and password."""
        found = re.search(r"sign in +(\S+) +password +(\S+)", self.printed())
        assert found is not None, self.printed()
        return found[1], found[2]

    def printed(self) -> str:
        return self.out.read_text(encoding="utf-8")

    def complained(self) -> str:
        return self.errors.read_text(encoding="utf-8")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(25)
        finally:
            self.process.kill()

    def _address(self, name: str) -> str:
        found = re.search(rf"{name} +(http\S+)", self.printed())
        assert found is not None, self.printed()
        return found[1].rstrip("/")


def centre_with_recorded_voice(folder: Path, centre: str = "commune") -> Path:
    """A copy of a preset whose board writes what it says to WAV files."""
    copy = folder / centre
    shutil.copytree(CONFIG / centre, copy)
    board = copy / "display_board.toml"
    text = re.sub(r"^sink = .*$", 'sink = "file://said"', board.read_text("utf-8"), flags=re.M)
    board.write_text(text, "utf-8")
    return copy


@contextmanager
def running_hall(config: Path, data: Path, *more: str) -> Iterator[RunningHall]:
    """A whole hall in trial mode on free ports."""
    data.mkdir(parents=True, exist_ok=True)
    out, errors = data / "up.out", data / "up.err"
    ports = ["--port", "0", "--kiosk-port", "0", "--board-port", "0"]
    where = ["--config", str(config), "--data", str(data)]
    with out.open("wb") as told, errors.open("wb") as complained:
        process = subprocess.Popen(
            [PYTHON, "-m", "server.commands", "up", *where, "--trial", *ports, *more],
            cwd=ROOT,
            stdout=told,
            stderr=complained,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    hall = RunningHall(process, out, errors, data)
    try:
        wait_for(lambda: "Ctrl-C" in hall.printed() or process.poll() is not None, "the hall", 60)
        assert process.poll() is None, hall.complained()
        yield hall
    finally:
        hall.stop()


def press(page: Page, key: str, then: str) -> None:
    """Press a key of the counter's page until the button named ``then`` may be pressed.

    The page drops a key within a blink of a change, because it was meant for what stood there
    before; a person then presses again.
    """
    button = page.get_by_role("button", name=then)
    for _ in range(20):
        page.keyboard.press(key)
        try:
            expect(button).to_be_enabled(timeout=1000)
            return
        except AssertionError:
            continue
    raise AssertionError(f"{key} never led to {then}")
