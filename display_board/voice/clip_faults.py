"""What is wrong with one clip: its form, its edges, its level.

The measure of loudness is the level of active speech (``samples.speech_level``): the RMS of the
20 ms frames that are not pauses, in dBFS.  Every clip within half a decibel of -19 dBFS means that
no two are more than 1 LU apart, however long their pauses are; integrated loudness (BS.1770) is
made for programmes, and its blocks of 400 ms are longer than most words.
"""

from __future__ import annotations

import os
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

from display_board.voice.samples import (
    FULL,
    PEAK_DB,
    RATE,
    SPEECH_DB,
    Samples,
    decibels,
    peak,
    ratio,
    speech_level,
)

LEVEL_WITHIN_DB = 0.5
PEAK_WITHIN_DB = 0.1
QUIET_EDGE = FULL * ratio(-60.0)
CLIPPED_RUN = 3  # so many samples in a row at full scale are a wave cut off


def faults_of_clip(path: Path) -> Iterator[str]:
    """Each fault of a clip as "expected …, found …"; nothing when it is good."""
    try:
        samples, form = _read(path)
    except FileNotFoundError:
        yield "expected a sound file, found none"
    except (wave.Error, EOFError, OSError) as error:
        yield f"expected a WAV file, found something else: {error}"
    else:
        yield from form or _faults_of_sound(samples)


def _read(path: Path) -> tuple[Samples[int], list[str]]:
    """The samples, and what is wrong with their form: then they cannot be judged further."""
    with wave.open(os.fspath(path), "rb") as file:
        found = (file.getframerate(), 8 * file.getsampwidth(), file.getnchannels())
        data = file.readframes(file.getnframes())
    expected = (RATE, 16, 1)
    units = ("samples a second", "bits a sample", "channels")
    faults = [
        f"expected {good} {unit}, found {bad}"
        for good, bad, unit in zip(expected, found, units, strict=True)
        if good != bad
    ]
    return (array("h") if faults else array("h", data)), faults


def _faults_of_sound(samples: Samples[int]) -> Iterator[str]:
    if peak(samples) == 0:
        yield "expected speech, found silence"
        return
    yield from _faults_of_edges(samples)
    yield from _faults_of_peaks(samples)
    level = decibels(speech_level(samples))
    if abs(level - SPEECH_DB) > LEVEL_WITHIN_DB:
        word = "too quiet" if level < SPEECH_DB else "too loud"
        yield (
            f"{word}: expected active speech at {SPEECH_DB:g} dBFS "
            f"± {LEVEL_WITHIN_DB:g} dB, found {level:.1f}"
        )


def _faults_of_edges(samples: Samples[int]) -> Iterator[str]:
    for edge, value in (("first", samples[0]), ("last", samples[-1])):
        if abs(value) > QUIET_EDGE:
            level = decibels(abs(value))
            yield f"clicks: expected the {edge} sample at zero, found {level:.0f} dBFS"


def _faults_of_peaks(samples: Samples[int]) -> Iterator[str]:
    highest = decibels(peak(samples))
    if _is_clipped(samples):
        yield f"clipped: expected no wave cut off, found {CLIPPED_RUN} samples at full scale"
    elif highest > PEAK_DB + PEAK_WITHIN_DB:
        yield f"expected no peak above {PEAK_DB:g} dBFS, found {highest:.1f}"


def _is_clipped(samples: Samples[int]) -> bool:
    run = 0
    for value in samples:
        run = run + 1 if abs(value) >= FULL else 0
        if run == CLIPPED_RUN:
            return True
    return False
