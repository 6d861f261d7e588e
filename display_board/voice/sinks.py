"""Where announcements go: speakers, nothing, or a folder of WAV files."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Generator
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import miniaudio

from display_board.voice.samples import RATE, Samples, seconds, write_wav

BUFFER_MS = 40
DRAIN_BUFFERS = 4  # what may still be on its way to the speakers when the last sample is taken
OVERDUE_S = 3.0

Started = Callable[[], None]


class SoundFailed(Exception):
    """The samples did not reach anybody's ears; the message says why."""


class Sink(Protocol):
    """Takes one announcement at a time; ``paced`` sinks want real time and a gap between."""

    name: str
    paced: bool

    def check(self) -> None:
        """Raise ``SoundFailed`` if nothing could be played now."""

    def load(self, samples: Samples[int], label: str, /) -> None:
        """Make ready what will be played next, if that takes anything."""

    def play(self, samples: Samples[int], label: str, started: Started, /) -> None:
        """Play to the end, calling ``started`` at the first sample; raises ``SoundFailed``."""

    def close(self) -> None:
        """Fall silent, also in the middle of a word."""


def make_sink(where: str, data: Path) -> Sink:
    """The sink that ``display_board.toml`` names; folders are relative to the data folder."""
    if where == "silent":
        return Silent()
    if where.startswith("file://"):
        return Files(data / where.removeprefix("file://"))
    return Speakers()


class Silent:
    """Drops the samples at once: for rehearsals and for halls that want no voice."""

    name = "silent"
    paced = False

    def check(self) -> None:
        """Nothing can fail."""

    def load(self, _samples: Samples[int], _label: str, /) -> None:
        """Nothing is to be made ready."""

    def play(self, _samples: Samples[int], _label: str, started: Started, /) -> None:
        """Take the samples as played."""
        started()

    def close(self) -> None:
        """Nothing is open."""


class Files:
    """Writes each announcement as ``LABEL.wav``."""

    name = "file"
    paced = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self) -> None:
        """Make the folder."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SoundFailed(f"cannot write to {self._folder}: {error.strerror}") from error

    def load(self, _samples: Samples[int], _label: str, /) -> None:
        """Nothing is to be made ready."""

    def play(self, samples: Samples[int], label: str, started: Started, /) -> None:
        """Write the file."""
        self.check()
        started()
        try:
            write_wav(self._folder / f"{label}.wav", samples)
        except OSError as error:
            raise SoundFailed(f"cannot write to {self._folder}: {error.strerror}") from error

    def close(self) -> None:
        """Nothing is open."""


class Speakers:
    """This machine's default sound device; one announcement at a time, whatever the zone.

    The device is opened for each announcement, so that speakers plugged in later are found.
    """

    name = "speakers"
    paced = True

    def __init__(self, backends: list[miniaudio.Backend] | None = None) -> None:
        self._backends = backends
        self._one_voice = threading.Lock()
        self._closed = threading.Event()

    def check(self) -> None:
        """Open the device for a moment."""
        with self._one_voice:
            self._open().close()

    def load(self, _samples: Samples[int], _label: str, /) -> None:
        """Nothing is to be made ready."""

    def play(self, samples: Samples[int], _label: str, started: Started, /) -> None:
        """Play in real time."""
        with self._one_voice:
            device, ended = self._open(), threading.Event()
            try:
                self._feed(device, _stream(samples, started, ended, self._closed))
                if not ended.wait(seconds(samples) + OVERDUE_S):
                    raise SoundFailed("the sound device stopped taking samples")
            finally:
                device.close()

    def close(self) -> None:
        """End what is being said."""
        self._closed.set()

    def _open(self) -> Any:
        _hush_alsa()
        try:
            return miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, 1, RATE, BUFFER_MS, backends=self._backends
            )
        except miniaudio.MiniaudioError as error:
            raise SoundFailed("no sound device") from error

    def _feed(self, device: Any, stream: Generator[bytes, int, None]) -> None:
        next(stream)
        try:
            device.start(stream)
        except miniaudio.MiniaudioError as error:
            raise SoundFailed("the sound device does not start") from error


def _stream(
    samples: Samples[int], started: Started, ended: threading.Event, closed: threading.Event
) -> Generator[bytes, int, None]:
    """What the device's own thread asks for: so many samples each time, then some silence."""
    frames = yield b""
    started()
    position = 0
    while position < len(samples) and not closed.is_set():
        chunk = samples[position : position + frames]
        position += len(chunk)
        frames = yield chunk.tobytes().ljust(2 * frames, b"\0")
    for _ in range(DRAIN_BUFFERS):
        frames = yield bytes(2 * frames)
    ended.set()


@cache
def _hush_alsa() -> object:
    """Keep ALSA from writing twenty lines to stderr each time there is no card.

    The handler must outlive the library's use of it, hence the cache.
    """
    if not sys.platform.startswith("linux"):
        return None
    text, number = ctypes.c_char_p, ctypes.c_int
    handler = ctypes.CFUNCTYPE(None, text, number, text, number, text)(lambda *_: None)
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(handler)
    except OSError:
        return None
    return handler
