"""``luot device``: enrol kiosks, boards and integrations, and revoke them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from server.actions.devices import enrol_device
from server.actions.devices import revoke as revoke_device
from server.actions.refusals import NotFound
from server.commands.data import data_option, opened
from server.commands.errors import CommandFailed
from server.messages import DeviceKind


@click.group()
def device() -> None:
    """Kiosks, boards and integrations."""


@device.command()
@click.argument("kind", type=click.Choice([str(kind) for kind in DeviceKind]))
@click.argument("name")
@data_option
def add(kind: str, name: str, data: Path) -> None:
    """Enrol a device and print its token, once, alone on the last line."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", name):
        raise click.UsageError("NAME: expected 1 to 64 letters, digits, dots, dashes")
    with opened(data) as store:
        token = enrol_device(store, DeviceKind(kind), name, dt.datetime.now(dt.UTC))
    click.echo(f"{name} is enrolled as {kind}; its token is shown only now:")
    click.echo(token)


@device.command()
@click.argument("name")
@data_option
def revoke(name: str, data: Path) -> None:
    """End a device's token with effect at once."""
    with opened(data) as store:
        try:
            revoke_device(store, name, dt.datetime.now(dt.UTC))
        except NotFound:
            raise CommandFailed(f"there is no device named {name!r}") from None
    click.echo(f"{name} is revoked")
