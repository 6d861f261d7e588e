"""The board of a rehearsal: the real program, silent, and what its announcer says it has said."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import requests

from server.commands.errors import CommandFailed
from server.commands.rehearsal.wire import measured
from server.commands.supervised import Program
from server.settings import BoardSettings, token_path

LISTENS_WITHIN_S = 20.0
SAYS_WITHIN_S = 60.0
LOOK_S = 0.05
ENDS = ("announced", "skipped", "failed")
"""What may become of a call: said, too old to be said, or nobody could say it."""


@dataclass(frozen=True, slots=True)
class Said:
    """How many calls were announced, and how many of them more than once."""

    announced: int
    announced_twice: int


class Announcer:
    """What a running board says, counted from now on."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._before = self._asked()

    def catches_up(self) -> None:
        """Wait until it has said what it has heard: a day that goes fast must not silence it."""
        _until(lambda: self._asked()["waiting"] == 0, SAYS_WITHIN_S)

    def said_all(self, calls: int) -> Said:
        """What it has said once nothing is left to say of so many calls, or after a minute."""
        _until(lambda: sum(map(self._since_before, ENDS)) >= calls, SAYS_WITHIN_S)
        for end in ENDS[1:]:
            if count := self._since_before(end):
                click.echo(f"board: {count} calls {end}; see what it said above", err=True)
        return Said(self._since_before("announced"), self._since_before("announced_twice"))

    def _since_before(self, key: str) -> int:
        return int(self._asked()[key] - self._before[key])

    def _asked(self) -> Mapping[str, Any]:
        try:
            answer = requests.get(f"{self._url}/announced", timeout=10)
            answer.raise_for_status()
        except requests.RequestException as error:
            raise CommandFailed(f"the board gives no answer: {error}") from None
        figures: Mapping[str, Any] = answer.json()
        return figures


@contextmanager
def running_board(
    folder: Path, settings: BoardSettings, server_url: str, token: str
) -> Iterator[str]:
    """A board for all zones, with a silent sink, until the end; gives its URL."""
    program = Program("board", "display_board", _arguments(folder, settings, server_url))
    os.environ.pop("LUOT_TOKEN", None)  # this board has a token of its own
    _write_token(folder, token)
    try:
        yield program.start()
    finally:
        program.stop()


def wait_until_zones_listen(server_url: str, token: str, zones: int) -> None:
    """Wait until the server has somebody to tell in each zone; raises ``CommandFailed``."""
    listening = _until(
        lambda: measured(server_url, token, "luot_audiences") >= zones, LISTENS_WITHIN_S
    )
    if not listening:
        raise CommandFailed(f"the board has not joined its zones within {LISTENS_WITHIN_S:g} s")


def _arguments(folder: Path, settings: BoardSettings, server_url: str) -> list[str]:
    table = {**settings.model_dump(), "zones": [], "sink": "silent"}
    lines = [f"{key} = {json.dumps(value)}" for key, value in table.items() if value is not None]
    (folder / "display_board.toml").write_text("\n".join(lines), encoding="utf-8")
    where = ["--config", str(folder / "display_board.toml"), "--data", str(folder)]
    return [*where, "--host", "127.0.0.1", "--port", "0", "--server", server_url]


def _write_token(folder: Path, token: str) -> None:
    path = token_path(folder, "board")
    path.touch(mode=0o600)
    path.write_text(token, encoding="ascii")


def _until(holds: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(LOOK_S)
    return False
