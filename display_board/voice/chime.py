"""The chime before an announcement: two bell notes made from sines.

E5, then C5; each note has four partials whose strength and life fall with their height.
"""

from __future__ import annotations

import math
from array import array

from display_board.voice.samples import FULL, RATE, Samples

LENGTH_S = 1.42
NOTES = ((659.26, 0.0), (523.25, 0.42))  # hertz, start in seconds
PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.35, 0.55), (3.0, 0.14, 0.38), (4.2, 0.06, 0.22))
DECAY_S = 0.34
ATTACK_S = 0.006
RELEASE_S = 0.08
PEAK_DB = -7.0


def chime() -> Samples[int]:
    """The whole chime, 1.42 s, its highest peak at -7 dBFS."""
    wave = [_at(index / RATE) for index in range(round(LENGTH_S * RATE))]
    highest = max(abs(value) for value in wave)
    gain = FULL * 10 ** (PEAK_DB / 20) / highest
    return array("h", [round(value * gain) for value in wave])


def _at(t: float) -> float:
    notes = sum(_note(pitch, t - start) for pitch, start in NOTES if t >= start)
    return notes * min(1.0, (LENGTH_S - t) / RELEASE_S)


def _note(pitch: float, t: float) -> float:
    return _attack(t) * sum(
        strength * math.exp(-t / (DECAY_S * life)) * math.sin(math.tau * pitch * height * t)
        for height, strength, life in PARTIALS
    )


def _attack(t: float) -> float:
    return 1.0 if t >= ATTACK_S else 0.5 - 0.5 * math.cos(math.pi * t / ATTACK_S)
