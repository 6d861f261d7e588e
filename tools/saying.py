"""How set-up speaks: single lines on stderr, and one exception for what it cannot mend."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class SetUpFailed(Exception):
    """Set-up cannot go on; the message says what a person has to do."""


def say(line: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"set-up: {line}", file=sys.stderr, flush=True)


def run(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> None:
    """Run a command in `folder`, its output on stderr; SetUpFailed names it when it fails."""
    words = [str(word) for word in command]
    try:
        subprocess.run(words, cwd=folder, env=environment, stdout=sys.stderr, check=True)
    except (subprocess.CalledProcessError, OSError) as failure:
        raise SetUpFailed(f"this command failed: {shlex.join(words)}") from failure
