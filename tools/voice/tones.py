"""The tones of Hanoi as pitch contours, imposed by rule: the model itself would sing Mandarin.

Each is a line through (place in the voiced part of the rime from 0 to 1, semitones from the
speaker's middle).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CONTOURS = {
    "ngang": ((0, 1.5), (0.5, 1.5), (1, 1.0)),
    "huyền": ((0, -1.5), (0.4, -3.5), (1, -6.0)),
    "sắc": ((0, -0.5), (0.35, -0.5), (0.7, 3.0), (1, 6.5)),
    "sắc, stopped": ((0, 1.5), (0.3, 2.5), (1, 7.0)),
    "hỏi": ((0, 0), (0.35, -3.5), (0.65, -6.0), (1, -3.0)),
    "ngã": ((0, 1), (0.4, -1.0), (0.55, 1), (1, 7)),
    "nặng": ((0, 0), (0.4, -1.5), (0.75, -4.5), (1, -7.0)),
    "nặng, stopped": ((0, -1.0), (0.4, -2.5), (1, -6.0)),
}


def contour(tone: str, stopped: bool, frames: int) -> NDArray[np.float64]:
    """Semitones for so many frames."""
    stopped_tone = f"{tone}, stopped"
    points = CONTOURS[stopped_tone if stopped and stopped_tone in CONTOURS else tone]
    places, heights = zip(*points, strict=True)
    return np.interp(np.linspace(0, 1, frames), places, heights)
