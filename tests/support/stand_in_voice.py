"""A voice and a sink that do as a test says, and a call for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from display_board.heard import heard_call
from display_board.voice import Announcement, SoundFailed
from display_board.voice.samples import Samples, silence
from server.messages import CallEvent


def call(seq: int, number: str = "A001") -> CallEvent:
    return heard_call(
        {
            "seq": seq,
            "number": number,
            "counter": 3,
            "counter_name": "Quầy 3",
            "field": "ho-tich",
            "zone": "main",
            "nth": 1,
            "language": "vi",
            "at": "2026-11-23T08:00:00+07:00",
            "text": {"vi": f"Lượt gọi {seq}", "en": None},
        }
    )


@dataclass
class Reader:
    """A voice that reads anything; ``broken`` texts raise, ``dumb`` ones it cannot say."""

    broken: tuple[str, ...] = ()
    dumb: tuple[str, ...] = ()
    read: list[str] = field(default_factory=list)
    nothing_works: str | None = None

    def announcement(self, text_vi: str, text_en: str | None) -> Announcement:
        if text_vi in self.broken:
            raise RuntimeError("the voice broke")
        self.read.append(text_vi)
        return Announcement(silence(10), text_vi not in self.dumb, None)

    def check(self) -> str | None:
        return self.nothing_works


@dataclass
class Hall:
    """A sink that notes when it was heard; each announcement takes ``lasts`` seconds."""

    name: str = "speakers"
    paced: bool = True
    lasts: float = 0.0
    no_device: bool = False
    spans: list[tuple[float, float]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    loaded: list[int] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        if self.no_device:
            raise SoundFailed("no sound device")

    def load(self, _samples: Samples[int], label: str, /) -> None:
        self.loaded.append(int(label.split("-")[0]))

    def play(self, _samples: Samples[int], label: str, started: Callable[[], None], /) -> None:
        self.check()
        began = time.monotonic()
        started()
        self.go_on.wait(self.lasts)
        self.spans.append((began, time.monotonic()))
        self.labels.append(label)

    def close(self) -> None:
        self.go_on.set()
