"""Clips for a board that nobody hears: each word is a short tone, so that none is missing.

With them a rehearsal goes at its own pace on every machine: a speech engine, which says a
sentence of which a clip is missing, takes half a second for each.
"""

from __future__ import annotations

import csv
import math
import re
import string
import wave
from array import array
from collections.abc import Iterable
from pathlib import Path

from server.rules.announcement import Speech, call_text_en, call_text_vi
from server.settings import CentreSettings

RATE = 22_050
TONE = "tone.wav"
TONE_S = 0.03
WORD = re.compile(r"[^\W_]+")
EVERY_CHARACTER = string.digits + string.ascii_uppercase


def write_clips(folder: Path, centre: CentreSettings) -> None:
    """Write a bank that can say every call of this centre."""
    folder.mkdir()
    _write_tone(folder / TONE)
    speech = Speech(**centre.speech.model_dump())
    numbers = [counter.number for counter in centre.counters]
    with (folder / "clips.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "text", "language"])
        for language, texts in (("vi", _vietnamese(numbers, speech)), ("en", _english(numbers))):
            words = {word.lower() for text in texts for word in WORD.findall(text)}
            table.writerows([TONE, word, language] for word in sorted(words))


def _vietnamese(numbers: list[int], speech: Speech) -> Iterable[str]:
    for counter in numbers:
        for nth in (1, 2):
            for customer in ("citizen", "organisation"):
                yield call_text_vi(EVERY_CHARACTER, counter, nth, customer, speech)


def _english(numbers: list[int]) -> Iterable[str]:
    for counter in numbers:
        for nth in (1, 2):
            yield call_text_en(EVERY_CHARACTER, counter, nth)


def _write_tone(path: Path) -> None:
    steps = range(round(RATE * TONE_S))
    tone = array("h", [round(8000 * math.sin(step * 0.2)) for step in steps])
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, len(tone), "NONE", ""))
        file.writeframes(tone.tobytes())
