"""One zone of the hall: its picture, its voice and its line to the server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import structlog

from display_board.announcer import Announcer, Sound
from display_board.memory import LastCall, Memory
from display_board.page_players import PagePlayers, Tell
from display_board.page_sink import FirstThatPlays, PageSink
from display_board.picture import Link, Picture
from display_board.voice import Sink, Speaks
from server.messages import BoardSnapshot, CallEvent
from server.settings import BoardSettings

log = structlog.get_logger()

UNHEARD = {Sound.MUTED, Sound.NO_DEVICE}


class Zone:
    """Hears the server for one zone, shows at once, and says in turn."""

    def __init__(
        self,
        name: str,
        run: str,
        voice: Speaks,
        sink: Sink,
        settings: BoardSettings,
        changed: Callable[[str], None],
        tell: Tell,
        memory: Memory,
    ) -> None:
        self.name = name
        self.picture = Picture(name, run)
        self.players = PagePlayers(tell, self._player_changed)
        self.page_sink = PageSink(name, self.players)
        speaks = {
            "speakers": sink,
            "page": self.page_sink,
            "both": FirstThatPlays(sink, self.page_sink),
        }
        self._sound_from = settings.sound_from
        sounds = speaks[settings.sound_from]
        self.announcer = Announcer(
            name, voice, sounds, settings, self._has_changed, self._dealt_with
        )
        self.problem: str | None = None
        self._changed = changed
        self._speaks = True
        self._lock = threading.Lock()
        self._memory = memory
        self._before = memory.last(name)
        self._last_call = self._before.seq if self._before else 0

    def last_call(self) -> int:
        """The ``seq`` of the newest call heard, 0 for none."""
        return self._last_call

    def has_voice(self) -> bool:
        """Whether calls can be said here at all: by this machine or by its pages."""
        return self._sound_from != "speakers" or self.announcer.sound is not Sound.SILENT

    def on_speaker(self, speaks: bool) -> None:
        """Say the calls from now on, or leave them to another machine of this zone."""
        if speaks is not self._speaks:
            log.info("voice", zone=self.name, here=speaks)
            self._speaks = speaks
            self._has_changed()

    @property
    def sound(self) -> Sound:
        """Whether the hall hears this board."""
        return self.announcer.sound if self._speaks else Sound.ELSEWHERE

    def on_snapshot(self, snapshot: BoardSnapshot) -> bool:
        """Show a newer snapshot; true if it began a new epoch, which forgets the old calls."""
        with self._lock:
            before = self.picture.epoch or (self._before.epoch if self._before else None)
            new_epoch = before is not None and before != snapshot.epoch
            if new_epoch:
                self._last_call = 0
                self.announcer.reset()
            taken = self.picture.take_snapshot(snapshot, time.monotonic())
        self.announcer.take_back(snapshot.undone)
        if taken:
            self._has_changed()
        return new_epoch

    def on_call(self, call: CallEvent) -> None:
        """Show a call at once, and let it be said."""
        with self._lock:
            self._last_call = max(self._last_call, call.seq)
            self.picture.take_call(call)
            age = self.picture.age_of(call, time.monotonic())
        self._has_changed()
        if self._speaks:
            self.announcer.on_call(call, age)
        else:
            self._dealt_with(call.seq)

    def on_link(self, link: Link, problem: str | None) -> None:
        """Show how the line stands; before the first snapshot there is nothing to lose."""
        if link is Link.LOST and self.picture.epoch is None:
            link = Link.CONNECTING
        if link is self.picture.link:
            return
        log.info("line to the server", zone=self.name, link=link, why=problem)
        self.picture.link, self.problem = link, problem
        self._has_changed()

    def view(self) -> dict[str, Any]:
        """What a page shows now."""
        announcer = self.announcer
        view = self.picture.view(time.monotonic())
        return {
            **view,
            "sound": self.sound,
            "speaking": announcer.speaking,
            "unsaid": announcer.unsaid(),
        }

    def muted_pages(self) -> int:
        """How many pages should be heard and are not; none while this machine is heard."""
        if not self._speaks:
            return 0
        by_page = self._sound_from == "page"
        instead = self._sound_from == "both" and self.announcer.sound in UNHEARD
        return self.players.muted() if by_page or instead else 0

    def _dealt_with(self, seq: int) -> None:
        """Remember a call of this epoch; one of the epoch before may just have been ending."""
        with self._lock:
            epoch = self.picture.epoch if seq <= self._last_call else None
        if epoch is not None:
            self._memory.keep(self.name, LastCall(epoch, seq))

    def _player_changed(self) -> None:
        if self._sound_from != "speakers":
            self.announcer.check()

    def _has_changed(self) -> None:
        self._changed(self.name)
