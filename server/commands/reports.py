"""``luot reports``: what reports have counted of the log, made anew."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import click

from server.actions.counting import rebuild as count_anew
from server.centre import Centre, open_centre
from server.commands.centre_folder import loaded_catalogue
from server.commands.data import data_option, opened
from server.commands.errors import CommandFailed
from server.store import Store

SAID_EVERY = 100


@click.group()
def reports() -> None:
    """What reports have counted of the log."""


@reports.command()
@click.option(
    "--config", type=click.Path(path_type=Path), required=True, help="the centre's folder"
)
@data_option
def rebuild(config: Path, data: Path) -> None:
    """Count every day anew from the log, also while the server runs.

    Needed after the targets of fields have changed, when they shall hold for the past too.
    """
    with opened(data) as store:
        centre = _centre(config, store)
        days = count_anew(centre, _progress())
    click.echo(f"counted {days} days anew")


def _centre(config: Path, store: Store) -> Centre:
    settings, catalogue = loaded_catalogue(config)
    if settings.id != store.centre:
        raise CommandFailed(
            f"{store.path} is the database of centre {store.centre!r}, --config is of"
            f" {settings.id!r}"
        )
    return open_centre(settings, catalogue, store)


def _progress() -> Callable[[str], None]:
    """Says every hundredth day."""
    numbers = itertools.count(1)

    def counted(day: str) -> None:
        if (days := next(numbers)) % SAID_EVERY == 0:
            click.echo(f"{day}: {days} days counted", err=True)

    return counted
