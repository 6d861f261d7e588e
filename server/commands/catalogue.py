"""``luot catalogue import``: a centre's own export of procedures becomes its ``procedures.csv``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from server.commands.export_rows import LEVELS, Filters, Harvest, harvest, level_named
from server.commands.export_table import read_export
from server.commands.tables import ExportError
from server.rules.catalogue import assign_field, fold
from server.settings import (
    ProcedureRow,
    SettingsError,
    load_centre,
    load_procedures,
    save_procedures,
)


class ImportRefused(Exception):
    """Nothing was written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What an import should do beside reading: which rows, which marks, how strictly."""

    filters: Filters
    keep_in_service: bool = False
    in_service_by_fields: bool = False
    skip_bad: bool = False
    dry_run: bool = False


@click.group()
def catalogue() -> None:
    """The centre's catalogue of procedures."""


@catalogue.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--config",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="The centre's folder; its procedures.csv is replaced.",
)
@click.option("--level", "levels", multiple=True, help="Keep procedures of this level: xã, tỉnh.")
@click.option("--agency", "agencies", multiple=True, help="Keep procedures of this agency.")
@click.option(
    "--in-service-by-fields",
    is_flag=True,
    help="Mark what no field of the centre takes as not received here.",
)
@click.option(
    "--keep-in-service",
    is_flag=True,
    help="Leave the marks of procedures that are in procedures.csv already.",
)
@click.option("--skip-bad", is_flag=True, help="Leave bad lines out instead of writing nothing.")
@click.option("--dry-run", is_flag=True, help="Read and count, write nothing.")
@click.pass_context
def import_command(
    context: click.Context,
    /,
    file: Path,
    folder: Path,
    levels: tuple[str, ...],
    agencies: tuple[str, ...],
    **flags: bool,
) -> None:
    """Read FILE, a CSV or XLSX export with Vietnamese or English headers.

    It needs the columns code (Mã TTHC), name (Tên thủ tục) and field (Lĩnh vực); agency (Cơ
    quan thực hiện), level (Cấp thực hiện) and in_service (Đang tiếp nhận) are read when there.
    """
    try:
        filters = Filters(_levels(levels), frozenset(fold(agency) for agency in agencies))
        import_catalogue(file, folder, Choices(filters, **flags))
    except ImportRefused as refused:
        click.echo(f"luot catalogue import: {refused}", err=True)
        context.exit(1)
    except click.UsageError as wrong:
        click.echo(f"luot catalogue import: {wrong.format_message()}", err=True)
        context.exit(2)


def import_catalogue(file: Path, folder: Path, choices: Choices) -> None:
    """Read an export and write the folder's ``procedures.csv``; prints what it did.

    Raises ``ImportRefused`` when nothing is written because something is wrong, and
    ``click.UsageError`` when the file or the folder is not there.
    """
    _needs(file.is_file(), f"expected a file at {file}")
    _needs(folder.is_dir(), f"expected a centre's folder at {folder}")
    try:
        export = read_export(file)
        found = harvest(export.lines, choices.filters)
        _refuse_if_wrong(file, export.columns, found, choices)
        rows = _marked(found.rows.values(), folder, choices)
        _report(len(export.lines), found, rows)
        if not choices.dry_run:
            click.echo(f"written: {save_procedures(folder, rows)}")
    except ExportError as error:
        raise ImportRefused(f"{file}: {error}") from None
    except SettingsError as error:
        raise ImportRefused(str(error)) from None
    except OSError as error:
        raise ImportRefused(f"{folder}: cannot be written ({error.strerror})") from None


def _needs(there: bool, expected: str) -> None:
    if not there:
        raise click.UsageError(expected)


def _levels(names: Iterable[str]) -> frozenset[str]:
    levels = {name: level_named(name) for name in names}
    known = ", ".join(dict.fromkeys(LEVELS.values()))
    for name, level in levels.items():
        _needs(level is not None, f"expected --level to be one of {known}, found {name!r}")
    return frozenset(level for level in levels.values() if level)


def _refuse_if_wrong(file: Path, columns: frozenset[str], found: Harvest, choices: Choices) -> None:
    for column, wanted in (("level", choices.filters.levels), ("agency", choices.filters.agencies)):
        if wanted and column not in columns:
            raise ImportRefused(f"{file}: expected a column for {column} to filter by it")
    for number, reason in found.rejected:
        click.echo(f"{file}: line {number}: {reason}", err=True)
    if found.rejected and not choices.skip_bad:
        raise ImportRefused(
            f"nothing written, bad lines: {len(found.rejected)}; "
            "mend them, or leave them out with --skip-bad"
        )
    if not found.rows:
        raise ImportRefused("nothing written: no procedure is left")


def _marked(rows: Iterable[ProcedureRow], folder: Path, choices: Choices) -> list[ProcedureRow]:
    """Set the marks "in service" as chosen."""
    marked = list(rows)
    if choices.keep_in_service:
        known = {row.code: row.in_service for row in load_procedures(folder)}
        marked = [replace(row, in_service=known.get(row.code, row.in_service)) for row in marked]
    if choices.in_service_by_fields:
        matches = load_centre(folder).catalogue_matches()
        marked = [
            replace(row, in_service=row.in_service and _is_taken(row, matches)) for row in marked
        ]
    return marked


def _is_taken(row: ProcedureRow, matches: dict[tuple[str | None, str | None], str]) -> bool:
    return assign_field(row.field, row.agency, matches) is not None


def _report(lines: int, found: Harvest, rows: list[ProcedureRow]) -> None:
    click.echo(f"read: {lines}")
    click.echo(f"left out by the filters: {found.left_out}")
    click.echo(f"the same again: {found.repeated}")
    click.echo(f"rejected: {len(found.rejected)}")
    click.echo(f"procedures: {len(rows)}")
    click.echo(f"in service: {sum(row.in_service for row in rows)}")
