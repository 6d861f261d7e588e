"""A centre's folder for a command: loaded, or every fault said and exit code 2."""

from __future__ import annotations

from pathlib import Path

import click

from server.settings import FolderSettings, SettingsError, load_whole_folder


def loaded_folder(config: Path) -> FolderSettings:
    """The folder's settings; says each fault on a line of its own and ends with 2."""
    try:
        return load_whole_folder(config)
    except SettingsError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        raise SystemExit(2) from None
