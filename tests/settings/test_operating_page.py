"""docs/operating.md promises to name every key that a configuration may hold."""

from __future__ import annotations

import re

import pytest
from pydantic import BaseModel
from running import ROOT

from server.settings import BoardSettings, CentreSettings, KioskSettings

PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def keys_of(model: type[BaseModel]) -> set[str]:
    """Every key of a settings file, those of its tables too."""
    names = set(model.model_fields)
    for field in model.model_fields.values():
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                names |= keys_of(part)
    return names


def section(title: str) -> str:
    return PAGE.split(f"### {title}", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("centre.toml", CentreSettings),
        ("kiosk.toml", KioskSettings),
        ("display_board.toml", BoardSettings),
    ],
)
def test_the_page_names_every_key(title: str, model: type[BaseModel]):
    named = {word for code in re.findall(r"`([^`]+)`", section(title)) for word in words(code)}
    assert keys_of(model) - named == set()


def words(code: str) -> list[str]:
    return re.findall(r"[a-z_]+", code)
