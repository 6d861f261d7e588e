"""A zone's voice in one of its pages: the samples as a WAV, fetched and played by the page."""

from __future__ import annotations

import io
import threading
import wave
from collections import OrderedDict
from collections.abc import Callable

from display_board.page_players import NobodyPlays, PagePlayers
from display_board.voice import Sink, SoundFailed
from display_board.voice.samples import RATE, Samples, seconds

KEPT = 4  # announcements; one of nine seconds takes 0.4 MB


class PageSink:
    """Has the zone's player say each announcement, one at a time."""

    name = "page"
    paced = True

    def __init__(self, zone: str, players: PagePlayers) -> None:
        self._zone = zone
        self._players = players
        self._sounds: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise ``NobodyPlays`` while no page may play sound."""
        if self._players.player() is None:
            raise NobodyPlays("no page may play sound: press 'Bật âm thanh' at the screen")

    def load(self, samples: Samples[int], label: str, /) -> None:
        """Let the player fetch what comes next."""
        self._players.load(label, self._keep(samples, label))

    def play(self, samples: Samples[int], label: str, started: Callable[[], None], /) -> None:
        """Play to the end; raises ``SoundFailed``."""
        self.check()
        self._players.say(label, self._keep(samples, label), seconds(samples), started)

    def close(self) -> None:
        """Nothing is open here; a page falls silent when the program goes."""

    def wav(self, label: str) -> bytes | None:
        """An announcement that a page may be about to play."""
        with self._lock:
            return self._sounds.get(label)

    def _keep(self, samples: Samples[int], label: str) -> str:
        with self._lock:
            if label not in self._sounds:
                self._sounds[label] = as_wav(samples)
            while len(self._sounds) > KEPT:
                self._sounds.popitem(last=False)
        return f"/said/{self._zone}/{label}.wav"


class FirstThatPlays:
    """This machine's sink while it works, and a page while it does not: never both at once."""

    name = "both"

    def __init__(self, machine: Sink, page: PageSink) -> None:
        self.paced = machine.paced
        self._machine = machine
        self._page = page

    def check(self) -> None:
        """Raise ``SoundFailed`` if neither could play."""
        try:
            self._machine.check()
        except SoundFailed:
            self._page.check()

    def load(self, samples: Samples[int], label: str, /) -> None:
        """Let the page fetch what it may have to say."""
        self._page.load(samples, label)

    def play(self, samples: Samples[int], label: str, started: Callable[[], None], /) -> None:
        """Play to the end; what one had begun is not begun again by the other."""
        begun = False

        def first() -> None:
            nonlocal begun
            begun = True
            started()

        try:
            self._machine.play(samples, label, first)
        except SoundFailed:
            if begun:
                raise
            self._page.play(samples, label, started)

    def close(self) -> None:
        """Fall silent."""
        self._machine.close()


def as_wav(samples: Samples[int]) -> bytes:
    """The samples as the bytes of a WAV file."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setparams((1, 2, RATE, len(samples), "NONE", ""))
        file.writeframes(samples.tobytes())
    return held.getvalue()
