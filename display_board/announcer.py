"""One zone's voice: each call once, in the order of ``seq``, one after the other.

Calls that waited too long are shown but not said.  Whatever the voice or the sound device does,
the calls go on to the screen; the announcer only remembers what is wrong.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from display_board.ledger import Ledger
from display_board.voice import Announcement, Sink, SoundFailed, Speaks
from server.messages import CallEvent
from server.settings import BoardSettings

log = structlog.get_logger()


class Sound(StrEnum):
    """Whether the hall hears the calls, and if not, why."""

    HEARD = "heard"
    SILENT = "silent"  # turned off in display_board.toml
    NO_DEVICE = "no_device"
    NO_VOICE = "no_voice"


@dataclass(frozen=True, order=True, slots=True)
class Pending:
    """A call waiting for its turn; times are of the monotonic clock."""

    seq: int
    call: CallEvent = field(compare=False)
    heard_at: float = field(compare=False)
    say_before: float = field(compare=False)


class Announcer:
    """Says the calls of one zone.  ``changed`` is told when ``sound`` or ``speaking`` changes."""

    def __init__(
        self,
        zone: str,
        voice: Speaks,
        sink: Sink,
        settings: BoardSettings,
        changed: Callable[[], None],
    ) -> None:
        self.zone = zone
        self.ledger = Ledger()
        self.speaking: int | None = None
        self.sound = Sound.SILENT if sink.name == "silent" else Sound.HEARD
        self.problem: str | None = None
        self._voice = voice
        self._sink = sink
        self._settings = settings
        self._changed = changed
        self._pending: list[Pending] = []
        self._wake = threading.Condition()
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin to speak."""
        threading.Thread(target=self._run, name=f"voice-{self.zone}", daemon=True).start()

    def stop(self) -> None:
        """Say nothing more."""
        self._stopped.set()
        with self._wake:
            self._wake.notify()

    def on_call(self, call: CallEvent, age_s: float = 0.0) -> None:
        """Take a call that is ``age_s`` old; one heard before changes nothing."""
        if not self.ledger.hears(call.seq):
            return
        now = time.monotonic()
        say_before = now + self._settings.say_within_seconds - age_s
        with self._wake:
            heapq.heappush(self._pending, Pending(call.seq, call, now, say_before))
            self._wake.notify()

    def reset(self) -> None:
        """Begin a new epoch: what waits is of another life."""
        with self._wake:
            self._pending.clear()
        self.ledger.forget()

    def waiting(self) -> int:
        """How many calls are still to be said."""
        with self._wake:
            return len(self._pending) + (self.speaking is not None)

    def _run(self) -> None:
        self._check()
        while pending := self._next():
            if time.monotonic() > pending.say_before:
                self._skip(pending)
            else:
                self._say(pending)
                self._rest()

    def _check(self) -> None:
        """Find out before the first call whether anybody would hear it."""
        try:
            self._sink.check()
        except SoundFailed as fault:
            self._now(Sound.NO_DEVICE, str(fault))
            return
        if problem := self._voice.check():
            self._now(Sound.NO_VOICE, problem)

    def _next(self) -> Pending | None:
        with self._wake:
            self._wake.wait_for(lambda: self._pending or self._stopped.is_set())
            if self._stopped.is_set():
                return None
            pending = heapq.heappop(self._pending)
            self.speaking = pending.seq
            return pending

    def _skip(self, pending: Pending) -> None:
        self.speaking = None
        self.ledger.skipped()
        log.info("call shown but not said", seq=pending.seq, zone=self.zone)

    def _say(self, pending: Pending) -> None:
        """Say one call; nothing that goes wrong leaves here."""
        self._changed()
        try:
            self._announce(pending)
        except SoundFailed as fault:
            self._fails(pending, Sound.NO_DEVICE, str(fault))
        except Exception as fault:
            log.exception("announcement broke", seq=pending.seq, zone=self.zone)
            self._fails(pending, Sound.NO_VOICE, f"{type(fault).__name__}: {fault}")

    def _rest(self) -> None:
        self.speaking = None
        self._changed()
        if self._sink.paced:
            self._stopped.wait(self._settings.gap_seconds)

    def _announce(self, pending: Pending) -> None:
        text = pending.call.text
        announcement = self._voice.announcement(text.vi, text.en)
        self._sink.play(announcement.samples, self._label(pending.call), self._first(pending))
        if announcement.spoken:
            self.ledger.said(pending.seq)
            self._works(announcement)
        else:
            self._fails(pending, Sound.NO_VOICE, announcement.problem or "nobody can say this")

    def _label(self, call: CallEvent) -> str:
        return f"{call.seq:08d}-{self.zone}-{call.number}"

    def _first(self, pending: Pending) -> Callable[[], None]:
        return lambda: self.ledger.first_sample(pending.seq, time.monotonic() - pending.heard_at)

    def _works(self, announcement: Announcement) -> None:
        silent = self._sink.name == "silent"
        self._now(Sound.SILENT if silent else Sound.HEARD, announcement.problem)

    def _fails(self, pending: Pending, sound: Sound, problem: str) -> None:
        self.ledger.failed()
        log.warning("call not said", seq=pending.seq, zone=self.zone, why=problem)
        self._now(sound, problem)

    def _now(self, sound: Sound, problem: str | None) -> None:
        self.sound, self.problem = sound, problem
        self._changed()
