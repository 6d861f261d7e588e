"""Copies of the centres in config/, to spoil or to carry elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

CONFIG = Path(__file__).resolve().parents[2] / "config"
CENTRES = ("commune", "hue-province", "thai-nguyen", "bac-ninh", "hue-city", "thach-ha")


def copy_of(centre: str, place: Path) -> Path:
    """A centre's folder, copied into ``place``."""
    return Path(shutil.copytree(CONFIG / centre, place / centre))


def change(path: Path, old: str, new: str) -> None:
    """Write ``new`` where the file first says ``old``; it must say it."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not say {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
