"""Citizens' own pages: thousands of them, told after everybody else, each only when it changes.

One reading of the hall serves all of them.  A round goes from page to page in small slices, so
that a command never waits for more than one of them; what comes meanwhile is in the next round.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import structlog
from flask_socketio import SocketIO

from server.centre import Centre
from server.reports.follow import Shared, follow_snapshot, lives, read_shared
from server.store.following import Followed, followed
from server.web.news import Event, News
from server.web.precedence import Precedence
from server.web.rooms import FOLLOW

REST_S = 0.25
LONGEST_REST_S = 1.0
"""Between two rounds: changes that come meanwhile are told as one.  After a round that took long,
as when a whole hall comes back at once, the rest is as long, so that half the time is others'."""
AGED_S = 10.0
"""Waiting alone changes an order, and with it who goes before whom."""
SLICE_S = 0.002
GIVES_WAY_S = 0.5
"""How long one round waits for commands altogether."""
READ_AT_ONCE = 200
MOMENTS = ("seq", "at")
"""Of a snapshot: what is new in each, and no reason to send it."""
log = structlog.get_logger()


class Followers:
    """The pages of every followed ticket of this server process, and what each was told last.

    ``at_home`` is as for the publisher: only the server's own thread may emit.
    """

    def __init__(
        self,
        centre: Centre,
        socketio: SocketIO,
        precedence: Precedence,
        at_home: Callable[[], bool],
    ) -> None:
        self._centre = centre
        self._socketio = socketio
        self._precedence = precedence
        self._at_home = at_home
        self._woken = socketio.server.eio.create_event()
        self._visits: dict[str, str] = {}
        self._pages: dict[str, set[str]] = {}
        self._newcomers: dict[str, set[str]] = {}
        self._unread: set[str] = set()
        self._known: dict[str, Followed] = {}
        self._told: dict[str, dict[str, Any]] = {}
        self._hall_changed = False
        self._all_told_at = 0.0

    def __len__(self) -> int:
        return len(self._visits)

    def join(self, sid: str, visit: str) -> None:
        """A page has been opened; it is told with the next round."""
        self._visits[sid] = visit
        self._pages.setdefault(visit, set()).add(sid)
        self._newcomers.setdefault(visit, set()).add(sid)
        if visit not in self._known:
            self._unread.add(visit)
        self._woken.set()

    def leave(self, sid: str) -> None:
        """A page has gone; with its last page a ticket is forgotten here."""
        visit = self._visits.pop(sid, None)
        pages = self._pages.get(visit or "")
        if visit is None or pages is None:
            return
        pages.discard(sid)
        if not pages:
            for kept in (self._pages, self._newcomers, self._known, self._told):
                kept.pop(visit, None)
            self._unread.discard(visit)

    def pages_of(self, visit: str) -> int:
        """How many pages follow this ticket."""
        return len(self._pages.get(visit, ()))

    def visit_of(self, sid: str) -> str | None:
        """Whose page this is."""
        return self._visits.get(sid)

    def hear(self, news: News) -> None:
        """Tell the called at once; what else has changed is told with the next round."""
        for event in news.events:
            self._tell_call(event)
        self._unread |= {visit for visit in news.visits if visit in self._pages}
        self._hall_changed = True
        self._woken.set()

    def run(self) -> None:
        """Tell for ever; the server starts it once, in the background."""
        while True:
            self._woken.wait(timeout=AGED_S)
            self._woken.clear()
            begun = time.monotonic()
            self._hall_changed |= begun - self._all_told_at >= AGED_S
            try:
                self.tell_round()
            except Exception:  # a fault in one round must not silence every page
                log.exception("telling followers failed")
                self._hall_changed = True
            took = time.monotonic() - begun
            self._socketio.sleep(min(max(REST_S, took), LONGEST_REST_S))

    def tell_round(self) -> None:
        """Tell every page what it has not been told; newcomers alone while nothing has changed."""
        if not self._pages:
            return
        everybody, self._hall_changed = self._hall_changed, False
        if everybody:
            self._all_told_at = time.monotonic()
        self._read_tickets()
        shared = self._centre.store.run(self._look)
        for visit in self._in_slices(self._pages if everybody else self._newcomers):
            self._tell(visit, shared)

    def _read_tickets(self) -> None:
        """Read those that have changed, not too many in one hold of the database."""
        while self._unread:
            some = [self._unread.pop() for _ in range(min(READ_AT_ONCE, len(self._unread)))]
            found = self._centre.store.run(partial(self._read, some))
            self._known.update({visit: one for visit, one in found.items() if visit in self._pages})
            self._socketio.sleep(0)

    def _read(self, visits: list[str]) -> dict[str, Followed]:
        with self._centre.store.reading() as tx:
            return followed(tx, visits)

    def _look(self) -> Shared:
        known = list(self._known.values())
        stops = {stop.id for one in known for stop in one.stops}
        with self._centre.store.reading() as tx:
            return read_shared(self._centre, tx, stops)

    def _in_slices(self, visits: Iterable[str]) -> Iterator[str]:
        begun, patience = time.monotonic(), GIVES_WAY_S
        for visit in list(visits):
            yield visit
            if time.monotonic() - begun > SLICE_S:
                patience -= self._precedence.give_way(patience)
                begun = time.monotonic()

    def _tell(self, visit: str, shared: Shared) -> None:
        one = self._known.get(visit)
        if one is None:
            return
        if not lives(self._centre, one.visit):
            self._show_out(visit)
            return
        told = follow_snapshot(self._centre, shared, one).model_dump(mode="json")
        seen = {name: value for name, value in told.items() if name not in MOMENTS}
        newcomers = self._newcomers.pop(visit, set())
        if seen != self._told.get(visit):
            self._told[visit] = seen
            self._emit("snapshot", told, visit)
        else:
            for sid in newcomers:
                self._emit("snapshot", told, sid)

    def _tell_call(self, event: Event) -> None:
        if event.name == "call" and event.visit in self._pages:
            self._emit("call", event.told, event.visit)

    def _show_out(self, visit: str) -> None:
        for sid in list(self._pages.get(visit, ())):
            self._socketio.server.disconnect(sid, namespace=FOLLOW)

    def _emit(self, event: str, told: dict[str, Any], to: str) -> None:
        assert self._at_home(), "only the server's own thread may emit"
        self._socketio.emit(event, told, namespace=FOLLOW, to=to)
