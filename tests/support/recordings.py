"""Sounds as a centre might record them: any rate, any number of channels, any level."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path


def record(
    path: Path,
    length_s: float = 0.5,
    *,
    rate: int = 44_100,
    channels: int = 2,
    amplitude: float = 0.1,
    silence_s: float = 0.3,
) -> Path:
    """Write a hum between two silences, as a WAV file of 16 bits."""
    quiet = [0] * round(rate * silence_s)
    hum = [
        round(32_767 * amplitude * math.sin(math.tau * 200 * n / rate) * _breath(n / rate))
        for n in range(round(rate * length_s))
    ]
    frames = [value for value in (*quiet, *hum, *quiet) for _ in range(channels)]
    write(path, array("h", frames), rate, channels)
    return path


def _breath(t: float) -> float:
    """Louder and softer eight times a second, as syllables are."""
    return 0.75 + 0.25 * math.sin(math.tau * 8 * t)


def write(path: Path, samples: array[int], rate: int = 22_050, channels: int = 1) -> None:
    """Write samples just as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
