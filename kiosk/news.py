"""What the kiosk knows of its centre now, for the page that waits for it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Condition

from kiosk.centre_time import CentreTime
from kiosk.opening import as_of
from server.messages import CentreAnswer, KioskSnapshot


class Link(StrEnum):
    """How the server can be reached."""

    CONNECTING = "connecting"
    UP = "up"
    DOWN = "down"
    REFUSED = "refused"
    """The server answers, but does not know this kiosk's token (any more)."""


@dataclass(frozen=True, slots=True)
class View:
    """One state of the news; ``version`` tells it from every other, also after a restart."""

    version: str
    link: Link
    centre: CentreAnswer | None
    printer: str | None = None
    """What is wrong with the printer, in one word (``Condition.trouble``)."""


@dataclass(slots=True)
class News:
    """The newest snapshot and the state of the link; threads may wait for a change."""

    time: CentreTime = field(default_factory=CentreTime)
    _run: str = field(default_factory=lambda: secrets.token_hex(4))
    _changes: int = 0
    _link: Link = Link.CONNECTING
    _snapshot: KioskSnapshot | None = None
    _printer: str | None = None
    _recalled: CentreAnswer | None = None
    _changed: Condition = field(default_factory=Condition)

    def apply(self, snapshot: KioskSnapshot) -> None:
        """Take a snapshot if it is newer, or of a new epoch (a restored backup)."""
        with self._changed:
            self.time.told(snapshot.centre.at)
            if self._is_newer(snapshot):
                self._snapshot = snapshot
            self._set_link(Link.UP)

    def link_is(self, link: Link) -> None:
        """Note that the link has come or gone."""
        with self._changed:
            self._set_link(link)

    def printer_is(self, trouble: str | None) -> None:
        """Note what is wrong with the printer, if anything."""
        with self._changed:
            if trouble != self._printer:
                self._printer = trouble
                self._tell()

    def recall(self, centre: CentreAnswer | None) -> None:
        """What was last heard before this start; anything that is heard now comes before it."""
        with self._changed:
            self._recalled = centre

    def renew(self) -> None:
        """Something that the page shows has changed here: wake whoever waits."""
        with self._changed:
            self._tell()

    def now(self) -> View:
        """The state now."""
        with self._changed:
            return self._view()

    def after(self, version: str, seconds: float) -> View:
        """The state as soon as it is not ``version``, at the latest in ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: self._version() != version, seconds)
            return self._view()

    def _is_newer(self, snapshot: KioskSnapshot) -> bool:
        known = self._snapshot
        return known is None or known.epoch != snapshot.epoch or snapshot.seq > known.seq

    def _set_link(self, link: Link) -> None:
        self._link = link
        self._tell()

    def _tell(self) -> None:
        self._changes += 1
        self._changed.notify_all()

    def _version(self) -> str:
        return f"{self._run}.{self._changes}"

    def _view(self) -> View:
        centre = self._snapshot.centre if self._snapshot else self._recalled
        if centre is not None:
            centre = as_of(centre, self.time.now(centre.timezone))
        return View(self._version(), self._link, centre, self._printer)
