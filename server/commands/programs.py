"""``luot server``, ``luot kiosk`` and ``luot board`` become the program they name."""

from __future__ import annotations

import os
import subprocess
import sys

import click

PASS_ON = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


def become(module: str, arguments: list[str]) -> None:
    """Replace this process by ``python -m module``; on Windows run it and pass its exit code on."""
    command = [sys.executable, "-m", module, *arguments]
    if os.name == "posix":
        os.execv(sys.executable, command)  # noqa: S606
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603


@click.command(context_settings=PASS_ON)
@click.pass_context
def server(context: click.Context) -> None:
    """The centre's server: --config DIR --data DIR [--trial] [--host H] [--port N]."""
    become("server", context.args)


@click.command(context_settings=PASS_ON)
@click.pass_context
def kiosk(context: click.Context) -> None:
    """A kiosk's program: --config FILE [--data DIR]."""
    become("kiosk", context.args)


@click.command(context_settings=PASS_ON)
@click.pass_context
def board(context: click.Context) -> None:
    """A board's program: --config FILE [--data DIR]."""
    become("display_board", context.args)
