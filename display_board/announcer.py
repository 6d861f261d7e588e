"""One zone's voice: each call once, in the order of ``seq``, one after the other.

Calls that waited too long are shown but not said.  Whatever the voice or the sound device does,
the calls go on to the screen; the announcer only remembers what is wrong.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from display_board.ledger import Ledger
from display_board.page_players import NobodyPlays
from display_board.voice import Announcement, Sink, SoundFailed, Speaks
from server.messages import CallEvent
from server.settings import BoardSettings

log = structlog.get_logger()

REMEMBERED = 20  # calls that were shown and not said
SKIPPED_IS_NEWS_S = 120.0


class Sound(StrEnum):
    """Whether the hall hears the calls, and if not, why."""

    HEARD = "heard"
    SILENT = "silent"  # turned off in display_board.toml
    NO_DEVICE = "no_device"
    MUTED = "muted"  # the voice is a page's, and no page may play sound
    NO_VOICE = "no_voice"
    ELSEWHERE = "elsewhere"  # another machine of the zone says them


@dataclass(frozen=True, order=True, slots=True)
class Pending:
    """A call waiting for its turn; times are of the monotonic clock."""

    seq: int
    call: CallEvent = field(compare=False)
    heard_at: float = field(compare=False)
    say_before: float = field(compare=False)


class Announcer:
    """Says the calls of one zone.

    ``changed`` is told when ``sound`` or ``speaking`` changes, ``dealt_with`` which call was said,
    or is not going to be.

    While one is being said the next is made ready, so that nobody waits for it.  At most
    ``most_waiting`` wait for a sink that takes real time; of more, the oldest is shown and not
    said, like one that is too old.
    """

    def __init__(
        self,
        zone: str,
        voice: Speaks,
        sink: Sink,
        settings: BoardSettings,
        changed: Callable[[], None],
        dealt_with: Callable[[int], None] = lambda _seq: None,
    ) -> None:
        self.zone = zone
        self.ledger = Ledger()
        self.speaking: int | None = None
        self._voice = voice
        self._sink = sink
        self.sound = self._heard()
        self.problem: str | None = None
        self._settings = settings
        self._changed = changed
        self._dealt_with = dealt_with
        self._pending: list[Pending] = []
        self._skipped: deque[tuple[int, float]] = deque(maxlen=REMEMBERED)
        self._wake = threading.Condition()
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin to speak."""
        threading.Thread(target=self._run, name=f"voice-{self.zone}", daemon=True).start()
        if self._sink.paced:
            threading.Thread(target=self._make_ready, name=f"next-{self.zone}", daemon=True).start()

    def stop(self) -> None:
        """Say nothing more."""
        self._stopped.set()
        with self._wake:
            self._wake.notify_all()

    def on_call(self, call: CallEvent, age_s: float = 0.0) -> None:
        """Take a call that is ``age_s`` old; one heard before changes nothing."""
        if not self.ledger.hears(call.seq):
            return
        now = time.monotonic()
        say_before = now + self._settings.say_within_seconds - age_s
        with self._wake:
            heapq.heappush(self._pending, Pending(call.seq, call, now, say_before))
            too_many = self._sink.paced and len(self._pending) > self._settings.most_waiting
            oldest = heapq.heappop(self._pending) if too_many else None
            self._wake.notify_all()
        if oldest:
            self._skip(oldest, "too many are waiting to be said")

    def take_back(self, undone: Collection[int]) -> None:
        """Do not say these calls; what is being said is said to its end."""
        with self._wake:
            standing = [one for one in self._pending if one.seq not in undone]
            gone = len(self._pending) - len(standing)
            heapq.heapify(standing)
            self._pending = standing
            self._wake.notify_all()
        self.ledger.taken_back(gone)

    def reset(self) -> None:
        """Begin a new epoch: what waits is of another life."""
        with self._wake:
            self._pending.clear()
            self._skipped.clear()
        self.ledger.forget()

    def waiting(self) -> int:
        """How many calls are still to be said."""
        with self._wake:
            return len(self._pending) + (self.speaking is not None)

    def unsaid(self) -> list[int]:
        """The newest calls that were shown and not said, by their ``seq``."""
        with self._wake:
            return [seq for seq, _ in self._skipped]

    def skipped_lately(self) -> int:
        """How many calls were shown and not said in the last two minutes, 20 at most."""
        since = time.monotonic() - SKIPPED_IS_NEWS_S
        with self._wake:
            return sum(at > since for _, at in self._skipped)

    def check(self) -> None:
        """Find out before the next call whether anybody would hear it."""
        try:
            self._sink.check()
        except SoundFailed as fault:
            self._now(_unheard(fault), str(fault))
            return
        problem = self._voice.check()
        self._now(Sound.NO_VOICE if problem else self._heard(), problem)

    def _run(self) -> None:
        self.check()
        while pending := self._next():
            if time.monotonic() > pending.say_before:
                self.speaking = None
                self._skip(pending, "it is too old")
            else:
                self._say(pending)
                self._rest()
            self._dealt_with(pending.seq)

    def _next(self) -> Pending | None:
        with self._wake:
            self._wake.wait_for(lambda: self._pending or self._stopped.is_set())
            if self._stopped.is_set():
                return None
            pending = heapq.heappop(self._pending)
            self.speaking = pending.seq
            self._wake.notify_all()
            return pending

    def _make_ready(self) -> None:
        """Make the next announcement while one is being said; what goes wrong shows in its turn."""
        ready = 0
        while pending := self._after(ready):
            ready = pending.seq
            try:
                self._sink.load(self._made(pending.call).samples, self._label(pending.call))
            except Exception as fault:
                log.info("not made ready", seq=ready, zone=self.zone, why=str(fault))

    def _after(self, ready: int) -> Pending | None:
        """The next call while another is being said, unless it is ``ready``."""

        def waits() -> bool:
            speaking = self.speaking is not None
            return speaking and bool(self._pending) and self._pending[0].seq != ready

        with self._wake:
            self._wake.wait_for(lambda: waits() or self._stopped.is_set())
            return None if self._stopped.is_set() else self._pending[0]

    def _skip(self, pending: Pending, why: str) -> None:
        self.ledger.skipped()
        with self._wake:
            self._skipped.append((pending.seq, time.monotonic()))
        log.info("call shown but not said", seq=pending.seq, zone=self.zone, why=why)
        self._changed()

    def _say(self, pending: Pending) -> None:
        """Say one call; nothing that goes wrong leaves here."""
        self._changed()
        try:
            self._announce(pending)
        except SoundFailed as fault:
            self._fails(pending, _unheard(fault), str(fault))
        except Exception as fault:
            log.exception("announcement broke", seq=pending.seq, zone=self.zone)
            self._fails(pending, Sound.NO_VOICE, f"{type(fault).__name__}: {fault}")

    def _rest(self) -> None:
        self.speaking = None
        self._changed()
        if self._sink.paced:
            self._stopped.wait(self._settings.gap_seconds)

    def _announce(self, pending: Pending) -> None:
        announcement = self._made(pending.call)
        self._sink.play(announcement.samples, self._label(pending.call), self._first(pending))
        if announcement.spoken:
            self.ledger.said(pending.seq)
            self._works(announcement)
        else:
            self._fails(pending, Sound.NO_VOICE, announcement.problem or "nobody can say this")

    def _made(self, call: CallEvent) -> Announcement:
        return self._voice.announcement(call.text.vi, call.text.en)

    def _label(self, call: CallEvent) -> str:
        return f"{call.seq:08d}-{self.zone}-{call.number}"

    def _first(self, pending: Pending) -> Callable[[], None]:
        return lambda: self.ledger.first_sample(pending.seq, time.monotonic() - pending.heard_at)

    def _works(self, announcement: Announcement) -> None:
        self._now(self._heard(), announcement.problem)

    def _heard(self) -> Sound:
        return Sound.SILENT if self._sink.name == "silent" else Sound.HEARD

    def _fails(self, pending: Pending, sound: Sound, problem: str) -> None:
        self.ledger.failed()
        log.warning("call not said", seq=pending.seq, zone=self.zone, why=problem)
        self._now(sound, problem)

    def _now(self, sound: Sound, problem: str | None) -> None:
        self.sound, self.problem = sound, problem
        self._changed()


def _unheard(fault: SoundFailed) -> Sound:
    return Sound.MUTED if isinstance(fault, NobodyPlays) else Sound.NO_DEVICE
