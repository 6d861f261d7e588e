"""``luot dossiers import``: the register of the *một cửa điện tử* system, from its export."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from server.centre import Centre, load_folder, open_centre
from server.commands.data import data_option, opened
from server.commands.dossier_import import (
    Sorted,
    Written,
    sort_lines,
    write_lines,
    write_rejected,
)
from server.commands.dossier_rows import Words
from server.commands.dossier_table import register_lines
from server.commands.errors import CommandFailed
from server.commands.tables import ExportError
from server.rules.catalogue import fold
from server.settings import CentreSettings, ProcedureRow, SettingsError, load_procedures
from server.store import Store

TOLD_EVERY = 10_000


@click.group()
def dossiers() -> None:
    """The register of dossiers (sổ theo dõi hồ sơ)."""


@dossiers.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--config",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The centre's folder; [dossiers] of its centre.toml names your own columns and words.",
)
@click.option("--dry-run", is_flag=True, help="Read, check and count; write no dossier.")
@data_option
def import_command(file: Path, folder: Path, dry_run: bool, data: Path) -> None:
    """Take in FILE, a CSV or XLSX export of the register, also while the server runs.

    Lines that cannot be taken are written beside it, each with its reason; the others go in.
    Nothing is done twice: after a break the same command goes on.
    """
    try:
        settings, catalogue = load_folder(folder)
        with opened(data) as store:
            _must_be_of(settings, store)
            centre = open_centre(settings, catalogue, store)
            words = _words(settings, load_procedures(folder))
            own = settings.dossiers.columns.model_dump(exclude_none=True)
            found = sort_lines(register_lines(file, own), centre, words)
            _take_in(file, found, centre, dry_run)
    except SettingsError as error:
        raise CommandFailed(str(error)) from None
    except ExportError as error:
        raise CommandFailed(f"{file}: {error}; nothing was written") from None


def _take_in(file: Path, found: Sorted, centre: Centre, dry_run: bool) -> None:
    rejected = file.with_name(f"{file.stem}-rejected.csv")
    _tell_rejected(rejected, found)
    already, done = len(found.bad), Written()
    for done in write_lines(found, centre, dry_run):
        written = done.new + done.changed + done.same
        if written % TOLD_EVERY == 0:
            click.echo(f"… {written} of {len(found.good)}", err=True)
    if len(found.bad) > already:
        _tell_rejected(rejected, found)
    _report(found, done, rejected, dry_run)
    if not found.good:
        raise CommandFailed(f"{file}: no line could be taken")


def _must_be_of(settings: CentreSettings, store: Store) -> None:
    if store.centre != settings.id:
        raise CommandFailed(
            f"{store.path} is the database of centre {store.centre!r}, not of {settings.id!r};"
            " give another --data or --config"
        )


def _words(settings: CentreSettings, procedures: list[ProcedureRow]) -> Words:
    """A procedure's name stands for its code where no other has the same."""
    names = Counter(fold(row.name) for row in procedures)
    own = settings.dossiers
    return Words(
        states={fold(word): state for word, state in own.states.items()},
        channels={fold(word): channel for word, channel in own.channels.items()},
        procedures={fold(row.name): row.code for row in procedures if names[fold(row.name)] == 1},
    )


def _tell_rejected(path: Path, found: Sorted) -> None:
    if not found.bad:
        return
    try:
        write_rejected(path, found.bad)
    except OSError as error:
        raise CommandFailed(
            f"{path} cannot be written ({error.strerror}), so nothing was taken in"
        ) from None


def _report(found: Sorted, done: Written, rejected: Path, dry_run: bool) -> None:
    click.echo(f"read: {found.read}")
    click.echo(f"new: {done.new}")
    click.echo(f"changed: {done.changed}")
    click.echo(f"known already: {done.same}")
    click.echo(f"the same again in the file: {found.repeated}")
    click.echo(f"rejected: {len(found.bad)}")
    reasons = Counter((one.reason.value[1], one.column) for one in found.bad)
    for (reason, column), count in reasons.most_common():
        click.echo(f"  {count} × {column + ': ' if column else ''}{reason}")
    if found.bad:
        click.echo(f"each with its reason: {rejected}")
    if dry_run:
        click.echo("dry run: no dossier was written")
