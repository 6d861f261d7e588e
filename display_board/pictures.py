"""The centre's own pictures and videos, shown where no number stands.

Only files of the folder itself, of kinds that a browser shows and that can carry no script.
"""

from __future__ import annotations

import time
from pathlib import Path

KINDS = {
    ".jpg": "picture",
    ".jpeg": "picture",
    ".png": "picture",
    ".webp": "picture",
    ".mp4": "video",
    ".webm": "video",
}
MOST = 60
LOOK_AGAIN_S = 20.0


class Pictures:
    """The folder as it was at the last look; one that is not there has no pictures."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._names: list[str] = []
        self._looked_at: float | None = None

    def names(self) -> list[str]:
        """The files to show, in the order of their names."""
        now = time.monotonic()
        if self._looked_at is None or now - self._looked_at >= LOOK_AGAIN_S:
            self._looked_at, self._names = now, self._found()
        return self._names

    def shown(self) -> list[dict[str, str]]:
        """What a page needs to show them."""
        return [{"name": name, "kind": _kind(name)} for name in self.names()]

    def _found(self) -> list[str]:
        if self.folder is None:
            return []
        try:
            files = [path.name for path in self.folder.iterdir() if path.is_file()]
        except OSError:
            return []
        return sorted(name for name in files if _kind(name) and not name.startswith("."))[:MOST]


def _kind(name: str) -> str:
    return KINDS.get(Path(name).suffix.lower(), "")
