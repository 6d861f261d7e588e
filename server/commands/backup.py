"""``luot backup``, ``luot restore`` and ``luot verify``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from server.commands.data import data_option, opened
from server.commands.errors import CommandFailed
from server.reports.agreement import disagreements
from server.store import DataInUse, ForeignDatabase
from server.store.anchor import Anchor, NoAnchor, holds, read_anchor
from server.store.backup import copy_online, must_be_undamaged
from server.store.log import first_broken, newest_seq
from server.store.restoring import BadBackup, put_back

BROKEN = "keep the file as it is, and compare that line with the newest backup that verifies"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def backup(file: Path, data: Path) -> None:
    """Copy the database while the server runs."""
    with opened(data) as store:
        try:
            copy_online(store, file)
        except OSError as error:
            raise CommandFailed(f"cannot write {file}: {error.strerror or error}") from None
    click.echo(f"copied to {file}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def restore(file: Path, data: Path) -> None:
    """Put a backup in the database's place; the server must be stopped.

    The backup is checked first.  The database that was there is kept beside it.
    """
    try:
        done = put_back(file, data, dt.datetime.now(dt.UTC))
    except (BadBackup, ForeignDatabase, DataInUse) as error:
        raise CommandFailed(str(error)) from None
    except OSError as error:
        raise CommandFailed(f"{data} cannot be written: {error.strerror or error}") from None
    click.echo(f"restored to line {done.seq} of {done.at}; what came later is not in it")
    if done.kept is not None:
        click.echo(f"the database that was there is now {done.kept}")
    click.echo(
        "everybody signs in again; devices and people are those of the backup, also those"
        " taken away since: look through them"
    )


@click.command()
@click.option(
    "--anchor",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="an anchor kept elsewhere: its line must still be there",
)
@data_option
def verify(anchor: Path | None, data: Path) -> None:
    """Check the file, the visit log's chain, and that the tables say what the log tells.

    Exit 1 names the first broken line, or the first visit that was changed behind the log's back.
    """
    anchored = _read(anchor) if anchor else None
    with opened(data) as store, store.reading() as tx:
        must_be_undamaged(tx)
        broken, lines = first_broken(tx), newest_seq(tx)
        kept = anchored is None or holds(tx, anchored)
        other = next(disagreements(tx), None) if broken is None else None
    if broken is not None:
        raise CommandFailed(f"the visit log is broken at line {broken}; {BROKEN}")
    if anchored is not None and not kept:
        raise CommandFailed(
            f"line {anchored.seq} is not the one of {anchor}: the log was rewritten"
        )
    if other is not None:
        raise CommandFailed(f"the visit log is whole, but the tables do not say the same: {other}")
    click.echo(f"the visit log is whole: {lines} lines")


def _read(file: Path) -> Anchor:
    try:
        return read_anchor(file)
    except NoAnchor as error:
        raise CommandFailed(str(error)) from None
