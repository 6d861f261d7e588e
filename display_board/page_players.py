"""The pages of one zone that can be heard, and the one of them that speaks.

The first page that can play is the zone's player and stays it; when it goes or falls silent, the
next one takes over.  No page speaks unless it is told to.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from display_board.voice import SoundFailed

Tell = Callable[[str, str, dict[str, Any]], None]

BEGINS_WITHIN_S = 3.0
OVERDUE_S = 3.0


class NobodyPlays(SoundFailed):
    """No open page may play sound."""


class _NotBegun(Exception):
    """This page has not begun to speak, and will not."""


@dataclass(slots=True)
class _Turn:
    """One announcement at one page."""

    page: str
    label: str
    began: bool = False
    ended: bool = False
    lost: str | None = None


class PagePlayers:
    """Who can play.  ``tell`` sends an event to a page, ``changed`` hears that the player did."""

    def __init__(self, tell: Tell, changed: Callable[[], None]) -> None:
        self._tell = tell
        self._changed = changed
        self._able: dict[str, None] = {}  # in the order in which they became able
        self._muted: set[str] = set()
        self._turn: _Turn | None = None
        self._news = threading.Condition()

    def says(self, page: str, able: bool) -> None:
        """A page says whether it may play sound."""
        with self._news:
            before = self._player()
            if able:
                self._able.setdefault(page)
                self._muted.discard(page)
            else:
                self._drop(page, "the page was muted while it spoke")
                self._muted.add(page)
            changed = self._player() != before
        if changed:
            self._changed()

    def gone(self, page: str) -> None:
        """A page has gone."""
        with self._news:
            before = self._player()
            self._drop(page, "the page that spoke has gone")
            self._muted.discard(page)
            changed = self._player() != before
        if changed:
            self._changed()

    def muted(self) -> int:
        """How many open pages say that they may not play sound."""
        with self._news:
            return len(self._muted)

    def player(self) -> str | None:
        """The page that speaks for the zone."""
        with self._news:
            return self._player()

    def began(self, page: str, label: str) -> None:
        """A page has begun an announcement."""
        self._note(page, label, began=True)

    def ended(self, page: str, label: str) -> None:
        """A page has said an announcement to its end."""
        self._note(page, label, began=True, ended=True)

    def failed(self, page: str, label: str) -> None:
        """A page cannot say an announcement."""
        with self._news:
            if (turn := self._its(page, label)) is not None:
                turn.lost = "the page could not play it"
                self._news.notify_all()

    def load(self, label: str, url: str) -> None:
        """Let the player fetch what it will be told to say next."""
        if page := self.player():
            self._tell(page, "load", {"label": label, "url": url})

    def say(self, label: str, url: str, lasts_s: float, started: Callable[[], None]) -> None:
        """Have one page say it to the end; raises ``SoundFailed``."""
        tried: set[str] = set()
        while (page := self.player()) is not None and page not in tried:
            tried.add(page)
            try:
                self._say_at(page, label, url, lasts_s, started)
            except _NotBegun:
                self._passed_over(page)
            else:
                return
        raise NobodyPlays("no page may play sound: press 'Bật âm thanh' at the screen")

    def _say_at(
        self, page: str, label: str, url: str, lasts_s: float, started: Callable[[], None]
    ) -> None:
        with self._news:
            turn = self._turn = _Turn(page, label)
        told = {"label": label, "url": url, "within_ms": round(1000 * (BEGINS_WITHIN_S - 0.5))}
        self._tell(page, "say", told)
        with self._news:
            self._news.wait_for(lambda: turn.began or turn.lost, BEGINS_WITHIN_S)
            if not turn.began:
                self._turn = None
                raise _NotBegun
        started()
        with self._news:
            self._news.wait_for(lambda: turn.ended or turn.lost, lasts_s + OVERDUE_S)
            self._turn = None
        if not turn.ended:
            raise SoundFailed(turn.lost or "the page stopped playing")

    def _passed_over(self, page: str) -> None:
        """Let another page speak, and this one again when it says that it can."""
        with self._news:
            self._able.pop(page, None)
        self._tell(page, "hush", {})
        self._changed()

    def _player(self) -> str | None:
        return next(iter(self._able), None)

    def _drop(self, page: str, why: str) -> None:
        self._able.pop(page, None)
        if self._turn and self._turn.page == page:
            self._turn.lost = why
            self._news.notify_all()

    def _note(self, page: str, label: str, *, began: bool, ended: bool = False) -> None:
        with self._news:
            if (turn := self._its(page, label)) is not None:
                turn.began, turn.ended = turn.began or began, turn.ended or ended
                self._news.notify_all()

    def _its(self, page: str, label: str) -> _Turn | None:
        turn = self._turn
        return turn if turn and (turn.page, turn.label) == (page, label) else None
