"""The speech engine in a process of its own: one text, one WAV file, then it ends.

pyttsx3 hangs between threads, keeps only the last of several texts, may return before its file
exists, and speaks English when it does not know a voice; so every text gets a fresh process, and
the voice is chosen by its language and looked at again before it speaks.

Reads the text from standard input.  Exit 0: the file is there; 1: not, the reason on stderr.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pyttsx3

# The languages an engine may name a voice with, best first.  The Central voice of espeak-ng is
# not offered: hardly anybody understood it.
VOICES = {
    "vi-north": ("vi", "vi-vn", "vi_vn"),
    "vi-south": ("vi-vn-x-south", "vi", "vi-vn", "vi_vn"),
    "en": ("en-us", "en-gb", "en", "en_us", "en_gb"),
}
LIFETIME_S = 30.0  # should the board die meanwhile, no hung worker stays behind
WRITTEN_WITHIN_S = 3.0
STILL_FOR_S = 0.02
WORDS_A_MINUTE = {"vi-north": 130, "vi-south": 130, "en": 150}


class NoSuchVoice(Exception):
    """The engine has no voice of this language."""


def choose_voice(voices: Sequence[Any], kind: str) -> str:
    """The id of the engine's best voice for a kind; raises ``NoSuchVoice``."""
    for wanted in VOICES[kind]:
        for voice in voices:
            if wanted in {str(language).lower() for language in voice.languages or []}:
                return str(voice.id)
    raise NoSuchVoice(f"the speech engine has no voice for {kind}; install espeak-ng")


def save(text: str, kind: str, file: Path) -> None:
    """Speak one text into a WAV file."""
    engine = pyttsx3.init()
    voice = choose_voice(engine.getProperty("voices"), kind)
    engine.setProperty("voice", voice)
    engine.setProperty("rate", WORDS_A_MINUTE[kind])
    engine.save_to_file(text, str(file))
    engine.runAndWait()
    wait_for_whole(file)
    if engine.getProperty("voice") != voice:
        file.unlink(missing_ok=True)
        raise NoSuchVoice(f"the speech engine spoke with {engine.getProperty('voice')!r}")


def wait_for_whole(file: Path) -> None:
    """Wait until the file is there and grows no more: the engine may return before it writes."""
    size, deadline = -1, time.monotonic() + WRITTEN_WITHIN_S
    while time.monotonic() < deadline:
        before, size = size, file.stat().st_size if file.exists() else 0
        if size > 0 and size == before:
            return
        time.sleep(STILL_FOR_S)


@click.command()
@click.option("--kind", type=click.Choice(list(VOICES)), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(kind: str, out: Path) -> None:
    """Speak standard input into a file."""
    last_resort = threading.Timer(LIFETIME_S, os._exit, (1,))
    last_resort.daemon = True
    last_resort.start()
    text = sys.stdin.buffer.read().decode("utf-8")
    try:
        with contextlib.redirect_stdout(sys.stderr):
            save(text, kind, out)
    except Exception as fault:  # whatever the engine raises is the reason it gave
        raise SystemExit(f"{type(fault).__name__}: {fault}") from None


if __name__ == "__main__":
    main()
