"""``python -m display_board.voice.check [FOLDER]``: what is wrong with a bank of clips.

Standard input holds what the bank has to say, a line each: language, tab, sentence.  Every fault
is a line on stderr, "file: expected …, found …"; then the exit status is 1.  With ``--words`` only
the words are looked for that no clip says, and they are told on stdout: language, tab, word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from display_board.voice.bank import SOUNDS, TABLE, rows_of
from display_board.voice.clip_faults import faults_of_clip
from display_board.voice.gaps import Wanted, gaps, lacking

GUIDE = "guide"  # the kiosk's spoken guidance lies in a folder of its own, with its own table


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=SOUNDS)
@click.option("--words", is_flag=True, help="only the words that no clip says, on stdout")
def main(folder: Path, words: bool) -> None:
    """Say what is wrong with the clips in FOLDER; the sentences to be said come on stdin."""
    wanted = [_wanted(line) for line in _lines()]
    if words:
        for language, word in lacking(folder, wanted):
            click.echo(f"{language}\t{word}")
        return
    faults = [*faults_of(folder), *gaps(folder, wanted)]
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo(f"{folder}: {len(rows_of(folder))} clips, {len(wanted)} sentences: all good")


def faults_of(folder: Path) -> Iterator[str]:
    """The faults of the table and of every clip, those of the guide too."""
    rows = rows_of(folder)
    if not rows:
        yield f"{TABLE}: expected a table file,text,language in {folder}, found none"
    yield from _faults_of_table(folder, rows)
    yield from _faults_of_clips(folder, "")
    yield from _faults_of_clips(folder / GUIDE, f"{GUIDE}/")


def _faults_of_table(folder: Path, rows: list[dict[str, str]]) -> Iterator[str]:
    named = {row.get("file") or "" for row in rows}
    for path in sorted(folder.glob("*.wav")):
        if path.name not in named:
            yield f"{path.name}: expected a line in {TABLE} that says what is heard, found none"


def _faults_of_clips(folder: Path, shown: str) -> Iterator[str]:
    for row in rows_of(folder):
        name = row.get("file") or ""
        for fault in faults_of_clip(folder / name):
            yield f"{shown}{name}: {fault}"


def _wanted(line: str) -> Wanted:
    language, _, sentence = line.partition("\t")
    return language, sentence


def _lines() -> list[str]:
    if sys.stdin.isatty():
        return []
    return [line for line in sys.stdin.buffer.read().decode("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
