"""The kiosk program as it really runs: a process of its own with a file and a data folder."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

START_SECONDS = 20.0
READY = "luot kiosk ready "


@dataclass
class KioskProgram:
    """A running kiosk; what it logs is in ``log``."""

    process: subprocess.Popen[str]
    url: str
    data: Path
    log: Path

    def state(self) -> dict[str, Any]:
        """What the page is told now."""
        answer: dict[str, Any] = requests.get(f"{self.url}/state", timeout=15).json()
        return answer

    def take(self, touch: str, **wish: Any) -> requests.Response:
        """Press "Lấy số"."""
        body = {"touch": touch, **(wish or {"field": "ho-tich"})}
        return requests.post(f"{self.url}/tickets", json=body, timeout=30)

    def paper(self, touch: str) -> str:
        """What became of the slip, once it is known."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            paper = requests.get(f"{self.url}/tickets/{touch}/paper", timeout=15).json()["paper"]
            if paper != "printing":
                return str(paper)
        raise AssertionError("the slip was printing for 20 s")

    def slips(self) -> list[Path]:
        """The PNG slips so far."""
        return sorted((self.data / "slips").glob("*.png"))


@contextmanager
def running_kiosk(
    folder: Path, server_url: str, token: str, port: int = 0, **settings: Any
) -> Iterator[KioskProgram]:
    """Start ``python -m kiosk`` in ``folder`` and wait for its ready line and its centre.

    Its screen has half the usual dots (540×960), unless the settings say otherwise.
    """
    config, data, log = folder / "kiosk.toml", folder / "data", folder / "kiosk.log"
    config.write_text(_toml({"pixels_per_mm": 2, **settings}), encoding="utf-8")
    _give_token(data, token)
    command = [sys.executable, "-m", "kiosk", "--config", str(config), "--data", str(data)]
    command += ["--port", str(port), "--server", server_url]
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        yield KioskProgram(process, _url_of(process, log), data, log)
    finally:
        _stop(process)


def until(promise: str, holds: Any, seconds: float = 15.0) -> Any:
    """Poll ``holds`` until it says something true, and return it."""
    deadline = time.monotonic() + seconds
    while not (said := holds()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {promise}"
        time.sleep(0.02)
    return said


def _toml(settings: dict[str, Any]) -> str:
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())


def _give_token(data: Path, token: str) -> None:
    data.mkdir(exist_ok=True)
    path = data / "kiosk.token"
    path.write_text(token, encoding="ascii")
    os.chmod(path, 0o600)


def _url_of(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    line = process.stdout.readline() if ready else ""
    assert line.startswith(READY), f"no ready line but {line!r}: {log.read_text(encoding='utf-8')}"
    return line.removeprefix(READY).strip()


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(15)
    finally:
        process.kill()
        assert process.stdout is not None
        process.stdout.close()
