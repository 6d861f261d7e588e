"""Sound as plain numbers: 16-bit mono samples at one rate, and how they are levelled and joined.

Figures (dB are relative to full scale unless said otherwise): a clip is trimmed at 38 dB below
its own peak, faded 4 ms at both ends, and its active speech brought to -19 dBFS RMS with no peak
above -1.5 dBFS.  So clips of different origin sound as one voice, and joints cannot click.
"""

from __future__ import annotations

import math
import os
import wave
from array import array
from collections.abc import Iterable, Sequence
from operator import mul
from pathlib import Path

import miniaudio

from display_board.voice.limiter import limited

Samples = array  # of "h": signed 16 bit, mono, RATE a second

RATE = 22_050
FULL = 32_767
TRIM_DB = -38.0
FADE_MS = 4
SPEECH_DB = -19.0
PEAK_DB = -1.5
LEVELLINGS = 3  # holding peaks costs a little of the level: so again, up to this often
FRAME_MS = 20
ACTIVE_DB = -25.0  # below its loudest frame, a frame of a clip is a pause


class SoundUnreadable(Exception):
    """A sound file that cannot be read; the message names it."""


def read_sound(path: Path) -> Samples[int]:
    """Read a WAV, FLAC, OGG or MP3 file of any rate, as mono samples at ``RATE``.

    Raises ``SoundUnreadable``.
    """
    try:
        sound = miniaudio.decode_file(
            os.fspath(path), miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE
        )
    except (miniaudio.MiniaudioError, OSError) as error:
        raise SoundUnreadable(f"{path.name} cannot be read as a sound: {error}") from error
    samples: Samples[int] = array("h", sound.samples)
    return samples


def write_wav(path: Path, samples: Samples[int], rate: int = RATE) -> None:
    """Write a WAV file; it appears under its name only when it is whole."""
    unfinished = path.with_suffix(".part")
    with wave.open(os.fspath(unfinished), "wb") as file:
        file.setparams((1, 2, rate, len(samples), "NONE", ""))
        file.writeframes(samples.tobytes())
    unfinished.replace(path)


def silence(milliseconds: float) -> Samples[int]:
    """So much silence."""
    return array("h", bytes(2 * round(RATE * milliseconds / 1000)))


def joined(parts: Sequence[Samples[int]]) -> Samples[int]:
    """One sound after the other, with nothing between."""
    return array("h", b"".join(part.tobytes() for part in parts))


def seconds(samples: Samples[int]) -> float:
    """How long it sounds."""
    return len(samples) / RATE


def prepared(samples: Samples[int]) -> Samples[int]:
    """A clip made ready for joining: trimmed, levelled, faded."""
    return faded(levelled(trimmed(samples)))


def trimmed(samples: Samples[int]) -> Samples[int]:
    """Without the near-silence before the first and after the last sound."""
    floor = peak(samples) * ratio(TRIM_DB)
    before = _first_above(floor, samples)
    if before is None:
        return array("h")
    after, margin = _first_above(floor, reversed(samples)) or 0, RATE * FADE_MS // 1000
    return samples[max(0, before - margin) : len(samples) - after + margin]


def _first_above(floor: float, samples: Iterable[int]) -> int | None:
    return next((index for index, value in enumerate(samples) if abs(value) > floor), None)


def levelled(samples: Samples[int]) -> Samples[int]:
    """Its active speech at ``SPEECH_DB``; peaks that would pass ``PEAK_DB`` are held there."""
    for _ in range(LEVELLINGS):
        samples = _levelled_once(samples)
        if peak(samples) < FULL * ratio(PEAK_DB) - 1:
            break
    return samples


def _levelled_once(samples: Samples[int]) -> Samples[int]:
    level = speech_level(samples)
    if level == 0:
        return samples
    gain, ceiling = FULL * ratio(SPEECH_DB) / level, FULL * ratio(PEAK_DB)
    if peak(samples) * gain <= ceiling:
        return array("h", [round(value * gain) for value in samples])
    return array("h", [round(value * gain) for value in limited(samples, ceiling / gain)])


def faded(samples: Samples[int]) -> Samples[int]:
    """With a short rise and fall, so that it starts and ends at zero."""
    count = min(RATE * FADE_MS // 1000, len(samples) // 2)
    result = samples[:]
    for index in range(count):
        gain = index / count
        result[index] = round(result[index] * gain)
        result[-1 - index] = round(result[-1 - index] * gain)
    return result


def peak(samples: Samples[int]) -> int:
    """The largest swing, 0 for nothing."""
    return max(max(samples), -min(samples)) if samples else 0


def speech_level(samples: Samples[int]) -> float:
    """The RMS of the frames that hold speech, in sample units; pauses do not count."""
    size = RATE * FRAME_MS // 1000
    frames = [samples[start : start + size] for start in range(0, len(samples), size)]
    powers = [(sum(map(mul, frame, frame)), len(frame)) for frame in frames]
    loudest = max((_root(*power) for power in powers), default=0.0)
    active = [power for power in powers if _root(*power) >= loudest * ratio(ACTIVE_DB)]
    return _root(sum(power for power, _ in active), sum(count for _, count in active))


def decibels(level: float) -> float:
    """A level in sample units as dBFS; minus infinity for none."""
    return 20 * math.log10(level / FULL) if level > 0 else -math.inf


def _root(squares: int, count: int) -> float:
    """The RMS of so many samples by the sum of their squares."""
    return math.sqrt(squares / count) if count else 0.0


def ratio(decibel: float) -> float:
    """A difference in decibels as a factor."""
    return float(10 ** (decibel / 20))
