"""The one publisher: after a commit it tells every audience, in the order of the log.

It follows the log instead of being handed events, so that nothing is told before its commit,
nothing is told out of order, and a change made by another process (the command line) is heard
of too.  Calls go out at once and are never folded; snapshots at most ten a second to a room.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

import structlog
from flask_socketio import SocketIO
from pydantic import BaseModel

from server.actions.automatic import call_waiting
from server.actions.devices import look_round
from server.actions.phone import let_lapse
from server.actions.session import settle_session
from server.centre import Centre
from server.store import StorageFull, StoreBusy
from server.web.callers import may_listen
from server.web.followers import Followers
from server.web.news import Event, News, newest, read_news, snapshot_of
from server.web.rooms import ADMIN, BOARD, COUNTER, FOLLOW, HALL, Member, Room, Rooms

REPLAYED_S = 60.0
FOLDED_S = 0.1
SHORTEST_WAIT_S = 0.001
IDLE_S = 1.0
LOOK_S = 1.0
AGED_S = 5.0
"""A waiting line changes its order by waiting alone, a page is locked because nobody touches it:
counters and supervisors are told again."""
log = structlog.get_logger()


class ForeignThread(Exception):
    """Somebody published from a thread that the sockets do not live on."""


class Publisher:
    """Tells boards, kiosks, counters and supervisors; wakes what tells the followers.

    ``at_home`` says whether this is a thread the sockets live on: an emit from another one under
    eventlet is never delivered and leaves that board deaf.
    """

    def __init__(
        self,
        centre: Centre,
        socketio: SocketIO,
        rooms: Rooms,
        followers: Followers,
        at_home: Callable[[], bool],
    ) -> None:
        self._centre = centre
        self._socketio = socketio
        self._rooms = rooms
        self._followers = followers
        self._at_home = at_home
        self._news_came = socketio.server.eio.create_event()
        self._events: deque[tuple[float, Event]] = deque()
        self._sent_at: dict[Room, float] = defaultdict(float)
        self._looked_at = 0.0
        self._aged_at = 0.0
        self._listening_since = dt.datetime.now(dt.UTC)
        self._seq = centre.store.run(self._preload)

    def wake(self) -> None:
        """Something may have changed."""
        self._news_came.set()

    def run(self) -> None:
        """Publish for ever; the server starts it once, in the background."""
        while True:
            self._news_came.wait(timeout=self._patience())
            self._news_came.clear()
            try:
                self.publish()
            except Exception:  # a fault in one round must not silence the hall
                log.exception("publishing failed")
                self._socketio.sleep(IDLE_S)

    def publish(self) -> None:
        """Tell what has come since the last time."""
        store = self._centre.store
        store.run(lambda: call_waiting(self._centre))
        due = time.monotonic() - self._looked_at >= LOOK_S
        if due:
            self._look_round()
        news: News = store.run(lambda: read_news(self._centre, self._seq))
        self._take_back(news.undone)
        for event in news.events:
            self._tell_event(event)
        if news.seq != self._seq:
            self._rooms.all_stale()
            self._seq = news.seq
            self._followers.hear(news)
        if due or news.doors_changed:
            self._show_out()
        if due:
            self._let_lines_age()
        self._tell_snapshots()

    def greet(self, sid: str, room: Room) -> None:
        """Give a newcomer the whole state of its room."""
        told = self._centre.store.run(lambda: snapshot_of(self._centre, [room]))
        self._emit("snapshot", told[room], room.namespace, sid)

    def tell_speakers(self, told: dict[str, bool]) -> None:
        """Tell boards whether they are the ones that speak for their zones."""
        for sid, speaks in told.items():
            self._emit("speaker", {"speaks": speaks}, BOARD, sid)

    def replay(self, sid: str, room: Room, since: int) -> None:
        """Say again what came after ``since`` and is younger than a minute, oldest first."""
        self._forget_old_events()
        for _, event in list(self._events):
            if event.seq > since and room.hears(event.name, event.told):
                self._emit(event.name, event.told, room.namespace, sid)

    def replay_to_follower(self, sid: str, visit: str, since: int) -> None:
        """The same for one ticket's page."""
        self._forget_old_events()
        for _, event in list(self._events):
            if event.seq > since and event.visit == visit and event.name == "call":
                self._emit(event.name, event.told, FOLLOW, sid)

    def _preload(self) -> int:
        """What was told just before a restart is still young enough to be replayed."""
        with self._centre.store.reading() as tx:
            seq, young = newest(self._centre, tx, REPLAYED_S)
        for age, event in young:
            self._events.append((time.monotonic() - age, event))
        return seq

    def _patience(self) -> float:
        """Seconds until the first room that has news may be told again."""
        now = time.monotonic()
        told = [self._sent_at[room] for room in self._rooms.stale() if room in self._sent_at]
        return max(SHORTEST_WAIT_S, min([IDLE_S, *(at + FOLDED_S - now for at in told)]))

    def _tell_event(self, event: Event) -> None:
        self._events.append((time.monotonic(), event))
        self._forget_old_events()
        for room in self._rooms.occupied():
            if room.hears(event.name, event.told):
                self._emit(event.name, event.told, room.namespace, room.name)

    def _take_back(self, undone: frozenset[int]) -> None:
        """Replay no call that was taken back; those who have heard it see so in the snapshot."""
        if undone:
            self._events = deque(one for one in self._events if one[1].seq not in undone)

    def _forget_old_events(self) -> None:
        oldest = time.monotonic() - REPLAYED_S
        while self._events and self._events[0][0] < oldest:
            self._events.popleft()

    def _tell_snapshots(self) -> None:
        now = time.monotonic()
        due = [room for room in self._rooms.stale() if now - self._sent_at[room] >= FOLDED_S]
        if not due:
            return
        told = self._centre.store.run(lambda: snapshot_of(self._centre, due))
        for room, snapshot in told.items():
            self._emit("snapshot", snapshot, room.namespace, room.name)
            self._sent_at[room] = now
            self._rooms.fresh(room)

    def _look_round(self) -> None:
        """Let time have its effects: a device's silence, a wait over its target."""
        self._looked_at = time.monotonic()
        now, since = dt.datetime.now(dt.UTC), self._listening_since
        try:
            self._centre.store.run(lambda: let_lapse(self._centre))
            self._centre.store.run(lambda: settle_session(self._centre))
            self._centre.store.run(lambda: look_round(self._centre, now, since))
        except (StorageFull, StoreBusy) as error:  # what can be told must still be told
            log.warning("alerts cannot be written", why=str(error))

    def _let_lines_age(self) -> None:
        if time.monotonic() - self._aged_at >= AGED_S:
            self._aged_at = time.monotonic()
            self._rooms.grow_stale(COUNTER)
            self._rooms.grow_stale(ADMIN)
            self._rooms.grow_stale(HALL)

    def _show_out(self) -> None:
        """Disconnect whoever's token or session has ended since they joined."""
        for member in self._centre.store.run(self._strangers):
            self._socketio.server.disconnect(member.sid, namespace=member.room.namespace)

    def _strangers(self) -> list[Member]:
        centre = self._centre
        with centre.store.reading() as tx:
            return [one for one in self._rooms.members() if not may_listen(centre, tx, one.shown)]

    def _emit(self, event: str, told: BaseModel | dict[str, Any], namespace: str, to: str) -> None:
        if not self._at_home():
            raise ForeignThread("only the server's own thread may emit")
        payload = told.model_dump(mode="json") if isinstance(told, BaseModel) else told
        self._socketio.emit(event, payload, namespace=namespace, to=to)
