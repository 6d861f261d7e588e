"""``luot sounds``: look after the clips of the voice.

The sound itself is the board program's business: it is asked as a process, and gets from here
the sentences that a centre's voice must be able to say.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from server.commands.centre_folder import loaded_folder
from server.commands.sentences import CHECK, as_lines, sentences_of
from server.rules.repertoire import whole_repertoire
from server.settings.folder import BOARD_FILE, FolderSettings

BUILD = "display_board.voice.build"
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)

config_option = click.option(
    "--config", type=FOLDER, help="the centre's folder: check what its announcements need"
)


@click.group()
def sounds() -> None:
    """The clips of the voice: check a bank, or build one from your own recordings."""


@sounds.command()
@click.argument("folder", metavar="[DIR]", required=False, type=FOLDER)
@config_option
@click.pass_context
def check(context: click.Context, folder: Path | None, config: Path | None) -> None:
    """Say what is missing in the clips of DIR, and which of them would sound wrong.

    Looked for are words that no clip says, clips that are clipped, too quiet or too loud, of the
    wrong rate, width or number of channels, and clicks at their edges. DIR is the centre's own
    folder of clips when its display_board.toml names one, otherwise the program's. Without
    --config every letter and every number to 9999 must be there, in Vietnamese, as each region
    says it, and in English. Every fault is a line "file: expected ..., found ..."; then the exit
    status is 1.
    """
    settings = loaded_folder(config) if config else None
    if folder is None and settings and config:
        folder = _own_sounds(settings, config)
    context.exit(_checked(folder, settings))


@sounds.command()
@click.argument("recordings", metavar="FOLDER", type=FOLDER)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="the new bank's folder")
@config_option
@click.pass_context
def build(context: click.Context, recordings: Path, out: Path, config: Path | None) -> None:
    """Make a bank of clips from your own recordings in FOLDER, then check it.

    A recording takes the place of the program's clip of the same name ("ba.wav", "chu_A.wav";
    sounds/clips.csv says what each one says), in any rate and number of channels: it is cut,
    levelled and faded. What you did not record stays as it is. For words that the program has
    no clip for, put a clips.csv (file,text,language) beside the recordings.
    """
    settings = loaded_folder(config) if config else None
    if code := _asked(BUILD, [str(recordings), "--out", str(out)]):
        context.exit(code)
    context.exit(_checked(out, settings))


def _own_sounds(settings: FolderSettings, config: Path) -> Path | None:
    own = settings.boards[BOARD_FILE].sounds
    return config / own if own else None


def _checked(folder: Path | None, settings: FolderSettings | None) -> int:
    """The exit status of a check of a folder, or of the program's own clips."""
    sentences = sentences_of(settings.centre) if settings else whole_repertoire()
    return _asked(CHECK, [str(folder)] if folder else [], as_lines(sentences))


def _asked(module: str, arguments: list[str], stdin: str = "") -> int:
    """Run a part of the board program; what it says goes to the terminal."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, input=stdin.encode(), check=False).returncode  # noqa: S603
