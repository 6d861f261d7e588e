"""The speech engine for sentences that the clips do not cover: one worker process at a time."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from display_board.voice.samples import (
    Samples,
    SoundUnreadable,
    prepared,
    read_sound,
    seconds,
)

TIME_LIMIT_S = 8.0
TRIES = 2
SHORTEST_WORD_S = 0.08
WORKER = (sys.executable, "-m", "display_board.voice.pyttsx3_worker")


class EngineFailed(Exception):
    """The engine gave no usable sound; the message says why."""


class Engine:
    """pyttsx3 behind a process border, so that it may hang or die without harm.

    ``worker`` is the command of the worker, ``region`` whose Vietnamese it speaks.
    """

    def __init__(
        self,
        region: str = "north",
        worker: tuple[str, ...] = WORKER,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        self._kinds = {"vi": f"vi-{region}", "en": "en"}
        self._worker = worker
        self._time_limit_s = time_limit_s
        self._one_at_a_time = threading.Lock()

    def say(self, text: str, language: str) -> Samples[int]:
        """The whole text spoken; tried twice; raises ``EngineFailed``."""
        with self._one_at_a_time:
            for _ in range(TRIES - 1):
                try:
                    return self._attempt(text, language)
                except EngineFailed:
                    continue
            return self._attempt(text, language)

    def _attempt(self, text: str, language: str) -> Samples[int]:
        with tempfile.TemporaryDirectory(prefix="luot-voice-") as folder:
            file = Path(folder) / "speech.wav"
            self._run(text, self._kinds[language], file)
            return _checked(file, text)

    def _run(self, text: str, kind: str, file: Path) -> None:
        command = [*self._worker, "--kind", kind, "--out", str(file)]
        try:
            done = subprocess.run(  # noqa: S603 - our own worker, the text goes to its input
                command, input=text.encode(), capture_output=True, timeout=self._time_limit_s
            )
        except subprocess.TimeoutExpired:
            raise EngineFailed(f"no answer within {self._time_limit_s:g} s") from None
        except OSError as error:
            raise EngineFailed(f"the worker does not start: {error}") from error
        if done.returncode != 0:
            raise EngineFailed(_last_line(done.stderr))


def _checked(file: Path, text: str) -> Samples[int]:
    """The sound of a file, if it is long enough to be the text."""
    try:
        speech = prepared(read_sound(file))
    except SoundUnreadable as fault:
        raise EngineFailed(f"no sound came: {fault}") from fault
    least = SHORTEST_WORD_S * len(text.split())
    if seconds(speech) < least:
        raise EngineFailed(f"{seconds(speech):.1f} s of sound where at least {least:.1f} s is due")
    return speech


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "the worker failed without a word"
