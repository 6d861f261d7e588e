"""Remembering what was set up, and from which files, so that a repeat does nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stamp:
    """A small file that holds the digest of the files something was made from."""

    path: Path
    made_from: Sequence[Path]

    def is_current(self) -> bool:
        """Whether the files are still those that the last `write` saw."""
        return self.path.exists() and self.path.read_text() == self._digest()

    def write(self) -> None:
        """Say that everything was made from the files as they are now."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self._digest())

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for file in self.made_from:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()
