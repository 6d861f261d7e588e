"""``luot poster``: a sheet for doors and walls whose code leads to the centre's page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from server.commands.centre_folder import loaded_centre
from server.commands.errors import CommandFailed
from server.commands.poster_sheet import DOTS_PER_INCH, poster_sheet
from server.own_address import hears_itself_only
from server.settings import CentreSettings

KINDS = {".pdf": "PDF", ".png": "PNG"}


@click.command()
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    required=True,
    help="The centre's folder.",
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def poster(config: Path, file: Path) -> None:
    """Draw an A4 poster with the QR code of /centre into FILE (.pdf or .png).

    Where phones get numbers it says how to take one, else what the page tells.
    """
    kind = KINDS.get(file.suffix.lower())
    if kind is None:
        raise click.UsageError(f"name a file that ends with .pdf or .png, not {file.name}")
    centre = loaded_centre(config)
    address = page_address(centre)
    dots = (DOTS_PER_INCH, DOTS_PER_INCH)
    try:
        poster_sheet(centre, address).save(file, kind, resolution=DOTS_PER_INCH, dpi=dots)
    except OSError as error:
        raise CommandFailed(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"{file}: {address}")


def page_address(centre: CentreSettings) -> str:
    """Where citizens reach the page; raises ``CommandFailed`` where nobody outside can."""
    if centre.public_url is None:
        raise CommandFailed("centre.toml: public_url: name the address that phones reach, first")
    if hears_itself_only(urlsplit(centre.public_url).hostname or ""):
        raise CommandFailed("centre.toml: public_url: only this machine reaches it, and no phone")
    if not centre.public_page.enabled:
        raise CommandFailed("centre.toml: public_page.enabled: a poster would lead to nothing")
    return f"{centre.public_url.rstrip('/')}/centre"
