"""The ``luot`` command: every subcommand in a file of its own, loaded when it is asked for."""

from __future__ import annotations

import importlib
import sys

import click

from server.commands.errors import CommandFailed

COMMANDS = {
    "up": "server.commands.up:up",
    "server": "server.commands.programs:server",
    "kiosk": "server.commands.programs:kiosk",
    "board": "server.commands.programs:board",
    "check": "server.commands.check:check",
    "user": "server.commands.user:user",
    "person": "server.commands.person:person",
    "device": "server.commands.device:device",
    "rehearse": "server.commands.rehearse:rehearse",
    "simulate": "server.commands.simulate:simulate_days",
    "backup": "server.commands.backup:backup",
    "restore": "server.commands.backup:restore",
    "reports": "server.commands.reports:reports",
    "verify": "server.commands.backup:verify",
    "webhook": "server.commands.webhook:webhook",
    "catalogue": "server.commands.catalogue:catalogue",
    "dossiers": "server.commands.dossiers:dossiers",
    "poster": "server.commands.poster:poster",
    "sounds": "server.commands.sounds:sounds",
}


class Commands(click.Group):
    """Loads a subcommand only when it is used, so that every command starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order an operator meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(cls=Commands)
def luot() -> None:
    """Lượt: queue tickets and counter calls for one-stop public service centres."""


def main() -> None:
    """Run ``luot``; every error is one line without a traceback."""
    try:
        code = luot.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo("luot: name a command; luot --help lists them", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(f"luot: {' '.join(error.format_message().split())}", err=True)
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(1)
    except CommandFailed as error:
        click.echo(f"luot: {error}", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
