"""``python -m display_board.voice.build RECORDINGS --out FOLDER``: a bank in a centre's own voice.

The new bank begins as the program's.  A recording with the name of one of its clips (any rate,
any number of channels) takes that clip's place, cut and levelled like the others.  A longer clip
of the program whose words are all recorded is left out: it would be taken first, and the centre's
own voice never heard.  A ``clips.csv`` beside the recordings adds clips that the program has not.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from display_board.voice.bank import SOUNDS, TABLE, Phrase, cover, phrase_of, rows_of, words_of
from display_board.voice.check import GUIDE
from display_board.voice.samples import Samples, SoundUnreadable, prepared, read_sound, write_wav

KINDS = {".wav", ".flac", ".ogg", ".mp3"}
PARTS = ("", GUIDE)
COLUMNS = ("file", "text", "language")
Row = dict[str, str]


class CannotBuild(Exception):
    """The recordings do not make a bank; each argument is a line that says why."""


@click.command()
@click.argument("recordings", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="the new bank's folder")
def main(recordings: Path, out: Path) -> None:
    """Make a bank in OUT from the recordings and, where there are none, the program's clips."""
    try:
        for part in [part for part in PARTS if rows_of(SOUNDS / part)]:
            build(recordings / part, SOUNDS / part, out / part)
    except CannotBuild as refused:
        for fault in refused.args:
            click.echo(fault, err=True)
        sys.exit(1)


def build(recordings: Path, bank: Path, out: Path) -> None:
    """One folder of clips with its table; raises ``CannotBuild`` before anything is written."""
    rows = _rows(recordings, bank)
    own = _prepared(recordings, rows)
    hidden = _hidden(rows, own)
    kept = [row for row in rows if row["file"] not in hidden]
    out.mkdir(parents=True, exist_ok=True)
    for row in kept:
        _place(row["file"], own, bank, out)
    _write_table(out, kept)
    click.echo(f"{out}: {len(own)} of {len(kept)} clips from your recordings")
    for name in sorted(hidden):
        click.echo(f"{name} is left out: your own recordings say it word by word")


def _rows(recordings: Path, bank: Path) -> list[Row]:
    """The program's table, and after it what the recordings' own table adds or says otherwise."""
    rows = {row["file"]: row for row in [*rows_of(bank), *rows_of(recordings)]}
    return list(rows.values())


def _prepared(recordings: Path, rows: list[Row]) -> dict[str, Samples[int]]:
    """Each recording cut and levelled, under the name of the clip whose place it takes."""
    names = {Path(row["file"]).with_suffix("").as_posix(): row["file"] for row in rows}
    clips, faults = {}, []
    for path in _sounds(recordings):
        place = path.relative_to(recordings).with_suffix("").as_posix()
        try:
            clips[names[place]] = _clip(path)
        except KeyError:
            faults.append(f"{path}: expected the name of a clip of {TABLE}, found {path.name}")
        except SoundUnreadable as fault:
            faults.append(f"{path}: expected a recording, found something else: {fault}")
    if faults:
        raise CannotBuild(*faults)
    return clips


def _clip(path: Path) -> Samples[int]:
    clip = prepared(read_sound(path))
    if not clip:
        raise SoundUnreadable(f"{path.name} is silent")
    return clip


def _sounds(recordings: Path) -> Iterator[Path]:
    """The recordings of a folder; those of the guide belong to the guide's own table."""
    for path in sorted(recordings.rglob("*")) if recordings.is_dir() else []:
        inside = path.relative_to(recordings).parts
        if path.suffix.lower() in KINDS and inside[0] != GUIDE:
            yield path


def _hidden(rows: list[Row], own: dict[str, Samples[int]]) -> set[str]:
    """The clips of the program that the centre's own recordings say already."""
    said: dict[str, set[Phrase]] = {}
    for row in rows:
        if row["file"] in own:
            said.setdefault(row["language"], set()).add(phrase_of(row["text"]))
    return {
        row["file"]
        for row in rows
        if row["file"] not in own
        and cover(words_of(row["text"]), said.get(row["language"], set())) is not None
    }


def _place(name: str, own: dict[str, Samples[int]], bank: Path, out: Path) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    if name in own:
        write_wav(out / name, own[name])
    elif (bank / name).resolve() != (out / name).resolve():
        shutil.copyfile(bank / name, out / name)


def _write_table(out: Path, rows: list[Row]) -> None:
    with (out / TABLE).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
