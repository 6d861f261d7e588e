"""``luot person``: what is kept of a person, found by the code of their dossier."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from server.actions.forget import forget, kept_about
from server.actions.refusals import NotFound
from server.commands.centre_folder import loaded_centre
from server.commands.data import data_option, opened
from server.commands.errors import CommandFailed
from server.rules.citizen_card import ID, birth_date
from server.rules.dossier_code import BadDossier, dossier_code, identity
from server.rules.tickets import WrongMove
from server.settings.centre import DOSSIER_PATTERN
from server.store import Store

NO_CARDS = "nothing is kept of a citizen card, not even a hash: give the code of a dossier"

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="the centre's folder, where its codes have a pattern of their own",
)


@click.group()
def person() -> None:
    """What is kept of a person, by the code of their dossier, old or new spelling."""


@person.command()
@click.argument("code")
@config_option
@data_option
def find(code: str, config: Path | None, data: Path) -> None:
    """Say in a few lines what is kept."""
    with _about(code, config, data) as (store, dossier), store.reading() as tx:
        kept = kept_about(tx, dossier)
    known = [name for name, value in (kept["dossier"] or {}).items() if value is not None]
    click.echo(f"of the dossier: {', '.join(known) or 'nothing'}")
    for visit in kept["visits"]:
        click.echo(_line(visit))


@person.command()
@click.argument("code")
@config_option
@data_option
def export(code: str, config: Path | None, data: Path) -> None:
    """Print everything as JSON, for the person who asks."""
    with _about(code, config, data) as (store, dossier), store.reading() as tx:
        kept = kept_about(tx, dossier)
    click.echo(json.dumps(kept, ensure_ascii=False, indent=2))


@person.command(name="forget")
@click.argument("code")
@click.option("--yes", is_flag=True, help="do it without asking")
@config_option
@data_option
def forget_person(code: str, yes: bool, config: Path | None, data: Path) -> None:
    """Delete it for ever: code, outcomes, notes.  Numbers, times and the log's chain stay."""
    with _about(code, config, data) as (store, dossier):
        if not yes:
            click.confirm("Delete everything that names this dossier, for ever?", abort=True)
        gone = forget(store, dossier, dt.datetime.now(dt.UTC), None)
    click.echo(
        f"deleted: {gone.dossiers} dossier, {gone.links} visits' names of it, {gone.notes} notes,"
        f" {gone.texts} texts beside the log; copies made earlier still hold them"
    )


@contextmanager
def _about(code: str, config: Path | None, data: Path) -> Iterator[tuple[Store, str]]:
    if ID.fullmatch(code.strip()) or birth_date(code) is not None:
        raise CommandFailed(NO_CARDS)
    pattern = loaded_centre(config).dossier_pattern if config else DOSSIER_PATTERN
    try:
        dossier = identity(dossier_code(code, re.compile(pattern, re.ASCII)))
        with opened(data) as store:
            yield store, dossier
    except BadDossier as error:
        raise CommandFailed(str(error)) from None
    except NotFound:
        raise CommandFailed("nothing is kept of that dossier") from None
    except WrongMove:
        raise CommandFailed(
            "somebody is in the hall because of it: finish the visit first"
        ) from None


def _line(visit: dict[str, Any]) -> str:
    stops = ", ".join(f"{stop['field']} {stop['state']}" for stop in visit["stops"])
    return f"{visit['day']} {visit['number']}: {stops}"
