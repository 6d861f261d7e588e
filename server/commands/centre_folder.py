"""A centre's folder for a command: loaded, or every fault said and exit code 2."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from server.centre import load_folder
from server.rules.catalogue import Catalogue
from server.settings import (
    CentreSettings,
    FolderSettings,
    SettingsError,
    load_centre,
    load_whole_folder,
)

Loaded = TypeVar("Loaded")


def loaded_folder(config: Path) -> FolderSettings:
    """The folder's settings; says each fault on a line of its own and ends with 2."""
    return _loaded(load_whole_folder, config)


def loaded_centre(config: Path) -> CentreSettings:
    """The same of its ``centre.toml`` alone."""
    return _loaded(load_centre, config)


def loaded_catalogue(config: Path) -> tuple[CentreSettings, Catalogue]:
    """The same with its catalogue."""
    return _loaded(load_folder, config)


def _loaded(load: Callable[[Path], Loaded], config: Path) -> Loaded:
    try:
        return load(config)
    except SettingsError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        raise SystemExit(2) from None
