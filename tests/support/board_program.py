"""The real board program as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from short_voice import brief_voice

READY = "luot board ready "
DEADLINE_S = 20.0
BRIEF = "beeps"


class BoardProgram:
    """``python -m display_board``, listening."""

    def __init__(self, process: subprocess.Popen[str], url: str, data: Path) -> None:
        self.process = process
        self.url = url
        self.data = data

    def announced(self) -> dict[str, Any]:
        """What it has said."""
        answer: dict[str, Any] = requests.get(f"{self.url}/announced", timeout=5).json()
        return answer

    def recordings(self) -> list[Path]:
        """The announcements of a file sink, in the order of their names."""
        return sorted((self.data / "said").glob("*.wav"))


def until(condition: Callable[[], Any], what: str, deadline_s: float = DEADLINE_S) -> Any:
    """Wait for a condition and return what it gave; fail, saying what was awaited."""
    end = time.monotonic() + deadline_s
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {deadline_s:g} s in vain until {what}")


def write_board_config(folder: Path, more: str = "", **settings: Any) -> Path:
    """A ``display_board.toml`` with these settings, a file sink unless told otherwise.

    ``more`` is TOML that JSON cannot say.
    """
    settings = {"sink": "file://said", "gap_seconds": 0, **settings}
    path = folder / "display_board.toml"
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    path.write_text("\n".join([*lines, more]), encoding="utf-8")
    return path


def give_token(data: Path, token: str) -> None:
    """Put a device token where the board looks for it."""
    data.mkdir(parents=True, exist_ok=True)
    path = data / "board.token"
    path.touch(mode=0o600)
    path.write_text(token, encoding="ascii")


@contextmanager
def running_board(
    folder: Path,
    server_url: str,
    token: str | None,
    environment: Mapping[str, str] | None = None,
    **settings: Any,
) -> Iterator[BoardProgram]:
    """A board of its own, until it is told to stop; it must stop cleanly.

    It says beeps, which load at once, unless the settings name other ``sounds``.
    """
    data = folder / "data"
    if "sounds" not in settings and not (folder / BRIEF).exists():
        brief_voice(folder / BRIEF)
    settings = {"sounds": BRIEF, **settings}
    if token:
        give_token(data, token)
    config = write_board_config(folder, **settings)
    command = [sys.executable, "-m", "display_board", "--config", str(config), "--data", str(data)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--server", server_url],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith(READY), line
        yield BoardProgram(process, line.removeprefix(READY).strip(), data)
    finally:
        process.terminate()
        code = process.wait(timeout=10)
        process.stdout.close()
    assert code == 0
