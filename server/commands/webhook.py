"""``luot webhook``: how far other systems have been told the log, and telling them again."""

from __future__ import annotations

from pathlib import Path

import click

from server.commands.data import data_option, opened
from server.commands.errors import CommandFailed
from server.store.log import newest_seq
from server.store.outbox import Delivered, delivered_to, every_delivery, set_delivered


@click.group()
def webhook() -> None:
    """Lines of the log for other systems."""


@webhook.command(name="list")
@data_option
def list_webhooks(data: Path) -> None:
    """Print how far each webhook is."""
    with opened(data) as store, store.reading() as tx:
        newest, all_of_them = newest_seq(tx), every_delivery(tx)
    for one in all_of_them:
        click.echo(_line(one, newest))
    if not all_of_them:
        click.echo("no webhook yet: name one in centre.toml and start the server")


@webhook.command()
@click.argument("name")
@click.option(
    "--from", "first", type=click.IntRange(1), required=True, help="line of the log to begin with"
)
@data_option
def replay(name: str, first: int, data: Path) -> None:
    """Tell a webhook every line from FROM on once more; works while the server runs."""
    with opened(data) as store, store.transaction() as tx:
        if delivered_to(tx, name) is None:
            raise CommandFailed(f"no webhook {name!r}; luot webhook list names them")
        newest = newest_seq(tx)
        if first > newest:
            raise CommandFailed(f"the log ends with line {newest}")
        set_delivered(tx, name, first - 1)
    click.echo(f"{name} is told {newest - first + 1} lines again, from line {first}")


def _line(one: Delivered, newest: int) -> str:
    state = "all taken" if one.seq == newest else f"{newest - one.seq} lines to go"
    since = f", failing since {one.failing_since}" if one.failing_since else ""
    return f"{one.name}: line {one.seq} of {newest}, {state}{since}"
