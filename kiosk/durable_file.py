"""Small files that survive a power cut; only this program's user may read them."""

from __future__ import annotations

import os
from pathlib import Path

OURS_ALONE = 0o600


def write_durably(path: Path, text: str) -> None:
    """Replace a file whole: after a power cut it is the old one or the new one."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    _write(beside, os.O_TRUNC, text.encode())
    os.replace(beside, path)
    _keep_name(path)


def append_durably(path: Path, line: str) -> None:
    """Add a line that is on the disk when this returns; a power cut may leave a piece of it."""
    is_new = not path.exists()
    _write(path, os.O_APPEND, f"{line}\n".encode())
    if is_new:
        _keep_name(path)


def _write(path: Path, how: int, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, OURS_ALONE)
    with open(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_name(path: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be synced; its names are kept anyway
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
