"""``luot user add``: people who may sign in."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import click

from server.actions.accounts import make_account
from server.commands.data import data_option, opened
from server.messages import Role

SHORTEST_PASSWORD = 8


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice([str(role) for role in Role]), required=True)
@click.option("--password-stdin", is_flag=True, help="read the password from standard input")
@data_option
def add(name: str, role: str, password_stdin: bool, data: Path) -> None:
    """Make an account, or give an old one another role and password."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", name):
        raise click.UsageError("NAME: expected 1 to 64 letters, digits, dots, dashes")
    if not password_stdin:
        raise click.UsageError("give --password-stdin and the password on standard input")
    password = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST_PASSWORD <= len(password) <= 256:
        raise click.UsageError(f"expected a password of {SHORTEST_PASSWORD} to 256 characters")
    with opened(data) as store:
        make_account(store, name, Role(role), password, dt.datetime.now(dt.UTC))
    click.echo(f"{name} may sign in as {role}")
