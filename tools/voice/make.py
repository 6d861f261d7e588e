"""Make clips of a bank anew:  python -m tools.voice.make BANK --styles DIR --out DIR [FILE …].

BANK is a folder with a clips.csv; each FILE, or every one of its lines, is made into the folder
of --out, trimmed, levelled and faded as the board would do it.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

from display_board.voice.bank import rows_of
from display_board.voice.samples import FULL, Samples, prepared, read_sound, write_wav
from tools.voice import english, vietnamese
from tools.voice.letters import named
from tools.voice.model import RATE, Floats, Model

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("bank", type=FOLDER)
@click.argument("files", nargs=-1)
@click.option("--styles", type=FOLDER, required=True, help="the voices of npm's kokoro-js")
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(bank: Path, files: tuple[str, ...], styles: Path, out: Path) -> None:
    """Make the clips of BANK named by FILES, or all of them."""
    vi = Model(styles, vietnamese.VOICE)
    en = Model(styles, english.VOICE)
    for row in rows_of(bank):
        if files and row["file"] not in files:
            continue
        is_english = row["language"] == "en"
        sound = (
            english.speak(en, row["text"])
            if is_english
            else vietnamese.speak(vi, named(row["text"]))
        )
        (out / row["file"]).parent.mkdir(parents=True, exist_ok=True)
        write_wav(out / row["file"], prepared(at_our_rate(sound)))
        click.echo(f"{row['file']}: {row['text']}")


def at_our_rate(sound: Floats) -> Samples[int]:
    """The model's sound at the rate of the clips."""
    loudest = float(np.abs(sound).max())
    whole = array("h", (sound * (0.9 * FULL / loudest)).astype(np.int16).tobytes())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sound.wav"
        write_wav(path, whole, RATE)
        return read_sound(path)


if __name__ == "__main__":
    main()
