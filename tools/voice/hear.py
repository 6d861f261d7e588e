"""What an offline recogniser hears:  python -m tools.voice.hear BANK [--made DIR] [FILE …].

For development only.  It is a hint, not a judge: it forgives wrong tones, and it guesses words
that are likelier than what was said.
"""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
import vietasr

from display_board.voice.bank import rows_of, words_of
from display_board.voice.samples import RATE, read_sound

HEARS_AT = 16_000
AROUND_S = 0.3  # it wants some silence before and after


@click.command()
@click.argument("bank", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("files", nargs=-1)
@click.option("--made", type=click.Path(path_type=Path), help="clips not in BANK yet")
def main(bank: Path, files: tuple[str, ...], made: Path | None) -> None:
    """Print what was meant, what was heard, and how many words of it are right."""
    recogniser = vietasr.Pipeline.preset("transcribe")
    for row in rows_of(bank):
        if row["language"] == "vi" and (not files or row["file"] in files):
            heard = recogniser.transcribe(_for_recogniser((made or bank) / row["file"])).text
            meant = [word.text for word in words_of(row["text"])]
            right = _in_common(meant, [word.text for word in words_of(heard)])
            click.echo(f"{right}/{len(meant)}\t{row['file']}\t{row['text']}\t{heard}")


def _for_recogniser(path: Path) -> np.ndarray:
    samples = np.array(read_sound(path), np.float64)
    times = np.arange(0, len(samples), RATE / HEARS_AT)
    sound = np.interp(times, np.arange(len(samples)), samples).astype(np.int16)
    return np.pad(sound, round(AROUND_S * HEARS_AT))


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
