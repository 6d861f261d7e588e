"""``luot check DIR``: whether a centre's configuration is good, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click

from server.commands.sentences import words_without_clip
from server.own_address import hears_itself_only
from server.rules.catalogue import assign_field
from server.settings import (
    CentreSettings,
    Fault,
    FolderSettings,
    SettingsError,
    load_whole_folder,
    too_far,
)

CODES_SHOWN = 5
WORDS_SHOWN = 8


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def check(context: click.Context, folder: Path) -> None:
    """Say whether the configuration in DIR is good, and what it holds.

    Every fault is a line "file: key: what was expected"; then the exit status is 2.
    """
    try:
        settings = load_folder(folder)
    except SettingsError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        context.exit(2)
    for warning in [*warnings_of(settings), *_unsaid(settings, folder)]:
        click.echo(f"warning: {warning}", err=True)
    for name, value in findings_of(settings):
        click.echo(f"{name}: {value}")


def load_folder(folder: Path) -> FolderSettings:
    """Read the whole folder; raises ``SettingsError``, also when it is no folder at all."""
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        expected = f"expected the folder of a centre, found {found} at {folder}"
        raise SettingsError([Fault(folder.name or str(folder), "(folder)", expected)])
    return load_whole_folder(folder)


def findings_of(settings: FolderSettings) -> Iterator[tuple[str, object]]:
    """What the folder holds, as names and values to print."""
    centre, procedures = settings.centre, settings.procedures
    in_service = sum(row.in_service for row in procedures)
    yield "centre", centre.name
    yield "zones", len(centre.zones)
    yield "counters", len(centre.counters)
    yield "officers' posts", len(centre.posts)
    yield "agencies", len(centre.agencies)
    yield "fields", len(centre.fields)
    yield "routes", len(centre.routes)
    yield "kiosks", len(settings.kiosks)
    yield "boards", len(settings.boards)
    yield from _phones(centre)
    yield "procedures", len(procedures)
    yield "in service", in_service
    if settings.papers:
        yield "procedures with papers", len(settings.papers)
    yield "coverage", f"{100 * in_service / max(len(procedures), 1):.1f} %"


def _phones(centre: CentreSettings) -> Iterator[tuple[str, object]]:
    """What a citizen's phone can do here, and why not."""
    if centre.public_url is None:
        yield "QR of a slip", "none, for there is no public_url"
    elif not centre.follow.enabled:
        yield "QR of a slip", "none, by follow.enabled"
    else:
        yield "QR of a slip", f"{centre.public_url.rstrip('/')}/t/..."
    yield "numbers from phones", "yes" if centre.phone.enabled else "no"
    yield "appointments", "yes" if centre.appointments.enabled else "no"


def warnings_of(settings: FolderSettings) -> Iterator[Fault]:
    """What is allowed and probably not meant."""
    yield from _empty_matches(settings)
    yield from _orphans(settings)
    yield from _small_screens(settings)
    yield from _address_of_this_machine(settings)
    yield from _nameless_proxy(settings)


def _empty_matches(settings: FolderSettings) -> Iterator[Fault]:
    rows = {(row.field, row.agency) for row in settings.procedures}
    known = rows | {(field, None) for field, _ in rows} | {(None, agency) for _, agency in rows}
    for match, field in settings.centre.catalogue_matches().items():
        if match not in known:
            words = " of ".join(repr(part) for part in match if part)
            expected = f"expected a procedure of {words} in procedures.csv, found none"
            yield Fault("centre.toml", f"fields.{field}.catalogue", expected)


def _orphans(settings: FolderSettings) -> Iterator[Fault]:
    matches = settings.centre.catalogue_matches()
    codes = [
        row.code
        for row in settings.procedures
        if row.in_service and assign_field(row.field, row.agency, matches) is None
    ]
    if codes:
        shown = ", ".join(codes[:CODES_SHOWN]) + (", ..." if len(codes) > CODES_SHOWN else "")
        expected = f"expected a field for every procedure, found {len(codes)} without: {shown}"
        yield Fault("procedures.csv", "in_service", expected)


def _small_screens(settings: FolderSettings) -> Iterator[Fault]:
    for file, board in settings.boards.items():
        if expected := too_far(board):
            yield Fault(file, "viewing_distance_m", expected)


def _address_of_this_machine(settings: FolderSettings) -> Iterator[Fault]:
    """Only a phone itself is at such an address."""
    host = urlsplit(settings.centre.public_url or "").hostname
    if host is not None and hears_itself_only(host):
        expected = f"expected an address that phones reach, found {host}: each phone's own"
        yield Fault("centre.toml", "public_url", expected)


def _nameless_proxy(settings: FolderSettings) -> Iterator[Fault]:
    """The server itself speaks no TLS: where phones come by it, a proxy stands before it."""
    centre = settings.centre
    if (centre.public_url or "").startswith("https:") and not centre.proxies:
        expected = 'expected the address of the proxy that public_url leads to, such as "127.0.0.1"'
        yield Fault("centre.toml", "proxies", f"{expected}: else all phones are one sender")


def _unsaid(settings: FolderSettings, folder: Path) -> Iterator[Fault]:
    """Calls with such a word are said by the speech engine, the whole sentence in another voice."""
    for file, words in words_without_clip(settings, folder).items():
        if words:
            shown = ", ".join(words[:WORDS_SHOWN]) + (", ..." if len(words) > WORDS_SHOWN else "")
            where = "centre.toml" if settings.boards[file].sounds is None else file
            key = "speech" if where == "centre.toml" else "sounds"
            yield Fault(
                where, key, f"expected a clip for every word of a call, found none for {shown}"
            )
