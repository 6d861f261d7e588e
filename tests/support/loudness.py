"""How loud a sound is heard: integrated loudness of ITU-R BS.1770-5, in LUFS, of one channel.

The filters are the standard's two, worked out for our rate: a shelf for the head's own gain at
high frequencies, then a high pass.  Blocks of 400 ms, each 100 ms after the last, gated at -70 LUFS
and at 10 LU below the mean of what is left; a sound shorter than a block is one block.
"""

from __future__ import annotations

import math

from display_board.voice.samples import FULL, RATE, Samples

BLOCK = RATE * 4 // 10
STEP = RATE // 10
OFFSET_DB = -0.691
SILENCE_LUFS = -70.0
GATE_LU = -10.0

Coefficients = tuple[float, float, float, float, float]  # b0, b1, b2, a1, a2


def loudness(samples: Samples[int]) -> float:
    """The integrated loudness in LUFS; minus infinity for silence."""
    powers = _block_powers(_weighted(samples))
    heard = [power for power in powers if _lufs(power) > SILENCE_LUFS]
    gate = _lufs(_mean(heard)) + GATE_LU
    return _lufs(_mean([power for power in heard if _lufs(power) > gate]))


def _block_powers(squares: list[float]) -> list[float]:
    """The mean power of each block."""
    last = max(len(squares) - BLOCK, 0)
    return [_mean(squares[start : start + BLOCK]) for start in range(0, last + 1, STEP)]


def _weighted(samples: Samples[int]) -> list[float]:
    """The squares of the samples after both filters."""
    shelf = _biquad([value / FULL for value in samples], _shelf())
    return [value * value for value in _biquad(shelf, _high_pass())]


def _biquad(values: list[float], coefficients: Coefficients) -> list[float]:
    b0, b1, b2, a1, a2 = coefficients
    first = second = 0.0  # what is still to come of the samples before
    result = []
    for value in values:
        out = b0 * value + first
        first = b1 * value - a1 * out + second
        second = b2 * value - a2 * out
        result.append(out)
    return result


def _shelf() -> Coefficients:
    """+4 dB above 1,682 Hz; at 48 kHz this gives the figures of the standard's table 1."""
    k, q = math.tan(math.pi * 1681.974450955533 / RATE), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    norm = 1 + k / q + k * k
    return (
        (high + middle * k / q + k * k) / norm,
        2 * (k * k - high) / norm,
        (high - middle * k / q + k * k) / norm,
        2 * (k * k - 1) / norm,
        (1 - k / q + k * k) / norm,
    )


def _high_pass() -> Coefficients:
    """From 38 Hz; at 48 kHz this gives the figures of the standard's table 2."""
    k, q = math.tan(math.pi * 38.13547087602444 / RATE), 0.5003270373238773
    norm = 1 + k / q + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _lufs(power: float) -> float:
    return OFFSET_DB + 10 * math.log10(power) if power > 0 else -math.inf
