"""Clip banks of beeps: loaded at once, and said in two or three seconds, for tests in real time."""

from __future__ import annotations

import math
import shutil
from array import array
from pathlib import Path

from display_board.voice.bank import SOUNDS, TABLE, rows_of, words_of
from display_board.voice.samples import RATE, write_wav
from server.rules.announcement import Speech, call_text_vi

BEEP_S = 0.05


def short_voice(folder: Path, numbers: list[str], counters: list[int]) -> Path:
    """Clips for the calls of these numbers to these counters; each word is a beep of its own."""
    folder.mkdir()
    texts = [call_text_vi(n, c, 1, "citizen", Speech()) for n in numbers for c in counters]
    words = sorted({word.text for text in texts for word in words_of(text)})
    lines = ["file,text,language"]
    for at, word in enumerate(words):
        write_wav(folder / f"{at}.wav", _beep(300 + 40 * at))
        lines.append(f"{at}.wav,{word},vi")
    (folder / "clips.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def brief_voice(folder: Path) -> Path:
    """A beep for each clip of the program's own: it can say whatever those can."""
    folder.mkdir()
    shutil.copy(SOUNDS / TABLE, folder)
    for row in rows_of(SOUNDS):
        write_wav(folder / row["file"], _beep(440))
    return folder


def _beep(hertz: float) -> array[int]:
    steps = range(round(BEEP_S * RATE))
    return array("h", [round(9000 * math.sin(math.tau * hertz * step / RATE)) for step in steps])
